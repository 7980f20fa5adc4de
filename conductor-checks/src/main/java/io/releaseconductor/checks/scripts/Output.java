package io.releaseconductor.checks.scripts;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a script prints, of which the end is kept. It is read from a pipe with a name, which is never waited for: the pipes of
 * {@link Process} keep their reader waiting as long as anything that the script has started holds them, and are read to their end, whatever
 * that may be, as soon as the script itself has ended. Not thread-safe.
 */
final class Output implements AutoCloseable {

    /** How much is kept, in bytes. */
    static final int KEPT = 64 * 1024;

    /** How much is read at a time, so that the time limit is looked at in between. */
    private static final int AT_ONCE = 16 * KEPT;

    private final RandomAccessFile pipe;
    private final FileInputStream in;
    private final byte[] piece = new byte[KEPT];
    private final byte[] kept = new byte[KEPT];
    private long read;

    /** Opens the pipe to read and to write, or it would wait for somebody who writes. */
    Output(Path pipe) throws IOException {
        this.pipe = new RandomAccessFile(pipe.toFile(), "rw");
        this.in = new FileInputStream(this.pipe.getFD());
    }

    /** Reads what is there. {@return whether there was anything} */
    boolean read() throws IOException {
        int left = AT_ONCE;
        int there = in.available();
        while (there > 0 && left > 0) {
            int length = in.read(piece, 0, Math.min(there, piece.length));
            keep(length);
            left -= length;
            there = in.available();
        }
        return left < AT_ONCE;
    }

    private void keep(int length) {
        int at = (int) (read % KEPT);
        int first = Math.min(length, KEPT - at);
        System.arraycopy(piece, 0, kept, at, first);
        System.arraycopy(piece, first, kept, 0, length - first);
        read += length;
    }

    /** {@return how much it was in all, in bytes} */
    long size() {
        return read;
    }

    /** {@return what is kept, in whole lines: of one that is cut, a secret in it might be cut as well} */
    String text() {
        if (read <= KEPT) {
            return new String(kept, 0, (int) read, StandardCharsets.UTF_8);
        }
        int at = (int) (read % KEPT);
        byte[] inOrder = new byte[KEPT];
        System.arraycopy(kept, at, inOrder, 0, KEPT - at);
        System.arraycopy(kept, 0, inOrder, KEPT - at, at);
        String text = new String(inOrder, StandardCharsets.UTF_8);
        return text.substring(text.indexOf('\n') + 1 == 0 ? text.length() : text.indexOf('\n') + 1);
    }

    @Override
    public void close() throws IOException {
        pipe.close();
    }
}

package io.releaseconductor.checks.browser;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Messages to a browser and from it, with a zero byte after each. One thread reads; any may write. */
final class Pipe {

    /** Longer messages are passed over: a page can log whatever it likes. */
    private static final int LONGEST = 8 << 20;

    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final OutputStream out;
    private final InputStream in;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean passedOver;

    Pipe(OutputStream out, InputStream in) {
        this.out = out;
        this.in = in;
    }

    /** Writes a message, unless the browser has not read earlier ones for seconds. */
    void write(byte[] message) throws IOException, InterruptedException {
        if (!writing.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IOException("the browser does not read");
        }
        try {
            out.write(message);
            out.write(0);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Waits for a message.
     *
     * @throws EOFException once the browser has closed its end
     */
    byte[] read() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean tooLong = false;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == 0 && !tooLong) {
                return message.toByteArray();
            }
            if (next == 0) {
                tooLong = false;
            } else if (message.size() < LONGEST && !tooLong) {
                message.write(next);
            } else {
                tooLong = true;
                passedOver = true;
                message.reset();
            }
        }
    }

    /** {@return whether a message was too long to be read} */
    boolean hasPassedOver() {
        return passedOver;
    }

    /** Closes this end, by which the browser ends itself; not while something is being written that it does not read. */
    boolean hangUp() {
        if (!writing.tryLock()) {
            return false;
        }
        try {
            out.close();
            return true;
        } catch (IOException e) {
            return true;
        } finally {
            writing.unlock();
        }
    }
}

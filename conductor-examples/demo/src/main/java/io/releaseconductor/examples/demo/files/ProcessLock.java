package io.releaseconductor.examples.demo.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file that one process holds. The operating system takes it back when the process ends, however it ends. */
public final class ProcessLock implements AutoCloseable {

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until it is free.
     *
     * @param file which, made if it is not there; its directory exists
     * @return the lock, to be closed
     * @throws UncheckedIOException if it cannot be locked
     */
    public static ProcessLock take(Path file) {
        try {
            FileChannel channel = open(file);
            FileLock taken = channel.lock();
            if (!taken.isValid()) {
                throw new IOException(file + " was closed while it was locked");
            }
            return new ProcessLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes it if it is free.
     *
     * @param file which, made if it is not there; its directory exists
     * @return the lock, to be closed, or empty if somebody else has it
     * @throws UncheckedIOException if it cannot be locked
     */
    public static Optional<ProcessLock> tryTake(Path file) {
        try {
            FileChannel channel = open(file);
            if (isFree(channel)) {
                return Optional.of(new ProcessLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

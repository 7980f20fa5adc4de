package io.releaseconductor.examples.demo.workflows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held by a run's process for as long as it lives, however that ends: nobody else can take it before. Whoever takes it from a run that has
 * not said how it ended may say so, and a process that comes to it later finds that said, and does nothing.
 */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until it is free. */
    static RunLock take(Path file) {
        try {
            FileChannel channel = open(file);
            FileLock taken = channel.lock();
            if (!taken.isValid()) {
                throw new IOException(file + " was closed while it was locked");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes it if it is free. */
    static Optional<RunLock> tryTake(Path file) {
        try {
            FileChannel channel = open(file);
            if (isFree(channel)) {
                return Optional.of(new RunLock(channel));
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

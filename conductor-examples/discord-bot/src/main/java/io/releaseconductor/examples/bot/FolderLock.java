package io.releaseconductor.examples.bot;

import io.releaseconductor.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A folder that one process has for itself. The operating system takes the lock back when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a folder, and makes it if it is not there.
     *
     * @param variable what it is named by, for messages
     * @return the lock, or empty if another process has it
     * @throws ConfigurationException if it cannot be made or written in
     */
    static Optional<FolderLock> take(Path folder, String variable) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(channel)) {
                return Optional.of(new FolderLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            ConfigurationException refused = new ConfigurationException(List.of(variable + ": the folder " + folder
                    + " cannot be used: " + e + ". Name one that can be made and written in"));
            refused.initCause(e);
            throw refused;
        }
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

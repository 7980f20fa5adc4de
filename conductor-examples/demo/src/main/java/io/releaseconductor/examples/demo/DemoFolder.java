package io.releaseconductor.examples.demo;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.examples.demo.files.ProcessLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where one demo, and no other at the same time, keeps all that it has: for the next one, or until its own end. */
final class DemoFolder implements AutoCloseable {

    static final String VARIABLE = "DEMO_STATE";

    private static final String LOCK = "lock";

    private final Path path;
    private final boolean kept;
    private final ProcessLock lock;

    private DemoFolder(Path path, boolean kept, ProcessLock lock) {
        this.path = path;
        this.kept = kept;
        this.lock = lock;
    }

    /**
     * Opens the folder of a demo.
     *
     * @param wanted where, for the next demo to find; null for a new one that is removed when it is closed
     * @throws ConfigurationException if it cannot be used, such as when another demo uses it
     */
    static DemoFolder open(@Nullable Path wanted) throws IOException {
        if (wanted == null) {
            Path fresh = Files.createTempDirectory("release-conductor-demo");
            return new DemoFolder(fresh, false, locked(fresh));
        }
        Path folder = wanted.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            return new DemoFolder(folder, true, locked(folder));
        } catch (IOException e) {
            throw unusable(e, folder);
        } catch (UncheckedIOException e) {
            throw unusable(Objects.requireNonNull(e.getCause()), folder);
        }
    }

    private static ConfigurationException unusable(IOException e, Path folder) {
        return refused("cannot be used: " + e + ". Name one that can be made and written", folder);
    }

    private static ProcessLock locked(Path folder) {
        return ProcessLock.tryTake(folder.resolve(LOCK))
                .orElseThrow(() -> refused("is in use by another demo. End that one, or name another folder", folder));
    }

    private static ConfigurationException refused(String why, Path folder) {
        return new ConfigurationException(List.of(VARIABLE + ": the folder " + folder + " " + why + "."));
    }

    /** Whether the next demo finds it. */
    boolean kept() {
        return kept;
    }

    Path path() {
        return path;
    }

    /** A folder inside, made if it is not there. */
    Path inside(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            remove();
        }
        lock.close();
    }

    private void remove() {
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

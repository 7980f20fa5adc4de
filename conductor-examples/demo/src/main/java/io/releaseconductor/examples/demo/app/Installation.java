package io.releaseconductor.examples.demo.app;

import io.releaseconductor.examples.demo.files.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is installed in one environment, on disk: workflows change it from their own processes, and the application serves
 * what it says at each request.
 */
public final class Installation {

    private static final String CURRENT = "current.properties";
    private static final String CANARY = "canary.properties";
    private static final String PREVIOUS = "previous.properties";

    private final Path directory;

    /**
     * An installation in a directory.
     *
     * @param directory an existing directory of its own
     */
    public Installation(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    /** {@return the directory, for another process to open the same installation} */
    public Path directory() {
        return directory;
    }

    /**
     * What the instances serve.
     *
     * @return the version
     * @throws IllegalStateException if nothing was ever installed
     */
    public Version current() {
        return read(CURRENT).orElseThrow(() -> new IllegalStateException("nothing is installed in " + directory));
    }

    /** {@return what the canary instances serve, or empty if there are none} */
    public Optional<Version> canary() {
        return read(CANARY);
    }

    /**
     * What the address of the environment answers with. All of it goes to the canary instances while there are any, so that
     * the checks judge what was just deployed.
     *
     * @return the version
     */
    public Version served() {
        return canary().orElseGet(this::current);
    }

    /**
     * When {@link #served()} was put in place.
     *
     * @return the time, to what the file system notes
     */
    Instant servedSince() {
        try {
            return Files.getLastModifiedTime(directory.resolve(canary().isPresent() ? CANARY : CURRENT))
                    .toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts a version on all instances, unless there is one already.
     *
     * @param version the version
     */
    public void installFirst(Version version) {
        if (read(CURRENT).isEmpty()) {
            install(version);
        }
    }

    /**
     * Puts a version on all instances and keeps the one before it at hand. There are no canary instances afterwards.
     *
     * @param version the version
     */
    public void install(Version version) {
        read(CURRENT).ifPresent(before -> write(PREVIOUS, before));
        write(CURRENT, version);
        removeCanary();
    }

    /**
     * Puts a version on canary instances. All others stay as they are.
     *
     * @param version the version
     */
    public void installCanary(Version version) {
        write(CANARY, version);
    }

    /** Removes the canary instances, if there are any. */
    public void removeCanary() {
        try {
            Files.deleteIfExists(directory.resolve(CANARY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Switches the traffic back to what was installed before.
     *
     * @return what is served now
     * @throws IllegalStateException if nothing was installed before
     */
    public Version switchBack() {
        Version before = read(PREVIOUS)
                .orElseThrow(() -> new IllegalStateException("nothing was installed before in " + directory));
        install(before);
        return before;
    }

    private Optional<Version> read(String name) {
        return PropertiesFile.read(directory.resolve(name)).map(Version::fromValues);
    }

    private void write(String name, Version version) {
        PropertiesFile.write(directory.resolve(name), version.toValues());
    }
}

package io.releaseconductor.examples.demo.app;

import io.releaseconductor.examples.demo.files.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is installed on the instances of one environment, on disk: workflows change it from their own processes, and the
 * instances serve what it says at each request.
 */
public final class Installation {

    /** How many instances an environment has. */
    public static final int INSTANCES = 10;

    private static final int ALL = 100;

    private static final String ON = "instances";

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
     * How many instances a share of them is, as much as is needed to have at least that share.
     *
     * @param percentage the share, in percent, 1 to 100
     * @return how many, 1 to {@value #INSTANCES}
     */
    public static int instances(int percentage) {
        return (percentage * INSTANCES + ALL - 1) / ALL;
    }

    /**
     * What the instances serve that are no canary.
     *
     * @return the version
     * @throws IllegalStateException if nothing was ever installed
     */
    public Version current() {
        return read(CURRENT)
                .map(Version::fromValues)
                .orElseThrow(() -> new IllegalStateException("nothing is installed in " + directory));
    }

    /** {@return what the canary instances serve, or empty if there are none} */
    public Optional<Version> canary() {
        return read(CANARY).map(Version::fromValues);
    }

    /** {@return how many instances are a canary, the first ones; 0 if none is} */
    public int canaryInstances() {
        return read(CANARY).map(Installation::instances).orElse(0);
    }

    /** Where a canary was installed before there were several instances, it is one. */
    private static int instances(Map<String, String> canary) {
        return Integer.parseInt(canary.getOrDefault(ON, "1"));
    }

    /**
     * How an instance behaves: as the version that is installed on it does where as many run it as do now.
     *
     * @param instance which, 1 to {@value #INSTANCES}
     * @return the version
     * @throws IllegalStateException if nothing was ever installed
     */
    Version on(int instance) {
        Optional<Map<String, String>> canary = read(CANARY);
        int canaries = canary.map(Installation::instances).orElse(0);
        return canary.isPresent() && instance <= canaries
                ? Version.fromValues(canary.get()).at(share(canaries))
                : current().at(share(INSTANCES - canaries));
    }

    private static int share(int instances) {
        return instances * ALL / INSTANCES;
    }

    /** When the version of an instance was put in place, to what the file system notes. */
    Instant since(int instance) {
        try {
            return Files.getLastModifiedTime(directory.resolve(instance <= canaryInstances() ? CANARY : CURRENT))
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
        write(CURRENT, version.toValues());
        removeCanary();
    }

    /**
     * Puts a version on the first instances, as a canary. All others serve what is {@linkplain #current() current}.
     *
     * @param version the version
     * @param instances how many, 1 to {@value #INSTANCES}
     * @throws IllegalArgumentException if there are not so many
     */
    public void installCanary(Version version, int instances) {
        if (instances < 1 || instances > INSTANCES) {
            throw new IllegalArgumentException(
                    "instances: " + instances + " is not allowed; allowed: 1 to " + INSTANCES);
        }
        Map<String, String> values = new HashMap<>(version.toValues());
        values.put(ON, Integer.toString(instances));
        write(CANARY, values);
    }

    /** Puts what is {@linkplain #current() current} on the canary instances, if there are any. */
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
                .map(Version::fromValues)
                .orElseThrow(() -> new IllegalStateException("nothing was installed before in " + directory));
        install(before);
        return before;
    }

    private Optional<Map<String, String>> read(String name) {
        return PropertiesFile.read(directory.resolve(name));
    }

    private void write(String name, Map<String, String> values) {
        PropertiesFile.write(directory.resolve(name), values);
    }
}

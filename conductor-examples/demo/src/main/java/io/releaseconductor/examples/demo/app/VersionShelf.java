package io.releaseconductor.examples.demo.app;

import io.releaseconductor.examples.demo.files.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The versions that can be deployed, on disk: the sources, so to speak, which a workflow finds by a version's name. */
public final class VersionShelf {

    private static final String ENDING = ".properties";

    private final Path directory;

    /**
     * A shelf in a directory.
     *
     * @param directory an existing directory of its own
     */
    public VersionShelf(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    /** {@return the directory, for another process to open the same shelf} */
    public Path directory() {
        return directory;
    }

    /**
     * Puts a version on the shelf, or replaces the one of that name.
     *
     * @param version the version
     */
    public void put(Version version) {
        PropertiesFile.write(file(version.name()), version.toValues());
    }

    /**
     * Takes a version from the shelf.
     *
     * @param name its name
     * @return the version; one that nobody put there is good
     * @throws IllegalArgumentException if the name is not allowed
     */
    public Version get(String name) {
        Version good = Version.good(name);
        return PropertiesFile.read(file(name)).map(Version::fromValues).orElse(good);
    }

    /** {@return the names of all versions that were put on it, in no order} */
    public List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ENDING);
    }
}

package io.releaseconductor.examples.demo.app;

import io.releaseconductor.examples.demo.files.PropertiesFile;
import java.nio.file.Path;
import java.util.Objects;

/** The versions that can be deployed, on disk: the sources, so to speak, which a workflow finds by a version's name. */
public final class VersionShelf {

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

    private Path file(String name) {
        return directory.resolve(name + ".properties");
    }
}

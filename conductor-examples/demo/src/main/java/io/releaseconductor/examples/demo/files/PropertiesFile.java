package io.releaseconductor.examples.demo.files;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A properties file that is replaced as a whole, so that whoever reads it sees the old values or the new ones. */
public final class PropertiesFile {

    private PropertiesFile() {}

    /**
     * Reads a file.
     *
     * @param file which
     * @return its values, or empty if there is no such file
     * @throws UncheckedIOException if it cannot be read
     */
    public static Optional<Map<String, String>> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return Optional.of(Map.copyOf(values));
    }

    /**
     * Writes a file, or replaces it.
     *
     * @param file which; its directory exists
     * @param values its values
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        try {
            Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "next", ".tmp");
            try (Writer writer = Files.newBufferedWriter(next)) {
                properties.store(writer, null);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

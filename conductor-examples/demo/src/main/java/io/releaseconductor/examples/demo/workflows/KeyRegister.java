package io.releaseconductor.examples.demo.workflows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Which run carries which correlation key, on disk. A key belongs to one run for ever. Thread-safe. */
final class KeyRegister {

    private final Path directory;

    KeyRegister(Path directory) {
        this.directory = directory;
    }

    /** Takes a key for a run; if it is taken already, tells by which run. */
    synchronized Optional<String> claim(String key, String runId) throws IOException {
        Optional<String> earlier = holder(key);
        if (earlier.isEmpty()) {
            Files.writeString(file(key), runId, StandardOpenOption.CREATE_NEW);
        }
        return earlier;
    }

    /** The run that carries a key, or empty if none does. */
    synchronized Optional<String> holder(String key) {
        try {
            return Optional.of(Files.readString(file(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String key) {
        return directory.resolve(URLEncoder.encode(key, StandardCharsets.UTF_8));
    }
}

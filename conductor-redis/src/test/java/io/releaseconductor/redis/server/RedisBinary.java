package io.releaseconductor.redis.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** The server program, out of the jar that brings it for several platforms. Unpacked once, removed when this JVM ends. */
final class RedisBinary {

    private static final Path FOLDER = unpack();

    private RedisBinary() {}

    static String path() {
        return FOLDER.resolve("redis-server").toString();
    }

    /** A new folder for one server's files, removed with all the others. */
    static Path workFolder(String name) {
        try {
            return Files.createTempDirectory(FOLDER, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpack() {
        String resource = "/redis-server-7.0.15-" + system() + "-" + processor();
        try (InputStream program = RedisBinary.class.getResourceAsStream(resource)) {
            if (program == null) {
                throw new IllegalStateException("There is no Redis for this machine: " + resource);
            }
            Path folder = Files.createTempDirectory("conductor-redis");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            Path file = folder.resolve("redis-server");
            Files.copy(program, file);
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException(file + " cannot be made executable");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386" -> "386";
            default -> "amd64";
        };
    }

    private static void remove(Path folder) {
        // A server that is stopped at the same moment may still write; what is left then is in the temporary folder.
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException | UncheckedIOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}

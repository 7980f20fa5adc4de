package io.releaseconductor.examples.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The bot in a process of its own, as a user starts it. */
final class BotProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private BotProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static BotProcess start(Path output, Map<String, String> environment, String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                BotMain.class.getName());
        builder.command().addAll(List.of(arguments));
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(DISCORD|GITHUB|REDIS|JDBC|SHIP|FRONTEND|VITE)_.*"));
        builder.environment().putAll(environment);
        try {
            return new BotProcess(
                    builder.redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitOutput(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive() && !output().contains(text)) {
                        throw new IllegalStateException("The bot ended: " + output());
                    }
                    return output().contains(text);
                });
    }

    /** As the kernel does when memory is short. */
    void kill() {
        process.destroyForcibly();
        exit();
    }

    /** As an init system does. */
    int stop() {
        process.destroy();
        return exit();
    }

    /** The exit code of a bot that ends by itself. */
    int exit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The bot does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

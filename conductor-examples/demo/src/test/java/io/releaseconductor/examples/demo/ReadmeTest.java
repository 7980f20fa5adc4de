package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.examples.demo.app.VersionShelf;
import io.releaseconductor.examples.demo.console.ConsoleChat;
import io.releaseconductor.examples.demo.terminal.PipedTeletype;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.examples.demo.workflows.LocalWorkflows;
import io.releaseconductor.examples.demo.workflows.LocalWorkflowsOptions;
import io.releaseconductor.spi.ChatChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The README")
class ReadmeTest {

    private static final int FIRST_SCREEN = 60;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("shows the builder and the two commands on its first screen")
    void firstScreen() throws IOException {
        List<String> lines = Files.readAllLines(root().resolve("README.md"));
        List<String> screen = lines.subList(0, Math.min(FIRST_SCREEN, lines.size()));

        assertThat(screen)
                .contains("Conductor conductor = Conductor.builder()")
                .anyMatch(line -> line.startsWith("mvn -q compile exec:java"))
                .anyMatch(line -> line.startsWith("mvn verify"));
    }

    @Test
    @DisplayName("shows a builder that needs the variables of the built-in checks and nothing else")
    void builder() throws IOException {
        LocalWorkflowsOptions options = new LocalWorkflowsOptions(
                directory,
                Map.of(),
                new VersionShelf(directory),
                Duration.ZERO,
                Duration.ofSeconds(1),
                0,
                Clock.systemUTC());
        try (LocalWorkflows workflows = LocalWorkflows.start(options)) {
            assertThat(problems(workflows))
                    .allMatch(
                            problem -> problem.startsWith("FRONTEND_BASE_URL") || problem.startsWith("VITE_API_BASE"));
        }
    }

    private static List<String> problems(LocalWorkflows workflows) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        ChatChannel chat = new ConsoleChat(new Screen(new PipedTeletype(InputStream.nullInputStream(), nowhere)));
        try (Conductor conductor = QuickStart.start(workflows, chat)) {
            assertThat(conductor.environments()).hasSize(2);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    private static Path root() {
        return Path.of("").toAbsolutePath().resolve("../..").normalize();
    }
}

package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("The page about the demo")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class DemoPageTest {

    private static final String LEFT_OUT = "…";
    private static final String TYPED = "> ";

    @Test
    @DisplayName("shows what the demo prints for a gradual canary, but for times and what it leaves out")
    void gradualCanary() throws IOException {
        holds("## A gradual canary", 3);
    }

    @Test
    @DisplayName("shows what the demo prints for several people, but for times, ids and what it leaves out")
    void severalPeople() throws IOException {
        holds("## Several people", 11);
    }

    @Test
    @DisplayName("shows what the demo prints with a pre-flight, but for times, ids and what it leaves out")
    void preflight() throws IOException {
        holds("## A pre-flight", 3, Map.of("SHIP_AFTER_PROD", "staging"));
    }

    private static void holds(String heading, int lines) throws IOException {
        holds(heading, lines, Map.of());
    }

    private static void holds(String heading, int lines, Map<String, String> more) throws IOException {
        List<String> shown = shown(heading);
        String[] typed = shown.stream()
                .filter(line -> line.startsWith(TYPED))
                .map(line -> line.substring(TYPED.length()))
                .toArray(String[]::new);
        assertThat(typed).hasSize(lines);

        Map<String, String> variables = new TreeMap<>(Transcript.GENEROUS);
        variables.putAll(more);
        Transcript transcript = Transcript.of(
                new DemoOptions(true, Duration.ofMillis(20), List.of(), variables, Duration.ofMinutes(6)), typed);

        assertThat(transcript.text().lines().map(DemoPageTest::withoutTimes))
                .containsSubsequence(shown.stream()
                        .filter(line -> !line.equals(LEFT_OUT))
                        .map(DemoPageTest::withoutTimes)
                        .toList());
    }

    private static List<String> shown(String heading) throws IOException {
        Path page = Path.of("").toAbsolutePath().resolve("../../docs/demo.md").normalize();
        return Files.readAllLines(page).stream()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.equals("```text"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }

    private static String withoutTimes(String line) {
        return line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "TIME")
                .replaceAll("(ship-[a-z]+)-\\d+", "$1-ID")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
    }
}

package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.demo.terminal.PipedTeletype;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the demo prints for piped lines. */
record Transcript(int exit, String text) {

    /**
     * Budgets that only a fault breaks, however busy the machine is that runs the tests. The slow search still is slower
     * than what counts as slow.
     */
    static final Map<String, String> GENEROUS = Map.of(
            "SHIP_FRONTEND_MAX_LATENCY_MS", "9000",
            "SHIP_API_MAX_LATENCY_MS", "9000",
            "SHIP_FRONTEND_LATENCY_MS", "9000",
            "SHIP_API_LATENCY_MS", "9000",
            "SHIP_SEARCH_LATENCY_MS", "9000",
            "SHIP_SEARCH_SLOW_MS", "690",
            "SHIP_SEARCH_MAX_MS", "9000");

    private static final Duration STEP = Duration.ofMillis(20);

    static Transcript of(String... lines) throws IOException {
        return of(List.of(), lines);
    }

    static Transcript of(List<Path> plugins, String... lines) throws IOException {
        return of(new DemoOptions(true, STEP, plugins, GENEROUS, Duration.ofMinutes(1)), lines);
    }

    static Transcript of(DemoOptions options, String... lines) throws IOException {
        byte[] input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int exit;
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            exit = DemoMain.run(options, new PipedTeletype(new ByteArrayInputStream(input), out), demo -> {});
        }
        return new Transcript(exit, output.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    /** What was printed from a line on up to the next one. */
    String after(String line) {
        int start = text.indexOf("> " + line + "\n");
        assertThat(start).as("\"> %s\" in%n%s", line, text).isNotNegative();
        int end = text.indexOf("\n> ", start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }
}

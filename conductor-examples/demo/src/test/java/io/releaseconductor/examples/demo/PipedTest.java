package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.demo.terminal.PlainTeletype;
import io.releaseconductor.examples.demo.terminal.Teletype;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("The demo's transcript of piped lines")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class PipedTest {

    @TempDir
    private Path folder;

    private static String transcript(Map<String, String> variables, String lines) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int exit;
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            exit = DemoMain.run(
                    List.of("--step-ms=20", "--visits=0"),
                    variables,
                    new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                    out,
                    true);
        }
        assertThat(exit).isZero();
        return output.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "\n")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST");
    }

    @Test
    @DisplayName("repeats each line and prints what came of it, to the letter, whatever the terminal is")
    void to_the_letter() throws IOException {
        String expected = """
                Release Conductor demo. Type /ship to ship the next version, help for more.
                Your variables hold: SHIP_API_LATENCY_MS, SHIP_API_MAX_LATENCY_MS, SHIP_FRONTEND_LATENCY_MS, \
                SHIP_FRONTEND_MAX_LATENCY_MS, SHIP_SEARCH_LATENCY_MS, SHIP_SEARCH_MAX_MS, SHIP_SEARCH_SLOW_MS.
                Staging runs v1 at http://HOST/: 5/5 checks passed
                Prod runs v1 at http://HOST/: 5/5 checks passed

                > status

                Staging: v1 at http://HOST/, place: free
                Prod: v1 at http://HOST/, place: free
                The next version, v2, is good.

                > rollback prod
                Nothing was shipped to prod yet. Try: /ship env:prod strategy:full
                > next dead-apy
                next: "dead-apy" is not allowed; allowed: good, slow-search, dead-api, broken-login, broken-frontend, \
                bad-at-50, one-login, slow-start, flaky, errors-2x, slow-p99, late-errors, workflow-failure; did you mean "dead-api"?
                > next dead-api
                The next version, v2, has: dead-api (the API hangs up: rolls back by itself)
                > /ship env:stagin strategy:fll
                env: "stagin" is not allowed; allowed: prod, staging; did you mean "staging"?; strategy: "fll" is not \
                allowed; allowed: full, canary; did you mean "full"?
                > promte
                "promte" is not known. Did you mean "promote"? Type "help" to see what is.
                > history

                Nothing was shipped yet.

                > # für später
                """;
        String lines = """
                status
                rollback prod
                next dead-apy
                next dead-api
                /ship env:stagin strategy:fll
                promte
                history
                # für später
                """;

        assertThat(transcript(generous(Map.of("TERM", "xterm-256color")), lines))
                .isEqualTo(expected);
        assertThat(transcript(generous(Map.of("TERM", "dumb", "NO_COLOR", "1")), lines))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("has cards and progress in it, and no code for a terminal")
    void no_codes() throws IOException {
        assertThat(transcript(Transcript.GENEROUS, "/ship env:staging strategy:full\npromote\nhistory\n"))
                .contains("🚀 Deployment Initiated", "   Staging | Status: ⏳ ", "✅ Frontend: ", "\n> history\n")
                .doesNotContain("\u001b", "\r");
    }

    @Test
    @DisplayName("at a terminal without emoji has plain signs instead, and nothing that it could not show")
    void ascii() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        DemoOptions options = new DemoOptions(
                false,
                Duration.ofMillis(20),
                List.of(),
                generous(Map.of("DEMO_STATE", folder.toString())),
                Duration.ofMinutes(1));
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            Teletype teletype = new PlainTeletype(
                    new ByteArrayInputStream("next broken-frontend\n/ship\n".getBytes(StandardCharsets.US_ASCII)),
                    out,
                    StandardCharsets.US_ASCII);
            assertThat(DemoMain.run(options, teletype, demo -> {})).isZero();
        }
        assertThat(output.toString(StandardCharsets.UTF_8))
                .matches("\\p{ASCII}*")
                .containsSubsequence("[>] Deployment Initiated", "[x] Frontend: ", "[<] Deployment Rolled Back")
                .doesNotContain("\u001b");
    }

    private static Map<String, String> generous(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.putAll(more);
        return variables;
    }
}

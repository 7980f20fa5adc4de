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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("The demo, with a pre-flight,")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class PreflightDemoTest {

    private static Transcript demo(Map<String, String> variables, String... lines) throws IOException {
        Map<String, String> all = new TreeMap<>(Transcript.GENEROUS);
        all.putAll(variables);
        Transcript transcript = Transcript.of(
                new DemoOptions(true, Duration.ofMillis(20), List.of(), all, Duration.ofMinutes(1)), lines);
        assertThat(transcript.exit()).as(transcript.text()).isZero();
        return transcript;
    }

    @Test
    @DisplayName("ships to prod what staging has promoted, and nothing else")
    void order() throws IOException {
        String first = "/ship env:prod strategy:full version:v2";
        Transcript transcript = demo(
                Map.of("SHIP_AFTER_PROD", "staging", "SHIP_SOAK_STAGING", "1h", "SHIP_WATCH", "off"),
                first,
                "/ship env:staging version:v2",
                "promote",
                "/ship env:prod strategy:full  version:v2",
                "promote prod",
                "/ship env:prod version:v3");

        assertThat(transcript.after(first))
                .contains(
                        "The pre-flight says no: order: staging has not promoted", "Nothing was shipped.", "override:")
                .doesNotContain("🚀");
        assertThat(transcript.after("/ship env:staging version:v2")).contains("Overall: 5/5 checks passed");
        assertThat(transcript.after("/ship env:prod strategy:full  version:v2"))
                .containsSubsequence(
                        "✅ order: staging has promoted v2",
                        "✅ place free, no lock, window open",
                        "Overall: 5/5 checks passed");
        assertThat(transcript.after("promote prod")).contains("✅ Deployment Promoted");
        assertThat(transcript.after("/ship env:prod version:v3")).contains("The pre-flight says no: order: ");
        assertThat(transcript.text()).contains("Your variables hold: ", "SHIP_AFTER_PROD");
    }

    @Test
    @DisplayName("ships in spite of it what somebody overrides it for, and tells everybody")
    void overridden() throws IOException {
        String ship = "/ship env:prod strategy:full version:v2 override:\"hotfix for the login\"";
        Transcript transcript = demo(Map.of("SHIP_AFTER_PROD", "staging"), "as grace", ship, "promote", "history");

        assertThat(transcript.after(ship))
                .contains("🔔 Pre-flight overridden by grace (hotfix for the login): order: staging has not promoted")
                .containsSubsequence("🔓 order: staging has not promoted", "Overall: 5/5 checks passed")
                .contains("🔓 Pre-flight overridden by grace at ", ", against order: hotfix for the login");
        assertThat(transcript.after("promote")).contains("✅ Deployment Promoted");
        assertThat(transcript.after("history")).containsPattern("ship-prod-\\d+ +promoted");
    }

    @Nested
    @DisplayName("asks whether an incident is open:")
    class Incident {

        @TempDir
        private Path folder;

        private Map<String, String> variables() throws IOException {
            Path script = folder.resolve("incident.sh");
            Files.writeString(script, """
                    if [ -e "%1$s/unknown" ]; then echo "nobody can tell"; exit 2; fi
                    if [ -e "%1$s/open" ]; then echo "1 open: $(cat "%1$s/open")"; exit 1; fi
                    echo "none open"
                    """.formatted(folder));
            return Map.of("SHIP_ADMISSION_STAGING", "incident", "INCIDENT_COMMAND", "sh " + script);
        }

        @Test
        @DisplayName("one that is open refuses at once")
        void open() throws IOException {
            Files.writeString(folder.resolve("open"), "Database is down");
            String ship = "/ship env:staging strategy:full";
            Transcript transcript = demo(variables(), ship, "status", "/ship env:prod strategy:full");

            assertThat(transcript.after(ship))
                    .contains("The pre-flight says no: incident: 1 open: Database is down. Nothing was shipped.")
                    .doesNotContain("🚀");
            assertThat(transcript.after("status")).contains("place: free");
            assertThat(transcript.after("/ship env:prod strategy:full")).contains("Overall: 5/5 checks passed");
        }

        @Test
        @DisplayName("what nobody can tell is waited for, a script goes on meanwhile, and cancel ends that")
        void unknown() throws IOException {
            Files.writeString(folder.resolve("unknown"), "");
            String ship = "/ship env:staging strategy:full";
            Transcript transcript = demo(variables(), ship, "status", "override", "cancel", "history");

            assertThat(transcript.after(ship))
                    .contains(
                            "⏳ Waiting: incident\n",
                            "❔ incident: sh ended with 2: nobody can tell",
                            "[Override the Pre-flight] [Cancel]")
                    .doesNotContain("Running deployment workflow");
            assertThat(transcript.after("status")).containsPattern("place: ship-staging-\\d+ \\(initiated\\)");
            assertThat(transcript.after("override"))
                    .containsPattern(
                            "Say why: the team is told\\. /ship-override deployment:ship-staging-\\d+ reason:");
            assertThat(transcript.after("history")).containsPattern("ship-staging-\\d+ +cancelled");
        }

        @Test
        @DisplayName("a deployment that waits begins once somebody overrides it")
        void waiting() throws Exception {
            Files.writeString(folder.resolve("unknown"), "");
            try (Conversation demo = Conversation.start(folder.resolve("state"), variables())) {
                demo.type("/ship env:staging strategy:full");
                demo.await("❔ incident: sh ended with 2: nobody can tell", "[Override the Pre-flight] [Cancel]");
                demo.type("/ship-override deployment:" + demo.shown("ship-staging-\\d+")
                        + " reason:the status page is down");
                demo.await(
                        "🔓 incident: sh ended with 2: nobody can tell (overridden)",
                        "against incident: the status page is down",
                        "Overall: 5/5 checks passed");
                assertThat(demo.end()).isZero();
            }
        }
    }

    @Test
    @DisplayName("says what is wrong with its variables, and how the rules are called")
    void wrong() throws IOException {
        Map<String, String> all = new TreeMap<>(Transcript.GENEROUS);
        all.put("SHIP_ADMISSION", "incident");
        all.put("SHIP_AFTER_PROD", "preview");
        Transcript transcript = Transcript.of(
                new DemoOptions(true, Duration.ofMillis(20), List.of(), all, Duration.ofMinutes(1)), "status");

        assertThat(transcript.exit()).isNotZero();
        assertThat(transcript.text())
                .contains("SHIP_ADMISSION: \"incident\" is not allowed; allowed: none")
                .contains("SHIP_AFTER_PROD: \"preview\" is not allowed; allowed: staging, none");
    }
}

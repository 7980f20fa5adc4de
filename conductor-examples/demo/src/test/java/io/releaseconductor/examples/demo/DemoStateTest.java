package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the demo keeps")
class DemoStateTest {

    private static final String SHIP = "/ship env:staging strategy:full";

    @TempDir
    private Path folder;

    private static DemoOptions options(Map<String, String> process) {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.putAll(process);
        return new DemoOptions(true, Duration.ofMillis(20), List.of(), variables, Duration.ofMinutes(1));
    }

    private Transcript inFolder(String... lines) throws IOException {
        return Transcript.of(options(Map.of("DEMO_STATE", folder.toString())), lines);
    }

    @Test
    @DisplayName(
            "lets one that is started after a kill in the middle of a deployment go on with it, and its card says so")
    void killed() throws Exception {
        try (DemoProcess first = DemoProcess.start(folder, Map.of())) {
            first.type(SHIP);
            first.await("Running deployment workflow");
            Transcript refused = inFolder("status");
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.text())
                    .contains("DEMO_STATE: the folder " + folder + " is in use by another demo. End that one");
            first.kill();
        }

        Transcript second = inFolder("status", "promote", "history");

        assertThat(second.exit()).as(second.text()).isZero();
        assertThat(second.text())
                .containsSubsequence(
                        "All is kept in " + folder + ", and outlives this demo.",
                        "🔄 The demo was started again, and goes on with this:",
                        "Deploy ID: ship-staging-",
                        "Overall: 5/5 checks passed",
                        "[Promote and ship Prod] [Rollback to v1] [Details]");
        assertThat(second.after("status")).contains("Staging: v2 at", "(verified)");
        assertThat(second.after("promote")).containsSubsequence("✅ Deployment Promoted", "ship-staging-");
        assertThat(second.after("history"))
                .containsPattern("ship-prod-\\d+ +verified .* v2 +full +5/5")
                .containsPattern("ship-staging-\\d+ +promoted .* v2 +full +5/5");
    }

    @Test
    @DisplayName("is there the next time: history, cards that wait, versions, and where everything is reached")
    void next_time() throws Exception {
        Transcript first = inFolder(SHIP, "status");
        Transcript second = inFolder("status", "rollback", SHIP);

        assertThat(second.exit()).as(second.text()).isZero();
        assertThat(second.after("status").strip())
                .isEqualTo(first.after("status").strip());
        assertThat(second.after("rollback")).contains("↩️ Deployment Rolled Back");
        assertThat(second.after(SHIP)).contains("Version: v3");
    }

    @Test
    @DisplayName("lets commands work the next time on what had come to its end, of which nothing is shown before")
    void settled() throws Exception {
        Transcript first = inFolder(SHIP, "promote", "promote prod", "status");
        assertThat(first.after("status"))
                .contains("Staging: v2 at", "Prod: v2 at")
                .doesNotContain("(");
        Transcript second = inFolder("details staging", "promote prod", "rollback prod", "status", "lift");

        assertThat(second.exit()).as(second.text()).isZero();
        assertThat(second.text().lines().takeWhile(line -> !line.startsWith("> ")))
                .noneMatch(line -> line.contains("Deploy ID"));
        assertThat(second.after("details staging")).contains("📋 Deployment Details", "Deploy ID: ship-staging-");
        assertThat(second.after("promote prod"))
                .containsPattern("No card offers promote now: ship-prod-\\d+ is promoted\\.");
        assertThat(second.after("rollback prod")).contains("↩️ Deployment Rolled Back", "Returned to: v1");
        assertThat(second.after("status")).contains("Staging: v2 at", "Prod: v1 at");
        assertThat(second.after("lift")).containsPattern("No card offers lift now: ship-prod-\\d+ is rolled back\\.");
    }

    @Test
    @DisplayName("is nothing for piped lines where no folder is named: each time begins afresh, and goes alike")
    void afresh() throws Exception {
        Set<String> transcripts = new HashSet<>();
        for (int time = 0; time < 3; time++) {
            Transcript transcript = Transcript.of(options(Map.of()), SHIP, "history");
            assertThat(transcript.exit()).isZero();
            transcripts.add(transcript
                    .text()
                    .lines()
                    .filter(line -> !line.startsWith("   "))
                    .map(line -> line.replaceAll("\\d+", "N"))
                    .collect(Collectors.joining("\n")));
        }
        assertThat(transcripts).hasSize(1);
    }

    @Test
    @DisplayName("has to be a folder, or is refused")
    void no_folder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        Transcript refused =
                Transcript.of(options(Map.of("DEMO_STATE", file.resolve("state").toString())), "status");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.text())
                .contains("DEMO_STATE: the folder " + file + "/state cannot be used")
                .contains("Name one that can be made and written.");
    }
}

package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("The demo, with several people at one console,")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class LockedDemoTest {

    private static final String SHIP = "/ship env:staging strategy:full";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC";

    private static Transcript demo(Map<String, String> variables, String... lines) throws IOException {
        Map<String, String> all = new TreeMap<>(Transcript.GENEROUS);
        all.putAll(variables);
        Transcript transcript = Transcript.of(
                new DemoOptions(true, Duration.ofMillis(20), List.of(), all, Duration.ofMinutes(1)), lines);
        assertThat(transcript.exit()).as(transcript.text()).isZero();
        return transcript;
    }

    @Test
    @DisplayName("tells whoever ships what was noted, until that is taken back")
    void note() throws IOException {
        String done = "/ship-note env:staging done:1";
        Transcript transcript = demo(
                Map.of(),
                "as grace",
                "/ship-note env:staging text:\"warm the cache first\"",
                "as ada",
                SHIP,
                done,
                "/ship-note env:staging");

        assertThat(transcript.after(SHIP)).containsPattern("📝 Note 1 by grace, [0-9-]{10}: warm the cache first");
        assertThat(transcript.after(done)).contains("Taken back: Note 1 by grace");
        assertThat(transcript.after("/ship-note env:staging")).contains("Nothing was noted.");
    }

    @Test
    @DisplayName("keeps a lock against everybody but its owner, until it is unlocked")
    void lock() throws IOException {
        String unlock = "/ship-unlock env:staging";
        Transcript transcript = demo(
                Map.of(),
                "as grace",
                "/ship-lock env:staging for:30m reason:load test",
                "as ada",
                "status",
                SHIP,
                "as Grace",
                "/ship env:staging",
                "as alan",
                "promote",
                unlock,
                "promote staging",
                "/ship-status env:staging");

        String locked = "staging is locked by grace until " + TIME + ": load test\\.";
        assertThat(transcript.after("/ship-lock env:staging for:30m reason:load test"))
                .containsPattern("🔒 " + locked);
        assertThat(transcript.after("status")).containsPattern("place: free\nThe next .*\n🔒 " + locked);
        assertThat(transcript.after(SHIP))
                .containsPattern(locked + " Nothing was shipped\\.")
                .doesNotContain("🚀");
        assertThat(transcript.after("/ship env:staging"))
                .containsSubsequence("Version: v2", "Initiated by: Grace", "Overall: 5/5 checks passed");
        assertThat(transcript.after("promote")).containsPattern("> promote\n(?s:.*)" + locked);
        assertThat(transcript.after(unlock)).contains("🔓 staging is unlocked.");
        assertThat(transcript.after("promote staging")).contains("Promoted by: alan");
        assertThat(transcript.text())
                .containsPattern("🔒 " + locked + " Deployments and promotions wait; rollbacks do not\\.")
                .contains(
                        "🔓 alan has unlocked staging, which grace had locked (load test): deployments may begin again.");
        assertThat(transcript.after("/ship-status env:staging"))
                .contains("Staging is free, last promoted: v2.")
                .doesNotContain("locked");
    }

    @Test
    @DisplayName("stops everything for everybody, but no rollback")
    void stop() throws IOException {
        Transcript transcript = demo(
                Map.of(),
                SHIP,
                "/ship-lock env:all for:1h reason:incident 7",
                "/ship env:prod strategy:full",
                "promote",
                "rollback",
                "/ship-unlock env:all",
                "/ship env:staging");

        String stopped = "Everything is stopped by .+ until " + TIME + ": incident 7\\.";
        assertThat(transcript.after("/ship-lock env:all for:1h reason:incident 7"))
                .containsPattern(
                        "🔒 " + stopped + " Under way before: ship-staging-\\d+ \\(verified\\); what it began goes"
                                + " on, what comes next waits\\.");
        assertThat(transcript.after("/ship env:prod strategy:full"))
                .containsPattern(stopped + " Nothing was shipped\\.");
        assertThat(transcript.after("promote")).containsPattern(stopped).doesNotContain("Promoted");
        assertThat(transcript.after("rollback")).containsSubsequence("↩️ Deployment Rolled Back", "Returned to: v1");
        assertThat(transcript.after("/ship-unlock env:all")).contains("🔓 The stop is over.");
        assertThat(transcript.after("/ship env:staging")).contains("Version: v3", "Overall: 5/5 checks passed");
    }

    @Test
    @DisplayName("says all that is wrong with a lock at once, and who types")
    void wrong() throws IOException {
        Transcript transcript = demo(
                Map.of(),
                "/ship-lock env:qa for:ever",
                "/ship-lock staging",
                "/ship-unlock env:prod",
                "as gr4ce",
                "as grace",
                "as",
                "/ship-details deployment:ship-staging-1",
                "/ship-history");

        assertThat(transcript.after("/ship-lock env:qa for:ever"))
                .contains(
                        "env: \"qa\" is not allowed; allowed: prod, staging, all; for: \"ever\" is not allowed; allowed: ");
        assertThat(transcript.after("/ship-lock staging")).contains("env: \"\" is not allowed");
        assertThat(transcript.after("/ship-unlock env:prod")).contains("prod is not locked.");
        assertThat(transcript.after("as gr4ce"))
                .contains("as: \"gr4ce\" is not allowed; allowed: a name of 1 to 20 letters, but not policy");
        assertThat(transcript.after("as")).contains("grace types.");
        assertThat(transcript.after("/ship-details deployment:ship-staging-1"))
                .contains("There is no deployment ship-staging-1");
        assertThat(transcript.after("/ship-history")).contains("Nothing was shipped yet.");
    }

    @Nested
    @DisplayName("asks two people where a gate asks for two")
    class Approvers {

        @Test
        @DisplayName("and whoever shipped it is none of them where that is said")
        void two() throws IOException {
            Transcript transcript = demo(
                    Map.of("SHIP_APPROVALS", "2", "SHIP_INITIATOR_APPROVES", "false"),
                    "as ada",
                    SHIP,
                    "promote",
                    "as grace",
                    "promote staging",
                    "promote  staging",
                    "as alan",
                    "promote   staging");

            assertThat(transcript.after(SHIP)).contains("Approved: 0 of 2");
            assertThat(transcript.after("promote")).contains("You shipped it: somebody else has to approve it.");
            assertThat(transcript.after("promote staging"))
                    .contains("Approved: 1 of 2: grace")
                    .doesNotContain("Promoted");
            assertThat(transcript.after("promote  staging")).contains("You have approved it: 1 of 2: grace");
            assertThat(transcript.after("promote   staging"))
                    .containsSubsequence("✅ Deployment Promoted", "Promoted by: ");
        }

        @Test
        @DisplayName("one of them of a group")
        void group() throws IOException {
            Transcript transcript = demo(
                    Map.of("SHIP_APPROVALS", "2", "SHIP_APPROVAL_GROUPS", "qa"),
                    "as ada",
                    SHIP,
                    "promote",
                    "as alan",
                    "promote staging",
                    "as grace qa",
                    "promote  staging");

            assertThat(transcript.after("promote")).contains("Approved: 1 of 2: ada; still needed: somebody of qa");
            assertThat(transcript.after("promote staging")).doesNotContain("Promoted");
            assertThat(transcript.after("promote  staging")).contains("✅ Deployment Promoted");
        }
    }

    @Nested
    @DisplayName("keeps windows:")
    class Windows {

        @Test
        @DisplayName("a freeze refuses what is shipped, and says when it is over")
        void freeze() throws IOException {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            Transcript transcript = demo(
                    Map.of(
                            "SHIP_FREEZES_STAGING",
                            today.minusDays(1) + ".." + today.plusDays(1),
                            "SHIP_TIME_ZONE",
                            "UTC"),
                    SHIP,
                    "status",
                    "/ship env:prod strategy:full");

            assertThat(transcript.after("status"))
                    .contains("\n🔒 staging is closed: frozen until " + today.plusDays(2) + " (")
                    .doesNotContain("prod is closed");
            assertThat(transcript.text()).contains("Your variables hold: ", "SHIP_FREEZES_STAGING, ", "SHIP_TIME_ZONE");
            assertThat(transcript.after(SHIP))
                    .contains("staging is closed: frozen until " + today.plusDays(2) + " (", "). Nothing was shipped.")
                    .doesNotContain("🚀");
            assertThat(transcript.after("/ship env:prod strategy:full")).contains("Overall: 5/5 checks passed");
        }

        @Test
        @DisplayName("one that opens within the hour is waited for, and a script goes on meanwhile")
        void soon() throws IOException {
            LocalTime opens = LocalTime.now(ZoneOffset.UTC).plusMinutes(30).truncatedTo(ChronoUnit.MINUTES);
            Transcript transcript = demo(
                    Map.of("SHIP_WINDOWS", "Mon-Sun " + opens + "-" + opens.plusMinutes(5), "SHIP_TIME_ZONE", "UTC"),
                    SHIP,
                    "status",
                    "cancel",
                    "history");

            assertThat(transcript.after(SHIP))
                    .contains("🔒 Waiting: staging is closed: open Mon-Sun " + opens, "opens ", " " + opens + " UTC")
                    .doesNotContain("Running deployment workflow");
            assertThat(transcript.after("status")).containsPattern("place: ship-staging-\\d+ \\(initiated\\)");
            assertThat(transcript.after("history")).containsPattern("ship-staging-\\d+ +cancelled");
        }

        @Test
        @DisplayName("one that is too far away is not waited for, as is said")
        void patience() throws IOException {
            LocalTime opens = LocalTime.now(ZoneOffset.UTC).plusMinutes(30).truncatedTo(ChronoUnit.MINUTES);
            Transcript transcript = demo(
                    Map.of(
                            "SHIP_WINDOWS", "Mon-Sun " + opens + "-" + opens.plusMinutes(5),
                            "SHIP_TIME_ZONE", "UTC",
                            "SHIP_DEADLINE_ADMISSION_MS", "60000"),
                    SHIP);

            assertThat(transcript.after(SHIP))
                    .contains("staging is closed: open Mon-Sun " + opens, "Nothing was shipped.")
                    .doesNotContain("🚀");
        }
    }
}

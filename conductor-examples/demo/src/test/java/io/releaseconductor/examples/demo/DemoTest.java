package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("The demo, with piped input,")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class DemoTest {

    private static final String SHIP = "/ship env:staging strategy:full";

    private static final DemoOptions VISITED =
            new DemoOptions(true, Duration.ofMillis(20), List.of(), Transcript.GENEROUS, Duration.ofMinutes(1), 50);

    @Nested
    @DisplayName("ships a good version")
    class Good {

        @Test
        @DisplayName("and promotes it: five checks pass, production is shipped as well and waits for a person")
        void promote() throws Exception {
            Transcript transcript = Transcript.of(SHIP, "promote", "history");

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP))
                    .containsSubsequence(
                            "🚀 Deployment Initiated",
                            "Environment: Staging",
                            "Strategy: Full",
                            "Deploy ID: ship-staging-",
                            "Version: v2",
                            "📊 Deployment Verification Results",
                            "✅ Frontend: 200 OK (",
                            "✅ API: 200 OK (",
                            "✅ Auth: Login successful",
                            "✅ Search: 200 OK (",
                            "✅ Media: Presign working",
                            "Overall: 5/5 checks passed",
                            "[Promote and ship Prod] [Rollback to v1] [Details]");
            // Two cards, each told of as soon as it can be.
            assertThat(transcript.after("promote"))
                    .containsSubsequence("✅ Deployment Promoted", "Status: ✅ Promoted", "Deploy ID: ship-staging-")
                    .containsSubsequence(
                            "🚀 Deployment Initiated",
                            "Deploy ID: ship-prod-",
                            "Promoted from: ship-staging-",
                            "📊 Deployment Verification Results",
                            "Overall: 5/5 checks passed")
                    .contains("shipped as ship-prod-");
            assertThat(transcript.after("history"))
                    .containsPattern("ship-prod-\\d+ +verified .* v2 +full +5/5")
                    .containsPattern("ship-staging-\\d+ +promoted .* v2 +full +5/5");
        }

        @Test
        @DisplayName("and rolls it back to the version before")
        void rollback() throws Exception {
            Transcript transcript = Transcript.of(SHIP, "rollback", "status", "history");

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP)).contains("Overall: 5/5 checks passed");
            assertThat(transcript.after("rollback"))
                    .containsSubsequence("↩️ Deployment Rolled Back", "Returned to: v1");
            assertThat(transcript.after("status")).contains("Staging: v1 at http://127.0.0.1:");
            assertThat(transcript.after("history")).containsPattern("ship-staging-\\d+ +rolled back ");
        }

        @Test
        @DisplayName("as a canary and promotes that to all instances, and prod takes it over wave by wave")
        void canary() throws Exception {
            Transcript transcript = Transcript.of("/ship strategy:canary", "status", "promote", "status");

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after("status")).contains("Staging: v1, canary v2 at");
            assertThat(transcript.after("promote"))
                    .containsSubsequence("✅ Deployment Promoted", "Deploy ID: ship-staging-")
                    .containsSubsequence("🚀 Deployment Initiated", "Deploy ID: ship-prod-");
            assertThat(transcript.after("promote"))
                    .containsSubsequence("Strategy: Canary: 10 % → 50 % → 100 %", "Promoted to 50 % by: policy")
                    .containsSubsequence("✅ Deployment Promoted", "Deploy ID: ship-prod-");
            assertThat(transcript.text()).containsSubsequence("> promote", "Staging: v2 at", "Prod: v2 at");
        }
    }

    @Nested
    @DisplayName("ships a bad version")
    class Bad {

        @Test
        @DisplayName("whose API is dead, which rolls back by itself and says which trigger fired")
        void deadApi() throws Exception {
            Transcript transcript = Transcript.of("next dead-api", SHIP, "status");

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP))
                    .containsSubsequence(
                            "Rollback because: api_down",
                            "❌ API: ",
                            "by: policy",
                            "↩️ Deployment Rolled Back",
                            "After the rollback: 5/5 checks passed");
            assertThat(transcript.after("status")).contains("Staging: v1 at");
        }

        @Test
        @DisplayName("whose search is slow, which waits for a person")
        void slowSearch() throws Exception {
            Transcript transcript = Transcript.of("next slow-search", SHIP, "status");

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP))
                    .containsSubsequence(
                            "⚠️ Search: Slow response (7",
                            "Overall: 4/5 checks passed",
                            "[Promote and ship Prod] [Rollback to v1] [Details]")
                    .doesNotContain("Rolled Back");
            assertThat(transcript.after("status")).contains("Staging: v2 at").contains("(verified)");
        }

        @Test
        @DisplayName("where nobody can log in, which rolls back by itself")
        void brokenLogin() throws Exception {
            Transcript transcript = Transcript.of("next broken-login", SHIP);

            assertThat(transcript.after(SHIP))
                    .containsSubsequence("Rollback because: auth_broken", "❌ Auth: ", "↩️ Deployment Rolled Back");
        }

        @Test
        @DisplayName("whose homepage is an error page, which rolls back by itself")
        void brokenFrontend() throws Exception {
            Transcript transcript = Transcript.of("next broken-frontend", SHIP);

            assertThat(transcript.after(SHIP))
                    .containsSubsequence(
                            "Rollback because: frontend_down", "❌ Frontend: ", "↩️ Deployment Rolled Back");
        }

        @Test
        @DisplayName("that starts slowly, which is waited for")
        void slowStart() throws Exception {
            Transcript transcript = Transcript.of("next slow-start", SHIP, "status");

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP))
                    .containsPattern("✅ Frontend: 200 OK, answered after \\d+s")
                    .containsPattern("✅ Auth: Login successful, answered after \\d+s")
                    .contains("Overall: 5/5 checks passed")
                    .doesNotContain("Rolled Back");
            assertThat(transcript.after("status")).contains("Staging: v2 at").contains("(verified)");
        }

        @Test
        @DisplayName("that drops one request in five, which warns and says how often, and rolls nothing back")
        void flaky() throws Exception {
            Transcript transcript = Transcript.of("next flaky", SHIP, "details", "status");

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP))
                    .contains("⚠️ Auth: Login successful, failed 1 of 3")
                    .contains("[Promote and ship Prod] [Rollback to v1] [Details]")
                    .doesNotContain("❌")
                    .doesNotContain("Rolled Back");
            assertThat(transcript.after("details")).contains("Connection closed without an answer");
            assertThat(transcript.after("status")).contains("Staging: v2 at").contains("(verified)");
        }

        @Test
        @DisplayName("that fails its visitors and no check: all is well, as far as anybody looks")
        void unseen() throws Exception {
            Transcript transcript = Transcript.of(VISITED, "next errors-2x slow-p99 late-errors", SHIP);

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP))
                    .contains("Overall: 5/5 checks passed", "[Promote and ship Prod] [Rollback to v1] [Details]")
                    .doesNotContain("Rolled Back");
        }

        @Test
        @DisplayName("that drops one request in five, and its visitors change nothing about what the checks see")
        void flakyAndVisited() throws Exception {
            Transcript transcript = Transcript.of(VISITED, "next flaky", SHIP);

            assertThat(transcript.after(SHIP)).contains("⚠️ Auth: Login successful, failed 1 of 3");
        }

        @Test
        @DisplayName("that cannot be built: the deployment fails, says why, and can still be rolled back")
        void workflowFailure() throws Exception {
            Transcript transcript = Transcript.of("next workflow-failure", SHIP, "details", "rollback", "status");

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP))
                    .containsSubsequence(
                            "❌ Deployment Failed", "Build v2: 2 of 148 tests failed", "[Rollback to v1] [Details]");
            assertThat(transcript.after("details")).contains("📋 Deployment Details");
            assertThat(transcript.after("rollback")).contains("↩️ Deployment Rolled Back");
            assertThat(transcript.after("status")).contains("Staging: v1 at");
        }

        @Test
        @DisplayName(
                "that falls ill once it is promoted: the one after it is not blamed for that, and says when it is well again")
        void illBefore() throws Exception {
            String second = "/ship strategy:full";
            String third = "/ship env:staging";
            Transcript transcript = Transcript.of(
                    "next one-login", SHIP, "promote", "next broken-login", second, "rollback staging", third);

            assertThat(transcript.exit()).isZero();
            assertThat(transcript.after(SHIP)).contains("Before this deployment: 5/5 checks passed");
            assertThat(transcript.after(second))
                    .contains("Before this deployment: 4/5 checks passed")
                    .contains("❌ Auth: 401 Unauthorized, failed 3 of 3, already so before this deployment · http://")
                    .contains("[Promote and ship Prod] [Rollback to v");
            assertThat(transcript.after("rollback staging")).contains("↩️ Deployment Rolled Back");
            assertThat(transcript.after(third)).contains("✅ Auth: Login successful, ill before this deployment");
        }

        @Test
        @DisplayName("once: the version after it is good again, and its number counts on")
        void onceOnly() throws Exception {
            Transcript transcript = Transcript.of("next dead-api", "/ship", "/ship env:staging");

            assertThat(transcript.after("/ship env:staging"))
                    .containsSubsequence("Version: v3", "Overall: 5/5 checks passed");
        }
    }

    @Nested
    @DisplayName("answers in one line")
    class OneLine {

        @Test
        @DisplayName("where a button is not on screen")
        void noButton() throws Exception {
            Transcript transcript = Transcript.of(
                    "promote", "rollback prod", "rollback prd", SHIP, "rollback", "promote", "rollback prod ");

            assertThat(transcript.after("promote"))
                    .isEqualTo("> promote\nNothing was shipped yet. Try: /ship env:staging strategy:full");
            assertThat(transcript.after("rollback prod"))
                    .isEqualTo("> rollback prod\nNothing was shipped to prod yet. Try: /ship env:prod strategy:full");
            assertThat(transcript.after("rollback prd"))
                    .isEqualTo("> rollback prd\nThere is no deployment \"prd\": give a deploy id or the name of an"
                            + " environment; did you mean \"prod\"?");
            assertThat(transcript.text())
                    .containsPattern("No card offers promote now: ship-staging-\\d+ is rolled back\\.\n");
            assertThat(transcript.after("rollback prod "))
                    .endsWith("Nothing was shipped to prod yet. Try: /ship env:prod strategy:full\n");
        }

        @Test
        @DisplayName("where the place is taken, and keeps the fault for the version that is shipped then")
        void taken() throws Exception {
            Transcript transcript =
                    Transcript.of("/ship", "next slow-search", "/ship env:staging", "rollback", "/ship strategy:full");

            assertThat(transcript.after("/ship env:staging")).containsPattern("ship-staging-\\d+");
            assertThat(transcript.after("/ship env:staging").strip().lines()).hasSize(2);
            assertThat(transcript.after("/ship strategy:full"))
                    .containsSubsequence("Version: v3", "⚠️ Search: Slow response");
        }

        @Test
        @DisplayName("where a command is wrong, and goes on")
        void wrong() throws Exception {
            Transcript transcript = Transcript.of(
                    "prmote", "/ship env:stagin", "/ship version:../v2", "rollback ship-staging-1", "adopt 1", "help");

            assertThat(transcript.exit()).isZero();
            for (String line : List.of(
                    "prmote", "/ship env:stagin", "/ship version:../v2", "rollback ship-staging-1", "adopt 1")) {
                assertThat(transcript.after(line).lines()).as(line).hasSize(2);
            }
            assertThat(transcript.after("/ship env:stagin")).contains("staging");
            assertThat(transcript.after("/ship version:../v2")).contains("version: \"../v2\" is not allowed");
            assertThat(transcript.after("rollback ship-staging-1")).contains("There is no deployment ship-staging-1");
            assertThat(transcript.after("help")).contains("next dead-api");
        }
    }

    @Test
    @DisplayName("cancels what is being deployed, as soon as the button is on screen")
    void cancel() throws Exception {
        DemoOptions slow = new DemoOptions(true, Duration.ofMinutes(5), List.of(), Map.of(), Duration.ofMinutes(1));

        Transcript transcript = Transcript.of(slow, SHIP, "cancel", "status", "history");

        assertThat(transcript.exit()).isZero();
        assertThat(transcript.after("cancel")).containsPattern("🚫 Deployment Cancelled|❌ Deployment Failed");
        assertThat(transcript.after("status")).contains("Staging: v1 at").contains("place: free");
    }

    @Test
    @DisplayName("keeps the policy from deciding what is under way, and lets it decide again, by a word")
    void hold() throws Exception {
        Transcript transcript = Transcript.of("hold", "next slow-search", SHIP, "hold", "lift staging", "hold prod");

        assertThat(transcript.after("hold")).contains("Nothing was shipped yet.");
        assertThat(transcript.text()).containsSubsequence("> hold\n", "> hold\n", "✋", "> lift staging\n");
        assertThat(transcript.after("hold prod")).contains("Nothing was shipped to prod yet.");
    }

    @Test
    @DisplayName("tells how far a run is")
    void progress() throws Exception {
        DemoOptions options =
                new DemoOptions(true, DemoOptions.DEFAULT_STEP, List.of(), Map.of(), Duration.ofMinutes(1));

        Transcript transcript = Transcript.of(options, SHIP);

        assertThat(transcript.after(SHIP))
                .contains("Staging | Status: ⏳ Running deployment workflow...")
                .containsPattern("Staging \\| Run: step \\d of 4: ");
    }

    @Test
    @DisplayName("waits at the end of input for what is in flight, and stops reading at quit")
    void end() throws Exception {
        Transcript transcript = Transcript.of("/ship", "quit", "rollback");

        assertThat(transcript.exit()).isZero();
        assertThat(transcript.text()).contains("Overall: 5/5 checks passed").doesNotContain("Rolled Back");
    }

    @Test
    @DisplayName("says what is still in flight when it waited long enough, and exits with 1")
    void impatient() throws Exception {
        DemoOptions impatient =
                new DemoOptions(true, Duration.ofMinutes(5), List.of(), Map.of(), Duration.ofMillis(300));

        Transcript transcript = Transcript.of(impatient, SHIP);

        assertThat(transcript.exit()).isEqualTo(1);
        assertThat(transcript.text()).containsPattern("Still in flight after 0s: ship-staging-\\d+ \\(");
    }

    @Test
    @DisplayName("tells what is wrong with its arguments or variables in plain lines, and exits with 2")
    void wrongArguments() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            int exit = DemoMain.run(List.of("--fast"), Map.of(), new ByteArrayInputStream(new byte[0]), out, true);
            assertThat(exit).isEqualTo(2);
        }
        assertThat(output.toString(StandardCharsets.UTF_8)).startsWith("argument \"--fast\" is not allowed");

        Transcript transcript = Transcript.of(new DemoOptions(
                true, Duration.ZERO, List.of(), Map.of("SHIP_AUTO_ROLLBACK", "maybe"), Duration.ofMinutes(1)));
        assertThat(transcript.exit()).isEqualTo(2);
        assertThat(transcript.text()).contains("SHIP_AUTO_ROLLBACK").doesNotContain("Exception");
    }
}

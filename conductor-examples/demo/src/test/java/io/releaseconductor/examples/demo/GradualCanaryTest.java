package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("A canary of prod, in the demo,")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GradualCanaryTest {

    private static final String SHIP = "/ship env:prod strategy:canary";

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC");

    /** Rounds that were missed are made up for by four each; killed in the middle of one it misses half a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("goes to 10 %, 50 % and 100 % by itself, and its card says which wave, since when and how much longer")
    void three_waves() throws Exception {
        Transcript transcript = Transcript.of(SHIP, "status", "history");

        assertThat(transcript.exit()).isZero();
        assertThat(transcript.after(SHIP))
                .containsSubsequence(
                        "Strategy: Canary: 10 % → 50 % → 100 %",
                        "Wave: 1 of 3: 10 %, since ",
                        "Status: 🔎 Baking until ",
                        "Looked at every 2s from ",
                        "; goes on by itself until ",
                        "Wave: 2 of 3: 50 %, since ",
                        "Promoted to 50 % by: policy",
                        "Status: 🔎 Baking until ",
                        "Wave: 3 of 3: 100 %, since ",
                        "Promoted to 100 % by: policy",
                        "Status: 🔎 Baking until ",
                        "✅ Deployment Promoted",
                        "Overall: 5/5 checks passed");
        assertThat(transcript.after("status")).contains("Prod: v2 at").contains("place: free");
        assertThat(transcript.after("history")).containsPattern("ship-prod-\\d+ +promoted .* v2 +canary +5/5");
    }

    @Test
    @DisplayName("whose version is bad at 50 % is rolled back by policy in its second wave")
    void bad_at_50() throws Exception {
        Transcript transcript = Transcript.of("next bad-at-50", SHIP, "status");

        assertThat(transcript.exit()).isZero();
        assertThat(transcript.after(SHIP))
                .containsSubsequence(
                        "Wave: 1 of 3: 10 %",
                        "✅ Auth: Login successful",
                        "Wave: 2 of 3: 50 %",
                        "⚠️ Auth: 401 Unauthorized, looked at again",
                        "⏪ Deployment Rollback",
                        "Rollback because: auth_broken",
                        "❌ Auth: 401 Unauthorized",
                        "Rollback by: policy",
                        "Rollback method: remove the canary instances, keep the stable version",
                        "↩️ Deployment Rolled Back",
                        "After the rollback: 5/5 checks passed")
                .doesNotContain("Wave: 3 of 3");
        assertThat(transcript.after("status")).contains("Prod: v1 at").contains("place: free");
    }

    @Test
    @DisplayName("is rolled back by a person in the middle of its second wave, with half of the instances on it")
    void person() throws Exception {
        try (Conversation demo = Conversation.start(folder)) {
            demo.type(SHIP);
            demo.await("Wave: 2 of 3: 50 %", "Status: 🔎 Baking until ");
            demo.type("status");
            demo.await("Prod: v1, canary v2 at ", "(canary: 5 of 10 instances)", "(verifying)");
            demo.type("rollback");
            demo.await(
                    "⏪ Deployment Rollback",
                    "Rollback method: remove the canary instances",
                    "↩️ Deployment Rolled Back",
                    "Returned to: v1");
            demo.type("status");
            demo.await("Prod: v1 at ", "place: free");
            assertThat(demo.end()).isZero();
        }
    }

    @Test
    @DisplayName("is taken straight to all instances by a person in the middle of its first wave, and bakes there")
    void fully() throws Exception {
        try (Conversation demo = Conversation.start(folder)) {
            demo.type(SHIP);
            demo.await("Wave: 1 of 3: 10 %", "Status: 🔎 Baking until ", "[Promote fully to 100 %] [Rollback to v1]");
            demo.type("fully");
            demo.await(
                    "Wave: 3 of 3: 100 %",
                    "Promoted fully to 100 % by: ",
                    "Skipped: 50 %",
                    "Status: 🔎 Baking until ",
                    "✅ Deployment Promoted");
            demo.type("status");
            demo.await("Prod: v2 at ", "place: free");
            assertThat(demo.end()).isZero();
        }
        assertThat(runs()).as("none of the wave between").isEqualTo(2);
    }

    @Test
    @DisplayName("is promoted at each of its gates by the same word, where its plan asks for that")
    void word() throws Exception {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.put("SHIP_CANARY_WAVES_STAGING", "10,50,100");
        String ship = "/ship env:staging strategy:canary";
        String id = "ship-staging-1";
        Transcript transcript = Transcript.of(
                new DemoOptions(true, Duration.ofMillis(20), List.of(), variables, Duration.ofMinutes(1)),
                ship,
                "promote",
                "promote staging",
                "fully " + id);

        assertThat(transcript.after("promote")).contains("Wave: 2 of 3: 50 %", "Promoted to 50 % by: ");
        assertThat(transcript.after("promote staging")).contains("Wave: 3 of 3: 100 %", "✅ Deployment Promoted");
        assertThat(transcript.after("fully " + id)).contains("There is no deployment " + id);
    }

    @Test
    @DisplayName("goes on where it was, once the demo that was killed in the middle of a bake is started again")
    void killed() throws Exception {
        goesOnAfterKill(Map.of());
    }

    @Test
    @DisplayName("goes on where it was with Redis, too")
    void killed_with_redis(@TempDir Path ofRedis) throws Exception {
        try (OwnRedis redis = OwnRedis.start(ofRedis)) {
            goesOnAfterKill(Map.of("REDIS_URL", redis.url()));
        }
    }

    private void goesOnAfterKill(Map<String, String> state) throws Exception {
        String since;
        String bakesUntil;
        try (DemoProcess first = DemoProcess.start(folder, state)) {
            first.type(SHIP);
            since = time(first.await("Wave: 2 of 3: 50 %, since "));
            bakesUntil = time(first.await("Status: 🔎 Baking until "));
            first.await("Login successful");
            first.type("status");
            first.await("(canary: 5 of 10 instances)");
            first.kill();
        }

        Transcript second = again(state, "status");

        assertThat(second.exit()).as(second.text()).isZero();
        assertThat(second.text())
                .containsSubsequence(
                        "🔄 The demo was started again, and goes on with this:",
                        "Status: 🔎 Baking until " + bakesUntil,
                        "Wave: 2 of 3: 50 %, since " + since,
                        "Promoted to 50 % by: policy at " + since,
                        "Wave: 3 of 3: 100 %",
                        "✅ Deployment Promoted",
                        "Promoted to 50 % by: policy at " + since,
                        "Prod: v2 at ")
                .doesNotContain("Wave: 1 of 3");
        assertThat(runs()).as("one for each wave").isEqualTo(3);
    }

    private Transcript again(Map<String, String> state, String line) throws IOException {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.putAll(state);
        variables.put("DEMO_STATE", folder.toString());
        return Transcript.of(new DemoOptions(true, Duration.ofMillis(20), List.of(), variables, PATIENCE), line);
    }

    private long runs() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("ci/runs"))) {
            return runs.count();
        }
    }

    private static String time(String line) {
        Matcher matcher = TIME.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher.group();
    }
}

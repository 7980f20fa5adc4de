package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo, where REDIS_URL is set,")
class DemoWithRedisTest {

    @Test
    @DisplayName("says so in its first lines, and knows its history the next time")
    void keeps_its_state(@TempDir Path folder) throws Exception {
        try (OwnRedis redis = OwnRedis.start(folder)) {
            Transcript first = run(redis.url(), "/ship env:staging strategy:full");
            Transcript second = run(redis.url(), "history");

            assertThat(first.text().lines().limit(2))
                    .contains("State is kept in Redis, under {conductor-demo}, and outlives this demo.");
            assertThat(second.exit()).isZero();
            assertThat(second.after("history")).containsPattern("ship-staging-\\d+ +verified .* v2 +full +5/5");
        }
    }

    @Test
    @DisplayName("says at once that Redis cannot be reached")
    void says_that_redis_cannot_be_reached() throws Exception {
        Transcript transcript = run("redis://127.0.0.1:" + OwnRedis.freePort(), "history");

        assertThat(transcript.exit()).isEqualTo(1);
        assertThat(transcript.text()).contains("cannot be reached: the connection is refused");
    }

    @Test
    @DisplayName("says what is wrong with its options")
    void says_what_is_wrong() throws Exception {
        Transcript transcript = run("redis:/127.0.0.1", "history");

        assertThat(transcript.exit()).isEqualTo(2);
        assertThat(transcript.text()).contains("REDIS_URL: the value, which is not shown");
    }

    private static Transcript run(String url, String line) throws Exception {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.put("REDIS_URL", url);
        return Transcript.of(
                new DemoOptions(true, Duration.ofMillis(20), List.of(), variables, Duration.ofMinutes(1)), line);
    }
}

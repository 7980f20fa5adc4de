package io.releaseconductor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The options of the Redis store")
class RedisOptionsTest {

    private final Problems problems = new Problems();

    @Test
    @DisplayName("are read from variables")
    void are_read_from_variables() {
        Optional<RedisOptions> options = read(Map.of(
                "REDIS_URL", "redis://redis:7000",
                "REDIS_PASSWORD", "s3cret",
                "REDIS_KEY_PREFIX", "team:a",
                "REDIS_CONNECT_TIMEOUT_MS", "100",
                "REDIS_TIMEOUT_MS", "900",
                "REDIS_POOL_TIMEOUT_MS", "300",
                "REDIS_POOL_SIZE", "5",
                "REDIS_WAIT_REPLICAS", "1",
                "REDIS_WAIT_TIMEOUT_MS", "400"));

        assertThat(problems.messages()).isEmpty();
        assertThat(options)
                .contains(new RedisOptions(
                        new Secret("redis://redis:7000"),
                        new Secret("s3cret"),
                        "team:a",
                        Duration.ofMillis(100),
                        Duration.ofMillis(900),
                        Duration.ofMillis(300),
                        5,
                        1,
                        Duration.ofMillis(400)));
        assertThat(options.orElseThrow().target().password()).isEqualTo(new Secret("s3cret"));
    }

    @Test
    @DisplayName("have a default for everything but the URL")
    void have_defaults() {
        assertThat(read(Map.of("REDIS_URL", "redis://redis")))
                .contains(RedisOptions.at("redis", 6379).withUrl("redis://redis"));
        assertThat(read(Map.of())).isEmpty();
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("name all that is wrong at once, by the names of the variables, and no secret")
    void name_all_that_is_wrong() {
        Optional<RedisOptions> options = read(Map.of(
                "REDIS_URL", "redis://:s3cret@redis:x",
                "REDIS_KEY_PREFIX", "{a}",
                "REDIS_POOL_SIZE", "0",
                "REDIS_WAIT_REPLICAS", "1",
                "REDIS_WAIT_TIMEOUT_MS", "2000"));

        assertThat(options).isEmpty();
        assertThat(problems.messages())
                .hasSize(4)
                .anyMatch(p -> p.startsWith("REDIS_POOL_SIZE: \"0\" is not allowed"))
                .anyMatch(p -> p.startsWith("REDIS_URL: the value, which is not shown"))
                .anyMatch(p -> p.startsWith("REDIS_KEY_PREFIX: \"{a}\" is not allowed"))
                .anyMatch(p -> p.contains(
                        "REDIS_WAIT_TIMEOUT_MS: PT2S is not allowed; allowed: shorter than REDIS_TIMEOUT_MS"))
                .noneMatch(p -> p.contains("s3cret"));
    }

    @Test
    @DisplayName("name all that is wrong at once when they are made in code")
    void are_validated() {
        RedisOptions good = RedisOptions.at("redis://redis");

        assertThatThrownBy(() -> new RedisOptions(
                        new Secret("x"),
                        null,
                        "",
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        good.poolLimit(),
                        1001,
                        101,
                        Duration.ofMinutes(2)))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).hasSize(8))
                .hasMessageContaining("connectLimit: PT0S is not allowed; allowed: PT0.001S to PT30S");
    }

    @Test
    @DisplayName("print no password")
    void print_no_password() {
        RedisOptions options = RedisOptions.at("redis://ada:s3cret@redis/4").withPassword(new Secret("s3cret"));

        assertThat(options.toString())
                .contains("redis://redis:6379/4", "conductor")
                .doesNotContain("s3cret", "ada");
    }

    @Test
    @DisplayName("take a bare IPv6 address as a host")
    void take_an_address() {
        assertThat(RedisOptions.at("::1", 7000).target().servers().toString()).contains("::1:7000");
    }

    @Test
    @DisplayName("need a URL, unless a client is given")
    void need_a_url() {
        assertThatThrownBy(() -> RedisStateStore.open(RedisOptions.forClient()))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .isEqualTo(List.of("url is not set; allowed: " + RedisUrl.ALLOWED)));
    }

    private Optional<RedisOptions> read(Map<String, String> variables) {
        return RedisOptions.from(Variables.of(variables).reader(problems));
    }
}

package io.releaseconductor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.testkit.OtherClassPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Redis store in an application that brings another Jedis")
class OtherJedisTest {

    /** Opens a store and says what came of it. */
    public static final class Opening implements Supplier<String> {
        @Override
        public String get() {
            try (RedisStateStore store = RedisStateStore.open(RedisOptions.at("redis://127.0.0.1:1"))) {
                return "opened " + store.complaints();
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
    }

    /** Uses a store and says what came of it. */
    public static final class Using implements Supplier<String> {
        @Override
        public String get() {
            try (RedisStateStore store = RedisStateStore.open(RedisOptions.at("redis://127.0.0.1:1"))) {
                return "claimed " + store.claimDue(Instant.EPOCH, Duration.ofSeconds(30), 1);
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
    }

    /** Spring Boot 3.5 and 4.1 bring these. */
    @ParameterizedTest
    @ValueSource(strings = {"6.0.0", "7.4.1"})
    @DisplayName("does not open, and names the version that is there, the one that is needed, and what to do")
    void does_not_open(String version) {
        String said = OtherClassPath.run(
                Opening.class, "jedis-", Path.of("target", "other-versions", "jedis-" + version + ".jar"));
        assertThat(said)
                .startsWith("ConfigurationException")
                .contains("conductor-redis needs Jedis " + RedisStateStore.JEDIS.version())
                .contains("Jedis " + version + " is on the class path, which lacks ")
                .contains("Spring Boot does with its property jedis.version")
                .contains("dependency:tree");
    }

    @Test
    @DisplayName("does open with the one that it is built with, whatever becomes of the connection")
    void opens() {
        assertThat(new Opening().get()).startsWith("StoreUnavailableException: Redis at 127.0.0.1:1 cannot be reached");
    }

    @Test
    @DisplayName("says it with the first call if a library that Jedis needs does not fit")
    void says_what_does_not_link() {
        assertThat(OtherClassPath.run(Using.class, "commons-pool2-"))
                .startsWith("StoreUnavailableException")
                .contains("does not link")
                .contains("org/apache/commons/pool2");
    }

    @Test
    @DisplayName("names the version as needed that it is built and tested with")
    void names_the_right_version() throws IOException {
        Properties jedis = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/maven/redis.clients/jedis/pom.properties")) {
            jedis.load(in);
        }
        assertThat(RedisStateStore.JEDIS.version()).isEqualTo(jedis.getProperty("version"));
    }
}

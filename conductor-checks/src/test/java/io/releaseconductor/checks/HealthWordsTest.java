package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The words of health answers")
class HealthWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OK",
                "Ok.",
                "UP",
                "Healthy",
                "working",
                "true",
                "NoError",
                "no errors",
                "0 errors",
                "No issues to report",
                "not failing",
                "All systems operational",
                "Everything is fine",
                "I'm alive!",
                "Forge OK",
                "Shop Server is Healthy.",
                "Server is running on port 3000",
                "Application up. HTTP request received.",
                "up 3 days",
                "UP since Monday",
                "ok (12 ms)",
                "connected to primary",
                "Successfully connected to the database server",
                "health check passed",
                "PASSED Schema version: 7",
                "✅"
            })
    void say_that_all_is_well(String text) {
        assertThat(HealthWords.of(text)).isEqualTo(Health.UP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DOWN",
                "OUT_OF_SERVICE",
                "Unhealthy",
                "false",
                "crit",
                "timed out",
                "not connected",
                "isn't ready",
                "notReady",
                "NOT_SERVING",
                "inaccessible",
                "no connection",
                "Service Unavailable",
                "error: anything at all",
                "failed to start",
                "Database is down",
                "the queue is not ready",
                "ECONNREFUSED 127.0.0.1:6379",
                "connect ETIMEDOUT",
                "org.postgresql.util.PSQLException: the rest",
                "could not connect to server",
                "Unable to reach the database",
                "dial tcp: lookup cache: no such host",
                "context deadline exceeded",
                "too many connections for role",
                "database error",
                "❌ mail"
            })
    void say_that_something_is_down(String text) {
        assertThat(HealthWords.of(text)).isEqualTo(Health.DOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "degraded, DEGRADED",
        "Degraded performance, DEGRADED",
        "partially available, DEGRADED",
        "Partial outage, DEGRADED",
        "yellow, DEGRADED",
        "starting, DEGRADED",
        "WARN: inconsistent objects, DEGRADED",
        "maintenance_mode, DEGRADED",
        "unknown, UNKNOWN",
        "n/a, UNKNOWN",
        "not configured, UNKNOWN",
        "disabled, UNKNOWN"
    })
    void say_what_is_between(String text, Health health) {
        assertThat(HealthWords.of(text)).isEqualTo(health);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7.4.1",
                "production",
                "Welcome to the online shop of everything",
                "Error tracking for everybody",
                "circuit_open",
                "Disk usage is 41%, which is below the threshold",
                "Kein Anschluss unter dieser Nummer"
            })
    void claim_nothing_where_they_are_not_understood(String text) {
        assertThat(HealthWords.of(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "disconnected, DOWN",
        "error, DOWN",
        "connect ECONNRESET, DOWN",
        "connected, UP",
        "not ready, DOWN",
        "warn,",
        "closed,",
        "off,",
        "active,",
        "no,",
        "Handles errors and failed payments,"
    })
    void of_more_than_one_meaning_do_not_count_where_there_may_be_settings(String text, Health health) {
        assertThat(HealthWords.ofAnything(text)).isEqualTo(health);
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_SERVICE, out of service",
        "Service is running, service is running",
        "up 3 days,",
        "error: s3cret,"
    })
    void are_repeated_only_if_each_is_known(String text, String shown) {
        assertThat(HealthWords.shown(text)).isEqualTo(shown);
    }
}

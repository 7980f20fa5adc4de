package io.releaseconductor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Prometheus's options")
class PrometheusOptionsTest {

    private static final List<Environment> BOTH = List.of(Environment.STAGING, Environment.PROD);

    private final Problems problems = new Problems();

    private Map<Environment, PrometheusOptions> read(String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Variables variables = Variables.of(values);
        Map<Environment, PrometheusOptions> read = PrometheusOptions.fromVariables(variables, BOTH, problems);
        variables.noteUnknown(problems);
        return read;
    }

    @Test
    @DisplayName("are one address and one label for Micrometer's metrics")
    void are_little() {
        Map<Environment, PrometheusOptions> read =
                read("PROMETHEUS_URL_PROD", "http://prometheus:9090/", "PROMETHEUS_CANARY_PROD", "track=\"canary\"");

        assertThat(problems.messages()).isEmpty();
        assertThat(read)
                .isEqualTo(Map.of(
                        Environment.PROD,
                        PrometheusOptions.of(URI.create("http://prometheus:9090"))
                                .withSides("track=\"canary\"", null)));
        PrometheusOptions prod = Objects.requireNonNull(read.get(Environment.PROD));
        assertThat(prod.settled()).isEqualTo(Duration.ofSeconds(30));
        assertThat(prod.lookback()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("are none where nothing is set")
    void are_none() {
        assertThat(read("HOME", "/root")).isEmpty();
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("hold for all environments or for one, metrics of one's own included")
    void hold_for_one_or_all() {
        Map<Environment, PrometheusOptions> read = read(
                "PROMETHEUS_URL", "https://metrics.example.com/prometheus",
                "PROMETHEUS_TOKEN", Planted.TOKEN,
                "PROMETHEUS_SELECTOR", "{job=\"shop\"}",
                "PROMETHEUS_CANARY", "version=\"$version\"",
                "PROMETHEUS_STABLE", "version=\"$previous\"",
                "PROMETHEUS_SCRAPE_INTERVAL", "30s",
                "PROMETHEUS_LAG_PROD", "1m",
                "PROMETHEUS_SLOW_MS", "250",
                "PROMETHEUS_METRIC_FAILED_ORDERS", "orders_total{outcome=\"failed\"} / orders_total",
                "PROMETHEUS_METRIC_FAILED_ORDERS_PROD", "orders_failed_total/orders_total",
                "PROMETHEUS_METRIC_LOGINS_PROD", "logins_total{result!=\"ok\"} / logins_total");

        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        PrometheusOptions staging = Objects.requireNonNull(read.get(Environment.STAGING));
        PrometheusOptions prod = Objects.requireNonNull(read.get(Environment.PROD));
        assertThat(staging.metrics())
                .isEqualTo(Map.of("failed-orders", "orders_total{outcome=\"failed\"} / orders_total"));
        assertThat(prod.metrics())
                .isEqualTo(Map.of(
                        "failed-orders",
                        "orders_failed_total/orders_total",
                        "logins",
                        "logins_total{result!=\"ok\"} / logins_total"));
        assertThat(staging.lag()).isEqualTo(Duration.ofSeconds(15));
        assertThat(prod.lag()).isEqualTo(Duration.ofMinutes(1));
        assertThat(prod.scrapeInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(prod.slow()).isEqualTo(Duration.ofMillis(250));
        assertThat(prod.access()).isEqualTo(PrometheusOptions.Access.bearer(new Secret(Planted.TOKEN)));
        assertThat(read.toString()).doesNotContain(Planted.TOKEN);
        PrometheusMetrics metrics = PrometheusMetrics.of(read, Clock.systemUTC());
        assertThat(metrics.lag()).isEqualTo(Duration.ofSeconds(90));
        assertThat(metrics.known(Environment.PROD)).containsExactly("errors", "slow", "failed-orders", "logins");
        assertThat(metrics.known(new Environment("other"))).isEmpty();
    }

    @Test
    @DisplayName("are told what is wrong, all at once, by the variables' names and without secrets")
    void are_told_what_is_wrong() {
        read(
                "PROMETHEUS_URL", "http://metrics.example.com",
                "PROMETHEUS_USER", "conductor",
                "PROMETHEUS_PASSWORD", Planted.PASSWORD,
                "PROMETHEUS_SELECTOR", "job=shop",
                "PROMETHEUS_CANARY_PROD", "track=~\"can(ary\"",
                "PROMETHEUS_STABLE_PROD", "version=\"$old\"",
                "PROMETHEUS_CANARY_STAGING", "{}",
                "PROMETHEUS_SCRAPE_INTERVAL", "1h",
                "PROMETHEUS_SLOW_MS", "soon",
                "PROMETHEUS_METRIC_ORDERS", "rate(orders_total[5m])",
                "PROMETHEUS_METRIC_9", "a_total / b_total",
                "PROMETHEUS_URI", "x");

        assertThat(problems.messages())
                .contains(
                        "PROMETHEUS_URL: \"http://metrics.example.com\" is not allowed; allowed: https, since a token or"
                                + " password travels along; http for this machine only",
                        "PROMETHEUS_SELECTOR: \"job=shop\" is not allowed: a value in quotation marks is missing at"
                                + " character 5; allowed: conditions on labels, such as job=\"shop\",track=\"canary\"",
                        "PROMETHEUS_CANARY_PROD: \"track=~\"can(ary\"\" is not allowed: what follows is no regular"
                                + " expression at character 8; allowed: conditions on labels, such as"
                                + " job=\"shop\",track=\"canary\"",
                        "PROMETHEUS_STABLE_PROD: $old is not allowed; allowed: $version, $previous, $target",
                        "PROMETHEUS_CANARY_STAGING: \"{}\" selects all there is; allowed: at least one condition, such as"
                                + " track=\"canary\"",
                        "PROMETHEUS_METRIC_ORDERS: \"rate(orders_total[5m])\" is not allowed: \"/\" is missing between"
                                + " what is bad and all there is at character 5; allowed: two counters, what is bad / all"
                                + " there is, such as orders_total{outcome=\"failed\"} / orders_total",
                        "PROMETHEUS_METRIC_9: \"9\" is not allowed as a name; allowed: 1 to 32 characters: a small letter,"
                                + " then small letters, digits and inner hyphens")
                .anyMatch(problem -> problem.startsWith("PROMETHEUS_SCRAPE_INTERVAL: \"1h\" is not allowed; "))
                .anyMatch(problem -> problem.startsWith("PROMETHEUS_SLOW_MS: \"soon\" is not allowed; "))
                .anyMatch(problem -> problem.startsWith("PROMETHEUS_URI is not known"))
                .noneMatch(problem -> problem.contains(Planted.PASSWORD));
    }

    @Test
    @DisplayName("want the address wherever anything else is set, and one proof of who asks")
    void want_the_address() {
        read("PROMETHEUS_CANARY_PROD", "a=\"b\"", "PROMETHEUS_TOKEN_PROD", "a b", "PROMETHEUS_USER_PROD", "a:b");

        assertThat(problems.messages())
                .containsExactly(
                        "PROMETHEUS_TOKEN and PROMETHEUS_USER are both set; allowed: one of them",
                        "PROMETHEUS_PASSWORD is not set; allowed: PROMETHEUS_USER and PROMETHEUS_PASSWORD, or neither",
                        "PROMETHEUS_TOKEN can be no token; allowed: letters, digits and signs without spaces",
                        "PROMETHEUS_USER: \"a:b\" is not allowed; allowed: a name without a colon",
                        "PROMETHEUS_URL is not set; it is required (or PROMETHEUS_URL_PROD for prod only)");
    }

    @Test
    @DisplayName("are validated where they are made in code as well")
    void are_validated_in_code() {
        PrometheusOptions options = PrometheusOptions.of(URI.create("http://prometheus:9090"));
        assertThatThrownBy(() -> new PrometheusOptions(
                        URI.create("ftp://x/"),
                        PrometheusOptions.Access.NONE,
                        "a",
                        "",
                        null,
                        Duration.ZERO,
                        Duration.ofHours(1),
                        Duration.ZERO,
                        Map.of("A", "b"),
                        Duration.ofMinutes(1)))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).hasSize(9));
        assertThatThrownBy(() -> options.withAccess(PrometheusOptions.Access.bearer(new Secret(Planted.TOKEN))))
                .hasMessageContaining("allowed: https, since a token")
                .hasMessageNotContaining(Planted.TOKEN);
        assertThat(options.withMetric("orders", "a / b").metrics()).containsEntry("orders", "a / b");
    }
}

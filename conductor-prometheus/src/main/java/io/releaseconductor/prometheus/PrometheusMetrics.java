package io.releaseconductor.prometheus;

import io.releaseconductor.config.ClientLibrary;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.MetricSource;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells what counters in Prometheus counted, or in anything that speaks like it. Asks for the counters as they were scraped, once for all
 * metrics and both sides, and adds up itself by how much they rose. Thread-safe; holds no thread and nothing that has to be closed.
 *
 * <p>Knows the metrics {@code errors} (requests that were answered with 5xx) and {@code slow} (requests that took longer than a limit), both
 * of all requests, as Micrometer counts them under {@code http.server.requests}, and those that the options add.
 */
public final class PrometheusMetrics implements MetricSource, HealthContributor {

    private static final String NAME = "Prometheus";

    private final Map<Environment, EnvironmentMetrics> environments;
    private final Duration lag;

    private PrometheusMetrics(Map<Environment, PrometheusOptions> options, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        Map<Environment, EnvironmentMetrics> all = new LinkedHashMap<>();
        options.forEach((environment, each) -> all.put(environment, new EnvironmentMetrics(each, clock)));
        this.environments = all;
        this.lag = options.values().stream()
                .map(PrometheusOptions::settled)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Makes the source. Asks nobody anything.
     *
     * @param options where the metrics of each environment are
     * @param clock the conductor's clock
     * @return the source
     * @throws ConfigurationException if a certificate or key cannot be read, or another version of OkHttp or Jackson is on the class path
     *     than the one that is needed, and does not fit
     */
    public static PrometheusMetrics of(Map<Environment, PrometheusOptions> options, Clock clock) {
        return ClientLibrary.fitting(
                PrometheusMetrics.class, Libraries.ALL, () -> new PrometheusMetrics(options, clock));
    }

    @Override
    public Set<String> known(Environment environment) {
        EnvironmentMetrics metrics = environments.get(environment);
        return metrics == null ? Set.of() : metrics.names();
    }

    @Override
    public Map<String, MetricAnswer> count(Question question) {
        EnvironmentMetrics metrics = environments.get(question.environment());
        return metrics == null
                ? EnvironmentMetrics.all(
                        question, new MetricAnswer.NotYet("PROMETHEUS_URL is not set for " + question.environment()))
                : metrics.count(question);
    }

    @Override
    public Duration lag() {
        return lag;
    }

    /** {@return how the last calls went: what Prometheus said of each environment when it was asked last} */
    @Override
    public PartHealth health() {
        List<String> problems = environments.entrySet().stream()
                .flatMap(entry -> entry.getValue().problem().map(problem -> entry.getKey() + ": " + problem).stream())
                .toList();
        return problems.isEmpty() ? PartHealth.well(NAME) : PartHealth.impaired(NAME, String.join("; ", problems));
    }

    /** {@return which environments are counted, without any secret} */
    @Override
    public String toString() {
        return "PrometheusMetrics" + environments;
    }
}

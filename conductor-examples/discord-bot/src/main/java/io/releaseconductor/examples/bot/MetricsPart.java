package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import io.releaseconductor.prometheus.PrometheusMetrics;
import io.releaseconductor.prometheus.PrometheusOptions;
import io.releaseconductor.spi.MetricSource;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Where metrics come from.
 *
 * @param options where Prometheus is, by environment; empty where there is none
 */
record MetricsPart(Map<Environment, PrometheusOptions> options) {

    static MetricsPart read(Variables variables, List<Environment> environments, Problems problems) {
        return new MetricsPart(PrometheusOptions.fromVariables(variables, environments, problems));
    }

    /** Asks nobody anything yet. */
    MetricSource source(Clock clock) {
        return options.isEmpty() ? MetricSource.NONE : PrometheusMetrics.of(options, clock);
    }
}

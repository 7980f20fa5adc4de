package io.releaseconductor.examples.bot;

import io.releaseconductor.config.ConfigurationException;
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
 * @param source tells what they counted; has asked nobody anything yet
 */
record MetricsPart(Map<Environment, PrometheusOptions> options, MetricSource source) {

    static MetricsPart read(Variables variables, List<Environment> environments, Problems problems) {
        int before = problems.messages().size();
        Map<Environment, PrometheusOptions> options =
                PrometheusOptions.fromVariables(variables, environments, problems);
        boolean given = !options.isEmpty() && problems.messages().size() == before;
        return new MetricsPart(options, given ? source(options, problems) : MetricSource.NONE);
    }

    /** Reads certificates and keys. */
    private static MetricSource source(Map<Environment, PrometheusOptions> options, Problems problems) {
        try {
            return PrometheusMetrics.of(options, Clock.systemUTC());
        } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
            return MetricSource.NONE;
        }
    }
}

package io.releaseconductor.examples.bot;

import com.sun.net.httpserver.HttpExchange;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.releaseconductor.Conductor;
import io.releaseconductor.micrometer.ConductorMetrics;
import io.releaseconductor.micrometer.MetricsOptions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.DeploymentListener;
import java.util.List;

/** What the bot did and how it is, in Prometheus's text format. Thread-safe. */
final class MetricsPage implements WebPage, AutoCloseable {

    static final String PATH = "/metrics";

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConductorMetrics metrics;

    /** @param environments whose counters are there from the beginning */
    MetricsPage(List<Environment> environments) {
        metrics = ConductorMetrics.of(registry, MetricsOptions.DEFAULT.withEnvironments(environments));
    }

    /** {@return what has to be told each change} */
    DeploymentListener listener() {
        return metrics;
    }

    /** From now on it tells how a conductor is as well. */
    void watch(Conductor conductor) {
        metrics.watch(conductor::health);
    }

    @Override
    public WebAnswer answer(HttpExchange request) {
        return WebAnswer.read(request, () -> new WebAnswer(200, TYPE, registry.scrape()));
    }

    @Override
    public void close() {
        registry.close();
    }
}

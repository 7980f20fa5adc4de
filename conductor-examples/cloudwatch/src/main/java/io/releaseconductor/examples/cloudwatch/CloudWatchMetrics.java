package io.releaseconductor.examples.cloudwatch;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.releaseconductor.Conductor;
import io.releaseconductor.micrometer.ConductorMetrics;
import io.releaseconductor.micrometer.MetricsOptions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.DeploymentListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/** Publishes the meters of a conductor to CloudWatch once a minute, and what is left when it is closed. */
public final class CloudWatchMetrics implements AutoCloseable {

    private final MeterRegistry registry;
    private final ConductorMetrics metrics;

    private CloudWatchMetrics(MeterRegistry registry, ConductorMetrics metrics) {
        this.registry = registry;
        this.metrics = metrics;
    }

    /**
     * Begins to publish.
     *
     * @param client who speaks to CloudWatch; {@code CloudWatchAsyncClient.create()} finds region and credentials where AWS's tools do. Needs
     *     the permission {@code cloudwatch:PutMetricData}
     * @param environments whose counters are there from the beginning
     * @param clock tells the periods; {@code Clock.SYSTEM}
     * @return the metrics, to be closed before the client
     */
    public static CloudWatchMetrics publish(CloudWatchAsyncClient client, List<Environment> environments, Clock clock) {
        CloudWatchConfig config = new CloudWatchConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public String namespace() {
                return "ReleaseConductor";
            }
        };
        MeterRegistry registry = new CloudWatchMeterRegistry(config, clock, client);
        ConductorMetrics metrics = ConductorMetrics.of(
                registry, MetricsOptions.DEFAULT.withBuckets(false).withEnvironments(environments));
        return new CloudWatchMetrics(registry, metrics);
    }

    /** {@return what has to be told each change, for {@code ConductorBuilder.listener}} */
    public DeploymentListener listener() {
        return metrics;
    }

    /**
     * Publishes how a node is as well.
     *
     * @param conductor the node
     */
    public void watch(Conductor conductor) {
        metrics.watch(conductor::health);
    }

    /** Publishes what was not published yet. */
    @Override
    public void close() {
        registry.close();
    }
}

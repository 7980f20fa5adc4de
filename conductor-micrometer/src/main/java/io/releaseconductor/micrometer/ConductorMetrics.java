package io.releaseconductor.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.health.Health;
import io.releaseconductor.spi.DeploymentListener;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what this node saved, and tells how it is: {@code docs/metrics.md} has every meter.
 *
 * <p>A change is told on the node that saved it, so that each counts once: sum up over all nodes. Times come from the deployment's record
 * and not from when this process was told, so that they are right as well where it began on another node or before a restart; what a
 * listener is not told, since it hung or too much waited for it, is not counted. Counters begin at zero with each process.
 *
 * <p>Thread-safe. Calls nobody but the registry, and throws only what that throws.
 */
public final class ConductorMetrics implements DeploymentListener {

    private final Meters meters;
    private final DeploymentMeters deployments;
    private final PhaseMeters phases;
    private final CheckMeters checks;
    private final WaitMeters waits;

    private ConductorMetrics(MeterRegistry registry, MetricsOptions options) {
        this.meters = new Meters(registry, options.buckets());
        this.deployments = new DeploymentMeters(meters);
        this.phases = new PhaseMeters(meters);
        this.checks = new CheckMeters(meters, options.mostChecks());
        this.waits = new WaitMeters(meters);
        options.environments().forEach(environment -> {
            deployments.prepare(environment);
            checks.prepare(environment);
        });
    }

    /**
     * Metrics as most want them.
     *
     * @param registry where the meters are
     * @return the listener, for {@code ConductorBuilder.listener}
     */
    public static ConductorMetrics of(MeterRegistry registry) {
        return of(registry, MetricsOptions.DEFAULT);
    }

    /**
     * Metrics as fine as is said.
     *
     * @param registry where the meters are; several may share one, and add up there
     * @param options how fine
     * @return the listener, for {@code ConductorBuilder.listener}
     */
    public static ConductorMetrics of(MeterRegistry registry, MetricsOptions options) {
        return new ConductorMetrics(
                Objects.requireNonNull(registry, "registry"), Objects.requireNonNull(options, "options"));
    }

    /**
     * Adds how the node is, what it calls and its parts, as far as these are known now. Once, after the conductor was built.
     *
     * @param health how the node is, such as {@code conductor::health}; asked now, and at most once a second when meters are read
     */
    public void watch(Supplier<Health> health) {
        new HealthMeters(meters.registry(), Objects.requireNonNull(health, "health")).register();
    }

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        if (before == null) {
            deployments.begun(after);
            waits.begun(after);
            return;
        }
        deployments.changed(before, after);
        phases.changed(before, after);
        checks.changed(before, event, after);
        waits.changed(before, after);
    }
}

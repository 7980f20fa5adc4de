package io.releaseconductor.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.health.Health;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How a node is, as meters,")
class HealthMetersTest {

    private final MockClock time = new MockClock();
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, time);
    private Health health = health(Health.Work.RUNNING, Duration.ofSeconds(2), null, 0, PartHealth.well("Redis"));
    private int asked;

    private static Health health(Health.Work work, Duration lag, String storeProblem, long threw, PartHealth... parts) {
        return new Health(
                Instant.EPOCH,
                work,
                work == Health.Work.STALLED ? "three rounds failed" : null,
                Instant.EPOCH,
                lag,
                3,
                storeProblem,
                storeProblem == null ? 0 : 2,
                List.of(new CallbackHealth("chat", threw, 1, 2, 4, 5)),
                List.of(parts));
    }

    private double read(String name) {
        Meter meter = registry.get("release.conductor." + name).meter();
        return meter instanceof FunctionCounter counter
                ? counter.count()
                : registry.get("release.conductor." + name).gauge().value();
    }

    @Test
    @DisplayName("follows what the node says, asked at most once a second")
    void follows() {
        ConductorMetrics.of(registry).watch(() -> {
            asked++;
            return health;
        });
        assertThat(read("node.working")).isEqualTo(1);
        assertThat(read("node.lag")).isEqualTo(2);
        assertThat(read("node.turns")).isEqualTo(3);
        assertThat(read("node.store.reachable")).isEqualTo(1);
        assertThat(read("node.outcomes.waiting")).isZero();
        assertThat(read("part.state")).isZero();
        assertThat(asked).isEqualTo(1);

        health = health(Health.Work.STALLED, null, "refused", 7, PartHealth.down("Redis", "it is gone"));
        assertThat(read("node.working")).isEqualTo(1);
        time.add(Duration.ofSeconds(1));
        assertThat(read("node.working")).isZero();
        assertThat(read("node.lag")).isNaN();
        assertThat(read("node.store.reachable")).isZero();
        assertThat(read("node.outcomes.waiting")).isEqualTo(2);
        assertThat(read("part.state")).isEqualTo(2);
        assertThat(read("callback.threw")).isEqualTo(7);
        assertThat(read("callback.overdue")).isEqualTo(1);
        assertThat(read("callback.stuck")).isEqualTo(2);
        assertThat(read("callback.lost")).isEqualTo(4);
        assertThat(read("callback.waiting")).isEqualTo(5);
        assertThat(asked).isEqualTo(2);
    }

    private static Conductor conductor(MeterRegistry registry, ConductorBuilder builder) {
        ConductorMetrics metrics = ConductorMetrics.of(
                registry, MetricsOptions.DEFAULT.withEnvironments(List.of(Environment.STAGING, Environment.PROD)));
        Conductor conductor = builder.listener(metrics).build();
        metrics.watch(conductor::health);
        return conductor;
    }

    @Test
    @DisplayName("is there once the conductor is, beside what it counts")
    void together() {
        Shop shop = new Shop();
        shop.goesOnAt(conductor(registry, shop.builder("two")));
        DeployId id = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(20), RunConclusion.FAILURE);
        assertThat(read("node.working")).isEqualTo(1);
        assertThat(registry.get("release.conductor.deployments.settled")
                        .tags("environment", "staging", "strategy", "full", "outcome", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.find("release.conductor.callback.threw").meters())
                .extracting(meter -> meter.getId().getTag("callback"))
                .anyMatch(name -> name.startsWith("listener io.releaseconductor.micrometer.ConductorMetrics"));
    }
}

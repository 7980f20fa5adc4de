package io.releaseconductor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tests of the store do again and again. */
final class Steps {

    static final Duration LEASE = Duration.ofSeconds(30);

    private Steps() {}

    static String operation() {
        return UUID.randomUUID().toString();
    }

    static Instant after(long seconds) {
        return ManualClock.START.plusSeconds(seconds);
    }

    static Environment environment(int number) {
        return new Environment("env" + (10_000 + number));
    }

    /** Of an environment that no other test has. */
    static Deployment fresh() {
        String name = UUID.randomUUID().toString().substring(0, 12).replace("-", "");
        return Deployments.aDeployment().to(new Environment("e" + name)).initiated();
    }

    static Deployment created(StateStore store, Deployment first) {
        assertThat(store.create(first, operation())).isEqualTo(new CreateResult.Created(first));
        return first;
    }

    static Deployment saved(StateStore store, Deployment next) {
        assertThat(store.compareAndSet(next, next.revision() - 1, null, operation()))
                .isEqualTo(new SaveResult.Saved(next));
        return next;
    }

    /** Locks an environment for an hour, or all of them. */
    static EnvironmentState lockedBy(StateStore store, @Nullable Environment environment, Actor owner) {
        EnvironmentState next = store.environmentState(environment)
                .locked(new Lock(environment, owner, "load test", after(0), after(3600), null));
        assertThat(store.replaceEnvironmentState(next)).isEqualTo(next);
        return next;
    }

    static Deployment touched(Deployment d) {
        return d.withRevision(d.revision() + 1);
    }

    static Deployment at(Deployment d, DeploymentStatus status) {
        return d.toBuilder()
                .revision(d.revision() + 1)
                .status(status)
                .dueAt(status.settled() ? null : d.dueAt())
                .build();
    }
}

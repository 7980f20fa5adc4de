package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.spi.StateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node whose clock is six minutes ahead, and which knows that from its store,")
class ClockAheadTest {

    private static final Duration AHEAD = Duration.ofMinutes(6);

    private final World world = new World();
    private Conductor right;
    private Conductor ahead;

    @BeforeEach
    void start() {
        right = world.builder().build();
        ahead = world.builder()
                .store(knowing(AHEAD))
                .clock(Clock.offset(world.clock, AHEAD))
                .build();
    }

    @AfterEach
    void close() {
        ahead.close();
        right.close();
    }

    /** The same store, which tells its caller's clock from its own. */
    private StateStore knowing(Duration clockAhead) {
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("clockAhead")) {
                        return clockAhead;
                    }
                    try {
                        return method.invoke(world.store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Deployment now(Deployment d) {
        return world.store.find(d.id()).orElseThrow();
    }

    @Test
    @DisplayName("does not take for overdue what another one just began, and goes on with it")
    void takes_nothing_for_overdue() {
        Deployment d = World.shipped(right.ship(World.toStaging()));
        ahead.runDue();

        assertThat(now(d).status()).isNotIn(DeploymentStatus.FAILED, DeploymentStatus.INITIATED);
        assertThat(now(d).alerts()).isEmpty();
        assertThat(world.workflows.dispatched).hasSize(1);
    }

    @Test
    @DisplayName("holds a deadline back by that, and carries it out then")
    void holds_back() {
        world.workflows.onDispatch = intent -> new DispatchOutcome.NotSent("disabled", world.clock.instant());
        Deployment d = World.shipped(right.ship(World.toStaging()));
        for (Duration waited = Duration.ZERO;
                waited.compareTo(Duration.ofMinutes(4)) < 0;
                waited = waited.plusSeconds(5)) {
            ahead.runDue();
            assertThat(now(d).status()).as("after %s", waited).isEqualTo(DeploymentStatus.INITIATED);
            world.clock.tick(Duration.ofSeconds(5));
        }
        world.clock.tick(Duration.ofMinutes(2));
        ahead.runDue();
        assertThat(now(d).status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    @DisplayName("is needed for that: one that does not know it fails what another one just began")
    void does_not_know() {
        Deployment d = World.shipped(right.ship(World.toStaging()));
        try (Conductor unaware =
                world.builder().clock(Clock.offset(world.clock, AHEAD)).build()) {
            unaware.runDue();
        }
        assertThat(now(d).status()).isEqualTo(DeploymentStatus.FAILED);
    }
}

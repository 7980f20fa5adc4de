package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With a store that forgets, the conductor")
class ForgetfulStoreTest {

    /** Ends a hang, and is not waited for else. */
    private static final long LIMIT_SECONDS = 60;

    private final World world = new World();
    private final StoreWithTroubles store = new StoreWithTroubles(world.store);
    private final BlockingQueue<NodeAlert> alerts = new LinkedBlockingQueue<>();

    private final AlertSink sink = new AlertSink() {
        @Override
        public void send(Alert alert, Deployment deployment) {
            // of no interest here
        }

        @Override
        public void send(NodeAlert alert) {
            alerts.add(alert);
        }
    };

    private final Conductor conductor =
            world.builder().store(store).alerts(sink).nodeId("host-a").build();

    /** Alerts are sent one at a time, each in a round after the one before it is sent. */
    private NodeAlert alert() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        NodeAlert next = alerts.poll();
        while (next == null && System.nanoTime() - end < 0) {
            conductor.runDue();
            next = alerts.poll(20, TimeUnit.MILLISECONDS);
        }
        assertThat(next).as("the next alert about the node").isNotNull();
        return next;
    }

    private void rounds(int minutes) {
        for (int i = 0; i < minutes; i++) {
            world.clock.tick(Duration.ofMinutes(1));
            conductor.runDue();
        }
    }

    @Test
    void alerts_of_a_deployment_that_is_gone_while_its_run_goes_on_and_names_the_run_once() throws Exception {
        world.workflows.onLook = run -> run;
        Deployment d = World.shipped(conductor.ship(World.toStaging()));
        world.runUntil(conductor, d.id(), DeploymentStatus.DEPLOYING);
        store.forget();
        rounds(5);

        assertThat(alert()).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(NodeAlert.Kind.DEPLOYMENT_LOST);
            assertThat(told.kind().wireName()).isEqualTo("deployment_lost");
            assertThat(told.destination()).isEqualTo(World.CHANNEL);
            assertThat(told.message())
                    .startsWith(d.id() + " (")
                    .contains("is gone from the state store")
                    .contains("Nobody watches it any more")
                    .contains("See its workflow run 1, and ship again");
        });
        assertThat(alerts).isEmpty();
    }

    @Test
    void alerts_of_a_run_whose_start_it_cannot_save_any_more_and_writes_nothing_back() throws Exception {
        world.workflows.onDispatch = intent -> {
            DispatchOutcome started = world.workflows.begin(intent);
            store.forget();
            return started;
        };
        Deployment d = World.shipped(conductor.ship(World.toStaging()));
        conductor.runDue();
        rounds(3);

        NodeAlert told = alert();
        if (told.message().contains("See whether a workflow run of it goes on")) {
            // the card could not be saved first, when nobody knew of a run yet
            told = alert();
        }
        assertThat(told.message()).startsWith(d.id().value()).contains("See its workflow run 1, and");
        assertThat(alerts).isEmpty();
        assertThat(store.find(d.id())).isEmpty();
        assertThat(world.workflows.dispatched).hasSize(1);
    }

    @Test
    void asks_for_a_hundred_deployments_a_minute_at_most_and_for_all_of_them_by_and_by() {
        ConductorBuilder builder = world.builder().store(store).alerts(sink);
        for (int i = 0; i < 250; i++) {
            builder.environment(EnvironmentSettings.of(new Environment("e" + i)));
        }
        Conductor many = builder.build();
        for (int i = 0; i < 250; i++) {
            World.shipped(many.ship(ShipRequest.to(new Environment("e" + i), World.ADA)));
        }
        store.forget();
        List<Integer> asked = new ArrayList<>();
        for (int minute = 0; minute < 4; minute++) {
            world.clock.tick(Duration.ofMinutes(1));
            store.found.set(0);
            many.runDue();
            asked.add(store.found.get());
        }
        assertThat(asked).containsExactly(100, 100, 50, 0);
        many.close();
    }

    @Test
    void alerts_of_nothing_that_was_settled_and_cleaned_up() {
        Conductor tidy = world.builder()
                .store(store)
                .alerts(sink)
                .retention(new Retention(Duration.ZERO, Duration.ZERO, Duration.ofDays(1), 1))
                .build();
        Deployment d = World.shipped(conductor.ship(World.toStaging()));
        World.done(tidy.cancel(d.id(), World.ADA));
        world.clock.tick(Duration.ofSeconds(1));
        tidy.runDue();
        assertThat(store.find(d.id())).isEmpty();
        rounds(3);
        conductor.close();
        tidy.close();
        assertThat(alerts).isEmpty();
    }

    @Test
    void says_that_clocks_differ_when_a_record_was_changed_in_its_future() {
        Clock ahead = Clock.offset(world.clock, Duration.ofMinutes(6));
        Conductor fast = world.builder().store(store).clock(ahead).build();
        Deployment d = World.shipped(fast.ship(World.toStaging()));
        assertThat(fast.health().isWell()).isTrue();
        assertThat(conductor.health().isWell()).isTrue();

        World.done(conductor.cancel(d.id(), World.ADA));
        assertThat(conductor.health().parts())
                .filteredOn(part -> part.name().equals("clocks"))
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.state()).isEqualTo(PartHealth.State.IMPAIRED);
                    assertThat(part.detail()).startsWith(d.id() + " was changed 360 s after this node's time");
                });
        world.clock.tick(Duration.ofMinutes(10));
        assertThat(conductor.health().isWell()).isTrue();
    }

    @Test
    void takes_clocks_up_to_ten_seconds_apart_for_the_same() {
        Conductor fast = world.builder()
                .store(store)
                .clock(Clock.offset(world.clock, Duration.ofSeconds(10)))
                .build();
        Deployment d = World.shipped(fast.ship(World.toStaging()));
        World.done(conductor.cancel(d.id(), World.ADA));
        assertThat(conductor.health().isWell()).isTrue();
    }
}

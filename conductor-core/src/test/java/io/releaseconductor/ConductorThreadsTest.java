package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.health.Health;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On threads of its own, the conductor")
class ConductorThreadsTest {

    private final World world = new World();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger busy = new AtomicInteger();
    private final List<Conductor> conductors = new ArrayList<>();

    private final Executor counting = task -> pool.execute(() -> {
        busy.incrementAndGet();
        try {
            task.run();
        } finally {
            busy.decrementAndGet();
        }
    });

    @AfterEach
    void close() {
        released.countDown();
        conductors.forEach(Conductor::close);
        pool.shutdownNow();
    }

    private Conductor start(ConductorBuilder builder) {
        Conductor conductor = builder.executor(counting).build().start();
        conductors.add(conductor);
        return conductor;
    }

    /** Waits for something that other threads bring about while time passes. */
    private void awaitWithTicks(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    world.clock.tick(Duration.ofMillis(500));
                    return condition.getAsBoolean();
                });
    }

    private void awaitStatus(DeployId id, DeploymentStatus status) {
        awaitWithTicks(() -> world.now(id).status() == status);
    }

    private int checksDone(DeployId id) {
        VerificationState verification = world.now(id).verification();
        return verification == null ? 0 : verification.done();
    }

    private void hang() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void is_not_held_up_by_a_chat_that_hangs() {
        world.chat.trouble = () -> {
            hang();
            return new DeliveryOutcome.Shown("late");
        };
        Conductor conductor = start(world.builder());
        Deployment d = World.shipped(conductor.ship(World.toStaging()));
        awaitStatus(d.id(), DeploymentStatus.VERIFIED);
        assertThat(world.chat.messages).isEmpty();
    }

    @Test
    void shows_where_a_deployment_stands_once_a_slow_post_has_come_back_though_checks_still_hang() {
        world.checks.put("search", context -> {
            hang();
            return CheckResult.pass("OK");
        });
        CountDownLatch posted = new CountDownLatch(1);
        world.chat.trouble = () -> {
            try {
                posted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            world.chat.trouble = null;
            world.chat.messages.put(
                    "late",
                    CardRenderer.render(world.store.holder(Environment.STAGING).orElseThrow()));
            return new DeliveryOutcome.Shown("late");
        };
        Conductor conductor = start(world.builder());
        Deployment d = World.shipped(conductor.ship(World.toStaging()));
        awaitWithTicks(() -> checksDone(d.id()) == 4);
        posted.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            Deployment now = world.now(d.id());
            return CardRenderer.render(now).digest().equals(now.card().shown());
        });
        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.VERIFYING);
    }

    @Test
    void takes_a_dispatch_that_hangs_for_unanswered_and_still_believes_the_answer_when_it_comes() {
        world.workflows.onDispatch = intent -> {
            boolean interrupted = false;
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return world.workflows.begin(intent);
        };
        Conductor conductor = start(world.builder());
        Deployment d = World.shipped(conductor.ship(World.toStaging()));
        awaitWithTicks(() -> world.now(d.id()).deployPhase().stage() instanceof Stage.Locating);
        released.countDown();
        awaitStatus(d.id(), DeploymentStatus.VERIFIED);
        assertThat(world.workflows.dispatched).hasSize(1);
    }

    @Test
    void rolls_back_at_once_when_a_person_says_so_while_checks_hang() {
        world.checks.put("search", context -> {
            hang();
            return CheckResult.pass("OK");
        });
        Conductor conductor = start(world.builder());
        Deployment d = World.shipped(conductor.ship(World.toStaging()));
        awaitWithTicks(() -> world.now(d.id()).status() == DeploymentStatus.VERIFYING && checksDone(d.id()) == 4);
        assertThat(World.refused(conductor.promote(d.id(), World.BOB))).contains("4 of 5 checks done");
        World.done(conductor.rollback(d.id(), World.BOB));
        awaitWithTicks(() -> world.workflows.dispatched.size() == 2);
    }

    @Test
    void holds_no_thread_while_deployments_wait() {
        ConductorBuilder builder = world.builder();
        for (int i = 0; i < 50; i++) {
            builder.environment(EnvironmentSettings.of(new Environment("env" + i)));
        }
        Conductor conductor = start(builder);
        List<DeployId> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(World.shipped(conductor.ship(ShipRequest.to(new Environment("env" + i), World.ADA)))
                    .id());
        }
        awaitWithTicks(() -> ids.stream().allMatch(id -> world.now(id).status() == DeploymentStatus.VERIFIED));
        await().atMost(Duration.ofSeconds(60)).until(() -> busy.get() == 0);
    }

    @Test
    void shares_a_store_with_other_nodes_and_nothing_is_done_twice() {
        ConductorBuilder first = world.builder();
        ConductorBuilder second = world.builder();
        for (int i = 0; i < 40; i++) {
            first.environment(EnvironmentSettings.of(new Environment("env" + i)));
            second.environment(EnvironmentSettings.of(new Environment("env" + i)));
        }
        Conductor one = start(first.nodeId("one"));
        start(second.nodeId("two"));
        List<DeployId> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(World.shipped(one.ship(ShipRequest.to(new Environment("env" + i), World.ADA)))
                    .id());
        }
        awaitWithTicks(() -> ids.stream().allMatch(id -> world.now(id).status() == DeploymentStatus.VERIFIED));
        assertThat(world.workflows.dispatched)
                .extracting(DispatchIntent::correlationKey)
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void starts_nothing_any_more_once_it_is_closed() {
        Conductor conductor = start(world.builder());
        conductor.close();
        assertThat(conductor.ship(World.toStaging()))
                .isEqualTo(new ShipResult.Unavailable(
                        "This node is closed. Nothing was shipped; ask another node, or see the log and restart it."));
        assertThat(world.store.holder(Environment.STAGING)).isEmpty();
        assertThat(conductor.rollback(DeployId.of(Environment.STAGING, world.clock.instant()), World.ADA))
                .isInstanceOf(ActionResult.Unavailable.class);
        assertThat(conductor.health().work()).isEqualTo(Health.Work.CLOSED);
        assertThat(world.workflows.dispatched).isEmpty();
        assertThatThrownBy(conductor::start).isInstanceOf(IllegalStateException.class);
    }
}

package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where the store fails while something is under way,")
class OutlivedTurnTest {

    private final World world = new World();
    private final StoreWithTroubles store = new StoreWithTroubles(world.store);
    private final TickedThreads threads = new TickedThreads(world.clock);
    private final CountDownLatch released = new CountDownLatch(1);

    private void awaitWithTicks(BooleanSupplier condition) {
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(4))
                .until(() -> {
                    boolean met = condition.getAsBoolean();
                    if (!met) {
                        world.clock.tick(Duration.ofMillis(500));
                    }
                    return met;
                });
    }

    private void hang() {
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                // as it ignores interruption
            }
        }
    }

    /** Ships; the store fails while the chat hangs, so that the turn ends and the call does not. */
    private DeployId shipAndLoseTheTurn(Conductor conductor) {
        AtomicInteger calls = new AtomicInteger();
        world.chat.trouble = () -> {
            calls.incrementAndGet();
            hang();
            return new DeliveryOutcome.Unavailable("again", world.clock.instant());
        };
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        awaitWithTicks(() -> calls.get() > 0);
        store.down = true;
        awaitWithTicks(() -> conductor.health().turns() == 0);
        return id;
    }

    private static CallbackHealth chat(Conductor conductor) {
        return conductor.health().callbacks().stream()
                .filter(c -> c.name().startsWith("chat"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("a call that outlives its turn is interrupted and counted like all others that do not come back")
    void a_call() {
        try (Conductor conductor =
                world.builder().store(store).executor(threads).build().start()) {
            shipAndLoseTheTurn(conductor);
            assertThat(chat(conductor).stuck()).as("before its time is over").isZero();

            awaitWithTicks(() -> chat(conductor).stuck() == 1);

            assertThat(chat(conductor).overdue()).isEqualTo(1);
            released.countDown();
            awaitWithTicks(() -> chat(conductor).stuck() == 0);
            store.down = false;
        }
    }

    @Test
    @DisplayName("a card whose showing never ended is in doubt, since the chat may still carry it out")
    void a_card() {
        try (Conductor conductor =
                world.builder().store(store).executor(threads).build().start()) {
            DeployId id = shipAndLoseTheTurn(conductor);
            world.chat.trouble = null;
            store.down = false;

            awaitWithTicks(() -> world.now(id).card().unsureUntil() != null);
            awaitWithTicks(() ->
                    world.now(id).card().shown() != null && world.now(id).card().unsureUntil() == null);
            released.countDown();
        }
    }

    @Test
    @DisplayName("a listener is told once that a deployment was created, as it was then")
    void a_listener() {
        List<Deployment> told = new CopyOnWriteArrayList<>();
        Conductor other = world.builder().build();
        AtomicInteger creations = new AtomicInteger();
        store.beforeCreate = () -> {
            if (creations.incrementAndGet() == 2) {
                other.runDue();
            }
        };
        store.lostAnswers.set(1);
        try (Conductor conductor = world.builder()
                .store(store)
                .executor(Runnable::run)
                .listener((before, event, after) -> told.add(after))
                .build()) {
            Deployment shipped = World.shipped(conductor.ship(World.toStaging()));

            assertThat(shipped.revision()).as("went on meanwhile").isGreaterThan(1);
            assertThat(told).extracting(Deployment::id).containsExactly(shipped.id());
            assertThat(told).extracting(Deployment::revision).containsExactly(1L);
        }
    }

    @Test
    @DisplayName("what checks found before is not saved while another node asks them anew")
    void what_checks_found() {
        Conductor one = world.builder()
                .store(store)
                .executor(Runnable::run)
                .nodeId("one")
                .build();
        Conductor two = world.builder().executor(Runnable::run).nodeId("two").build();
        store.beforeSave = next -> {
            VerificationState verification = next.verification();
            store.down |= verification != null && verification.total() > 0;
        };
        world.checks.put("api", context -> CheckResult.pass("before"));
        DeployId id = World.shipped(one.ship(World.toStaging())).id();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> world.runUntil(one, id, DeploymentStatus.VERIFIED));
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFYING);

        store.beforeSave = next -> {};
        store.down = false;
        world.checks.put("api", context -> {
            one.runDue();
            return CheckResult.pass("now");
        });
        world.clock.tick(Duration.ofMinutes(1));
        two.runDue();

        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(world.now(id).verification().result().results())
                .filteredOn(check -> check.id().equals("api"))
                .extracting(check -> check.result().message())
                .containsExactly("now");
    }
}

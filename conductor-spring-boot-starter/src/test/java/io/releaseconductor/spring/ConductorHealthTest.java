package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.health.Health;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.testkit.DelegatingStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConductorHealthTest {

    private final ApplicationContextRunner shop = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ConductorAutoConfiguration.class, ConductorHealthAutoConfiguration.class))
            .withUserConfiguration(ShopApplication.class)
            .withPropertyValues(
                    "SHIP_CHECKS=frontend", "FRONTEND_BASE_URL=http://localhost:1", "SHIP_SHARED_ENDPOINTS=true");

    @Test
    @DisplayName("A node that works is up")
    void up() {
        shop.run(context -> assertThat(
                        context.getBean(HealthIndicator.class).health().getStatus())
                .isEqualTo(Status.UP));
    }

    @Test
    @DisplayName("The indicator is switched off as any other")
    void off() {
        shop.withPropertyValues("management.health.release-conductor.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthContributor.class));
    }

    @Test
    @DisplayName("It is down while the loop stalls, the store is gone or a callback hangs, and up again afterwards")
    void problems() {
        AtomicReference<Health> now = new AtomicReference<>(node(Health.Work.RUNNING, null, 0));
        ConductorHealthIndicator indicator = new ConductorHealthIndicator(now::get);
        List<Health> bad = List.of(
                node(Health.Work.STALLED, null, 0),
                node(Health.Work.RUNNING, "no connection", 0),
                node(Health.Work.RUNNING, null, 1),
                node(Health.Work.CLOSED, null, 0));
        for (Health each : bad) {
            now.set(each);
            assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(indicator.health().getDetails().get("problems")).isEqualTo(each.problems());
            now.set(node(Health.Work.RUNNING, null, 0));
            assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    private static Health node(Health.Work work, String storeProblem, int stuck) {
        return new Health(
                Instant.EPOCH,
                work,
                work == Health.Work.STALLED ? "the executor takes no tasks" : null,
                Instant.EPOCH,
                Duration.ZERO,
                0,
                storeProblem,
                0,
                List.of(new CallbackHealth("listener", 0, 0, stuck, 0, 0)),
                List.of());
    }

    @Test
    @DisplayName("The application is down when its store is gone, and up when it is back")
    void storeGone() {
        AtomicBoolean gone = new AtomicBoolean();
        StateStore store = new DelegatingStateStore(new InMemoryStateStore()) {
            @Override
            public List<Claim> claimDue(Instant now, Duration lease, int limit) {
                if (gone.get()) {
                    throw new StoreUnavailableException("the store is away", null);
                }
                return super.claimDue(now, lease, limit);
            }
        };
        shop.withBean(StateStore.class, () -> store).run(context -> {
            HealthIndicator indicator = context.getBean(HealthIndicator.class);
            gone.set(true);
            await().untilAsserted(
                            () -> assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN));
            gone.set(false);
            await().untilAsserted(
                            () -> assertThat(indicator.health().getStatus()).isEqualTo(Status.UP));
        });
    }
}

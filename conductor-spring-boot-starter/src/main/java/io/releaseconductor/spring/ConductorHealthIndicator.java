package io.releaseconductor.spring;

import io.releaseconductor.health.Health.Work;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down as long as anything is wrong with this node; tells all that is. */
final class ConductorHealthIndicator implements HealthIndicator {

    private final Supplier<io.releaseconductor.health.Health> source;

    ConductorHealthIndicator(Supplier<io.releaseconductor.health.Health> source) {
        this.source = source;
    }

    @Override
    public Health health() {
        io.releaseconductor.health.Health now = source.get();
        boolean works = now.work() == Work.RUNNING || now.work() == Work.BY_HAND;
        Health.Builder health = now.isWell() && works ? Health.up() : Health.down();
        health.withDetail("work", now.work().name().toLowerCase(Locale.ROOT)).withDetail("turns", now.turns());
        Duration lag = now.lag();
        if (lag != null) {
            health.withDetail("lagMs", lag.toMillis());
        }
        if (!now.isWell()) {
            health.withDetail("problems", now.problems());
        }
        return health.build();
    }
}

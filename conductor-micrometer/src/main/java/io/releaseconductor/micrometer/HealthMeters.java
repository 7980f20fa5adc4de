package io.releaseconductor.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.health.Health;
import io.releaseconductor.health.PartHealth;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How a node is, asked when its meters are read. Thread-safe. */
final class HealthMeters {

    /** One reading of all meters asks once. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MeterRegistry registry;
    private final Supplier<Health> health;
    private @Nullable Health last;
    private long lastNanos;

    HealthMeters(MeterRegistry registry, Supplier<Health> health) {
        this.registry = registry;
        this.health = health;
    }

    private synchronized Health now() {
        long nanos = registry.config().clock().monotonicTime();
        Health known = last;
        if (known == null || nanos - lastNanos >= KEPT_NANOS) {
            known = health.get();
            last = known;
            lastNanos = nanos;
        }
        return known;
    }

    void register() {
        gauge(Measure.NODE_WORKING, () -> isWorking(now()) ? 1 : 0);
        gauge(Measure.NODE_TURNS, () -> now().turns());
        gauge(Measure.NODE_STORE, () -> now().storeReachable() ? 1 : 0);
        gauge(Measure.NODE_OUTCOMES, () -> now().outcomesInHand());
        TimeGauge.builder(Measure.NODE_LAG.meter(), () -> lag(now()), TimeUnit.MILLISECONDS)
                .description(Measure.NODE_LAG.description())
                .register(registry);
        Health first = now();
        first.callbacks().forEach(callback -> callback(callback.name()));
        first.parts().forEach(part -> gauge(Measure.PART_STATE, () -> state(part.name()), part.name()));
    }

    private static boolean isWorking(Health node) {
        return switch (node.work()) {
            case RUNNING, BY_HAND -> true;
            case STALLED, CLOSED -> false;
        };
    }

    /** In milliseconds; not known before the first look for work. */
    private static double lag(Health node) {
        Duration lag = node.lag();
        return lag == null ? Double.NaN : lag.toMillis();
    }

    private void gauge(Measure measure, Supplier<Number> figure, String... tags) {
        Gauge.builder(measure.meter(), figure)
                .description(measure.description())
                .tags(measure.with(tags))
                .register(registry);
    }

    private void callback(String name) {
        counter(Measure.CALLBACK_THREW, name, CallbackHealth::threw);
        counter(Measure.CALLBACK_OVERDUE, name, CallbackHealth::overdue);
        counter(Measure.CALLBACK_LOST, name, CallbackHealth::lost);
        gauge(Measure.CALLBACK_STUCK, () -> callback(name, CallbackHealth::stuck), name);
        gauge(Measure.CALLBACK_WAITING, () -> callback(name, CallbackHealth::waiting), name);
    }

    private void counter(Measure measure, String name, ToDoubleFunction<CallbackHealth> figure) {
        FunctionCounter.builder(measure.meter(), this, meters -> meters.callback(name, figure))
                .description(measure.description())
                .tags(measure.with(name))
                .register(registry);
    }

    private double callback(String name, ToDoubleFunction<CallbackHealth> figure) {
        return now().callbacks().stream()
                .filter(callback -> callback.name().equals(name))
                .mapToDouble(figure)
                .sum();
    }

    /** Not known of a part that says nothing any more. */
    private double state(String name) {
        return now().parts().stream()
                .filter(part -> part.name().equals(name))
                .mapToDouble(part -> state(part.state()))
                .max()
                .orElse(Double.NaN);
    }

    private static double state(PartHealth.State state) {
        return switch (state) {
            case WELL -> 0;
            case IMPAIRED -> 1;
            case DOWN -> 2;
        };
    }
}

package io.releaseconductor.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Counts and times under the names of {@link Measure}. Thread-safe. */
final class Meters {

    private static final List<Duration> LOOKS = millis(50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000);
    private static final List<Duration> RUNS = seconds(10, 30, 60, 120, 300, 600, 1_200, 3_600);
    private static final List<Duration> DAYS = seconds(60, 300, 600, 1_800, 3_600, 14_400, 86_400);

    private final MeterRegistry registry;
    private final boolean buckets;

    Meters(MeterRegistry registry, boolean buckets) {
        this.registry = registry;
        this.buckets = buckets;
    }

    MeterRegistry registry() {
        return registry;
    }

    void count(Measure measure, String... tags) {
        counter(measure, tags).increment();
    }

    /** Makes it known at zero. */
    Counter counter(Measure measure, String... tags) {
        return Counter.builder(measure.meter())
                .description(measure.description())
                .tags(measure.with(tags))
                .register(registry);
    }

    /** What went backwards, since two clocks differ, took no time. */
    void time(Measure measure, Duration took, String... tags) {
        Timer.Builder timer = Timer.builder(measure.meter())
                .description(measure.description())
                .tags(measure.with(tags));
        if (buckets) {
            timer.serviceLevelObjectives(bounds(measure).toArray(Duration[]::new));
        }
        timer.register(registry).record(took.isNegative() ? Duration.ZERO : took);
    }

    private static List<Duration> bounds(Measure measure) {
        return switch (measure) {
            case CHECK_TIME -> LOOKS;
            case PHASE_TIME, VERIFICATION_TIME -> RUNS;
            default -> DAYS;
        };
    }

    private static List<Duration> millis(long... values) {
        return Arrays.stream(values).mapToObj(Duration::ofMillis).toList();
    }

    private static List<Duration> seconds(long... values) {
        return Arrays.stream(values).mapToObj(Duration::ofSeconds).toList();
    }
}

package io.releaseconductor.prometheus;

import io.releaseconductor.config.Secret;
import io.releaseconductor.examples.fakeprometheus.FakePrometheus;
import io.releaseconductor.examples.fakeprometheus.Fault;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.testkit.MetricHarness;
import io.releaseconductor.testkit.MetricSourceContract;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Prometheus as a source of metrics")
class PrometheusContractTest extends MetricSourceContract {

    @Override
    protected MetricHarness openMetrics(Clock clock) {
        return new Harness(clock);
    }

    private static final class Harness implements MetricHarness {

        private final FakePrometheus prometheus = FakePrometheus.start();
        private final PrometheusMetrics source;
        private final Map<Side, long[]> counted = new EnumMap<>(Side.class);
        private final Map<Side, Instant> began = new EnumMap<>(Side.class);

        Harness(Clock clock) {
            prometheus.requireAuthorization("Bearer " + Planted.TOKEN);
            source = PrometheusMetrics.of(
                    Map.of(
                            Environment.STAGING,
                            PrometheusOptions.of(prometheus.url())
                                    .withAccess(PrometheusOptions.Access.bearer(new Secret(Planted.TOKEN)))
                                    .withSelector("job=\"shop\"")
                                    .withSides("track=\"canary\"", null)),
                    clock);
            for (Side side : Side.values()) {
                restart(side, clock.instant());
            }
        }

        @Override
        public MetricSource source() {
            return source;
        }

        @Override
        public String metric() {
            return Rule.ERRORS;
        }

        @Override
        public void happen(Side side, long bad, long good) {
            counted.computeIfPresent(side, (s, there) -> new long[] {there[0] + bad + good, there[1] + bad});
        }

        @Override
        public void observe(Instant at) {
            counted.forEach((side, there) -> prometheus.scrape(
                    Shop.target(side == Side.CANARY ? "canary-1" : "stable-1"),
                    at,
                    Shop.counted(there[0], there[1]) + "process_start_time_seconds "
                            + began.getOrDefault(side, at).getEpochSecond() + "\n"));
        }

        @Override
        public void restart(Side side, Instant at) {
            counted.put(side, new long[2]);
            began.put(side, at);
        }

        @Override
        public void lagBehind(@Nullable Instant time) {
            prometheus.hideAfter(time);
        }

        @Override
        public void goDown() {
            prometheus.failAlways(Fault.answer(503, "Bearer " + Planted.TOKEN));
        }

        @Override
        public void comeUp() {
            prometheus.failAlways(null);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(Planted.TOKEN);
        }

        @Override
        public void close() {
            prometheus.close();
        }
    }
}

package io.releaseconductor.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.testkit.DeploymentListenerContract;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The trace of a deployment, as OpenTelemetry exports it,")
class ConductorObservationsTest {

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();
    private final OtelTracer tracer =
            new OtelTracer(provider.get("release-conductor"), new OtelCurrentTraceContext(), event -> {});
    private final Shop shop = new Shop(observations());

    @Nested
    @DisplayName("is told by a listener that keeps to what one promises:")
    class Contract extends DeploymentListenerContract {
        @Override
        protected DeploymentListener openListener() {
            return observations();
        }
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private ConductorObservations observations() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DeploymentSpans(tracer));
        return ConductorObservations.of(registry);
    }

    private List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    private static double second(long nanos) {
        return (nanos - TimeUnit.SECONDS.toNanos(ManualClock.START.getEpochSecond())) / 1e9;
    }

    /** Each span with its parts below it: its name, when it began and ended in seconds since the start, and what it came to. */
    private List<String> tree() {
        List<String> lines = new ArrayList<>();
        spans().stream()
                .filter(span -> !span.getParentSpanContext().isValid())
                .sorted(Comparator.comparing(SpanData::getEndEpochNanos))
                .forEach(root -> add(lines, root, ""));
        return lines;
    }

    private void add(List<String> lines, SpanData span, String indent) {
        String outcome = span.getAttributes().get(OUTCOME);
        lines.add(indent + span.getName() + " " + second(span.getStartEpochNanos()) + " to "
                + second(span.getEndEpochNanos()) + (outcome == null ? "" : " " + outcome)
                + (span.getStatus().getStatusCode() == StatusCode.ERROR ? " (error)" : ""));
        spans().stream()
                .filter(part -> part.getParentSpanId().equals(span.getSpanId()))
                .sorted(Comparator.comparing(SpanData::getStartEpochNanos).thenComparing(SpanData::getName))
                .forEach(part -> add(lines, part, indent + "  "));
    }

    @Test
    @DisplayName(
            "has the phases, looks and waits of a canary that was promoted and of its rollback, at the times of its record")
    void canary() {
        DeployId id = shop.ship(Environment.PROD, Strategy.CANARY);
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(95), RunConclusion.SUCCESS);
        shop.promote(id, Duration.ofMinutes(4));
        assertThat(spans()).isEmpty();
        shop.runEnds(id, Phase.PROMOTE, Duration.ofSeconds(30), RunConclusion.SUCCESS);
        assertThat(shop.now(id).status()).isEqualTo(DeploymentStatus.PROMOTED);
        List<String> promoted = List.of(
                "ship prod 0.0 to 365.0 promoted",
                "  deploy 0.0 to 95.0 success",
                "  verify baseline 0.0 to 0.0",
                "    check api 0.0 to 0.045 pass",
                "    check frontend 0.0 to 0.045 pass",
                "  verify deploy 95.0 to 95.0 passed",
                "    check api 95.0 to 95.045 pass",
                "    check frontend 95.0 to 95.045 pass",
                "  wait for decision 95.0 to 335.0",
                "  promote 335.0 to 365.0 success");
        assertThat(tree()).containsExactlyElementsOf(promoted);
        assertThat(spans())
                .extracting(SpanData::getTraceId)
                .containsOnly(spans().get(0).getTraceId());

        exporter.reset();
        shop.rollBack(id, Duration.ofMinutes(10));
        shop.runEnds(id, Phase.ROLL_BACK, Duration.ofSeconds(50), RunConclusion.SUCCESS);
        assertThat(shop.now(id).status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        List<String> back = new ArrayList<>(promoted);
        back.set(0, "ship prod 0.0 to 1015.0 rolled_back (error)");
        back.addAll(List.of(
                "  rollback 965.0 to 1015.0 success",
                "  verify rollback 1015.0 to 1015.0 passed",
                "    check api 1015.0 to 1015.045 pass",
                "    check frontend 1015.0 to 1015.045 pass"));
        assertThat(tree()).containsExactlyElementsOf(back);
    }

    @Test
    @DisplayName("has a bake as one verification to its last round, with the checks of the round on its card")
    void bake() {
        DeployId id = shop.ship(Shop.EU_WEST, Strategy.CANARY);
        shop.runEnds(id, Phase.DEPLOY, Duration.ofMinutes(1), RunConclusion.SUCCESS);
        shop.passMinutes(7);
        shop.runEnds(id, Phase.PROMOTE, Duration.ofMinutes(1), RunConclusion.SUCCESS);
        assertThat(shop.now(id).status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(tree())
                .containsExactly(
                        "ship eu-west 0.0 to 540.0 promoted",
                        "  deploy 0.0 to 60.0 success",
                        "  verify baseline 0.0 to 0.0",
                        "    check api 0.0 to 0.045 pass",
                        "    check frontend 0.0 to 0.045 pass",
                        "  verify deploy 60.0 to 420.0 passed",
                        "    check api 420.0 to 420.045 pass",
                        "    check frontend 420.0 to 420.045 pass",
                        "  promote 420.0 to 540.0 success");
    }

    @Test
    @DisplayName("is one, told by the node that saved the end, though another one began")
    void restart() {
        shop.apiBreaks();
        DeployId id = shop.ship(Environment.STAGING, Strategy.CANARY);
        shop.goesOnAt(shop.node("two", observations()));
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(95), RunConclusion.SUCCESS);
        shop.goesOnAt(shop.node("three", observations()));
        shop.runEnds(id, Phase.ROLL_BACK, Duration.ofSeconds(50), RunConclusion.SUCCESS);
        assertThat(tree())
                .containsExactly(
                        "ship staging 0.0 to 145.0 rolled_back (error)",
                        "  deploy 0.0 to 95.0 success",
                        "  verify baseline 0.0 to 0.0",
                        "    check api 0.0 to 0.045 pass",
                        "    check frontend 0.0 to 0.045 pass",
                        "  rollback 95.0 to 145.0 success",
                        "  verify deploy 95.0 to 95.0 failed (error)",
                        "    check api 95.0 to 95.012 fail (error)",
                        "    check frontend 95.0 to 95.045 pass",
                        "  verify rollback 145.0 to 145.0 passed",
                        "    check api 145.0 to 145.045 pass",
                        "    check frontend 145.0 to 145.045 pass");
    }

    @Test
    @DisplayName("says of a run that failed what it came to, and of one that was cancelled that nothing was started")
    void illEnds() {
        DeployId failed = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.runEnds(failed, Phase.DEPLOY, Duration.ofSeconds(7), RunConclusion.TIMED_OUT);
        assertThat(tree()).contains("ship staging 0.0 to 7.0 failed (error)", "  deploy 0.0 to 7.0 timed_out (error)");
        exporter.reset();
        shop.workflows.goDown();
        DeployId cancelled = shop.ship(Environment.PROD, Strategy.FULL);
        shop.conductor().cancel(cancelled, Deployments.ADA);
        shop.settle();
        assertThat(tree()).contains("ship prod 7.0 to 7.0 cancelled", "  deploy 7.0 to 7.0 not_started (error)");
    }

    @Test
    @DisplayName("names the deployment and its version, and nothing that people wrote")
    void attributes() {
        DeployId id = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.runEnds(id, Phase.DEPLOY, Duration.ofSeconds(7), RunConclusion.SUCCESS);
        shop.rollBack(id, Duration.ofSeconds(5));
        shop.runEnds(id, Phase.ROLL_BACK, Duration.ofSeconds(5), RunConclusion.SUCCESS);
        SpanData root = spans().stream()
                .filter(span -> !span.getParentSpanContext().isValid())
                .findFirst()
                .orElseThrow();
        Map<String, Object> attributes = new TreeMap<>();
        root.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        assertThat(attributes)
                .hasToString("{deployment.id=" + id
                        + ", environment=staging, outcome=rolled_back, strategy=full, version=v2}");
        assertThat(spans().toString()).doesNotContain("Ada", "Grace", "#releases");
    }
}

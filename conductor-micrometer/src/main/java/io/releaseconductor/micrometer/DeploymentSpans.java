package io.releaseconductor.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Makes spans of the observations of {@link ConductorObservations}, with the times that are on record. Needs {@code micrometer-tracing}.
 * Register it before Micrometer's own handlers of traces, and so that only the first one that wants an observation gets it. Thread-safe.
 */
public final class DeploymentSpans implements TracingObservationHandler<DeploymentContext> {

    private final Tracer tracer;

    /**
     * A handler.
     *
     * @param tracer what makes spans, such as the bridge to OpenTelemetry
     */
    public DeploymentSpans(Tracer tracer) {
        this.tracer = Objects.requireNonNull(tracer, "tracer");
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof DeploymentContext;
    }

    @Override
    public void onStart(DeploymentContext context) {
        Span.Builder builder = tracer.spanBuilder()
                .name(getSpanName(context))
                .startTimestamp(micros(context.startedAt()), TimeUnit.MICROSECONDS);
        // whatever span is current where a deployment is told is none that it belongs to
        ObservationView parent = context.getParentObservation();
        Span above =
                parent != null && parent.getContextView() instanceof DeploymentContext ? getParentSpan(context) : null;
        builder = above == null ? builder.setNoParent() : builder.setParent(above.context());
        getTracingContext(context).setSpan(builder.start());
    }

    @Override
    public void onStop(DeploymentContext context) {
        Span span = getRequiredSpan(context);
        tagSpan(context, span);
        span.end(micros(context.endedAt()), TimeUnit.MICROSECONDS);
    }

    /** Nothing of it happens where it is told. */
    @Override
    public void onScopeOpened(DeploymentContext context) {}

    @Override
    public Tracer getTracer() {
        return tracer;
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }
}

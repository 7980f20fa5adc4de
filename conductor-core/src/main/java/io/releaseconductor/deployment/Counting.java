package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the metrics of a wave that bakes are counted. Looks lie on a grid of recorded times, the same for all metrics; one that does not
 * begin where the last one ended is refused, so that nothing is counted twice or left out.
 *
 * @param upTo up to when it is counted; before the first look, the end of the warm-up
 * @param looks how many looks of this wave were due, those included of which nothing is known
 * @param metrics what they came to; empty until it was asked how things were before
 * @param retryAt when the source is asked again that could not answer yet, or null
 * @param waitingFor why it could not, for people; or null
 * @param toldAt when the card was last brought up to date with the counts, or null
 * @param log what the looks rest on; null until they begin, and where an older version counted that kept none
 */
public record Counting(
        Instant upTo,
        int looks,
        List<MetricEvidence> metrics,
        @Nullable Instant retryAt,
        @Nullable String waitingFor,
        @Nullable Instant toldAt,
        @Nullable LookLog log) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the looks are negative
     */
    public Counting {
        Objects.requireNonNull(upTo, "upTo");
        metrics = List.copyOf(metrics);
        if (looks < 0) {
            throw new IllegalArgumentException("counting: looks is " + looks + "; allowed: 0 or more");
        }
    }

    /** {@return whether it was asked how things were before, so that looks may be counted} */
    public boolean hasBegun() {
        return !metrics.isEmpty();
    }

    /** Before it was asked how things were before. */
    static Counting from(Instant from) {
        return new Counting(from, 0, List.of(), null, null, null, null);
    }

    /** {@return whether something was counted of what was deployed} */
    boolean hasCounted() {
        return metrics.stream().anyMatch(metric -> !metric.evidence().canary().isEmpty());
    }

    /** With the evidence at its beginning. */
    Counting begun(List<MetricEvidence> beginning, LookLog newLog) {
        return new Counting(upTo, 0, beginning, null, null, null, newLog);
    }

    /** With what is known up to a later time. */
    Counting counted(Instant newUpTo, int newLooks, List<MetricEvidence> newMetrics, @Nullable LookLog newLog) {
        return new Counting(newUpTo, newLooks, newMetrics, null, null, toldAt, newLog);
    }

    Counting waiting(Instant newRetryAt, String reason) {
        return new Counting(upTo, looks, metrics, newRetryAt, reason, toldAt, log);
    }

    Counting told(Instant at) {
        return new Counting(upTo, looks, metrics, retryAt, waitingFor, at, log);
    }
}

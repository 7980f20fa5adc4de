package io.releaseconductor.prometheus;

import io.releaseconductor.spi.MetricSource.Question;
import java.time.Duration;
import java.time.Instant;

/**
 * Which samples are looked at: those of the spans that are asked about, those before them that they are compared with, and those after
 * them, which show that no more will come.
 *
 * @param question the spans
 * @param lookback for how long a sample before another one is looked for: whatever comes later than that begins anew
 * @param until the time of the last sample that is looked at
 */
record Window(Question question, Duration lookback, Instant until) {

    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** {@return how far back to ask; a little more than is looked at, since Prometheus 3 leaves out the beginning that 2 counts in} */
    Duration range() {
        return Duration.between(question.from(), until).plus(lookback).plus(MARGIN);
    }

    boolean holds(long time) {
        return !Instant.ofEpochMilli(time).isBefore(question.from().minus(lookback));
    }

    /** {@return the span that a sample belongs to, from 0; below 0 or at least as many as there are if to none} */
    int span(long time) {
        long after =
                Duration.between(question.from(), Instant.ofEpochMilli(time)).toNanos();
        long every = question.every().toNanos();
        return (int) Math.max(-1, Math.min(question.spans(), -Math.floorDiv(-after, every) - 1));
    }

    boolean isAfter(long time) {
        return !Instant.ofEpochMilli(time).isBefore(question.to());
    }

    long lookbackMillis() {
        return lookback.toMillis();
    }
}

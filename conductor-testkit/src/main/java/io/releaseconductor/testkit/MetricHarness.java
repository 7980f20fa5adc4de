package io.releaseconductor.testkit;

import io.releaseconductor.spi.MetricSource;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place where a metric is kept, under a test's control, and the source that asks there. It has an instance on each side that is there
 * from the beginning on, of one process each until {@link #restart}.
 */
public interface MetricHarness extends AutoCloseable {

    /** Which side something happens on. */
    enum Side {
        /** The canary's. */
        CANARY,
        /** The stable one. */
        STABLE
    }

    /** What a harness may be unable to bring about. */
    enum Area {
        /** A process that begins anew, and its counters with it. */
        RESTARTS,
        /** A place that knows what happened only later. */
        LAGS,
        /** A place that cannot be reached. */
        OUTAGES
    }

    /** {@return the source under test} */
    MetricSource source();

    /** {@return the name of the metric} */
    String metric();

    /**
     * Lets events happen on one side, of the process that runs there.
     *
     * @param side which side
     * @param bad how many bad ones
     * @param good how many good ones
     */
    void happen(Side side, long bad, long good);

    /**
     * Counts what has happened so far, on both sides. Time never goes back.
     *
     * @param at when; the source has to take the events since the last time for events of the span that this is in
     */
    void observe(Instant at);

    /**
     * Lets the process on one side begin anew: what has happened and was not observed is lost.
     *
     * @param side which side
     * @param at when
     */
    void restart(Side side, Instant at);

    /**
     * Keeps back what is observed after a time.
     *
     * @param time the last time that can be asked about; null for all
     */
    void lagBehind(@Nullable Instant time);

    /** Makes the place unreachable. */
    void goDown();

    /** Makes the place reachable again. */
    void comeUp();

    /** {@return the tokens and the like that the source uses, which must appear in no reason} */
    default Set<String> secrets() {
        return Set.of();
    }

    /** {@return what this harness cannot bring about} */
    default HarnessLimits limits() {
        return HarnessLimits.none();
    }

    @Override
    default void close() throws IOException {}
}

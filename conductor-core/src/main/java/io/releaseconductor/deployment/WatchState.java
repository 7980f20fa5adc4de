package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.RuleResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the watch over a promoted deployment is. Its looks lie on a grid of recorded times, and each is counted exactly once: what was
 * missed between two is a gap.
 *
 * @param startedAt when it began
 * @param upTo the time on the grid up to which it goes
 * @param looks how many looks were counted
 * @param gaps how many were missed, or had no data at all
 * @param result what the checks found when they last came out otherwise than before, or null before the first look
 * @param fired the triggers that fired and that nobody had accepted, each once, as they were then
 * @param end that it is over, or null while it goes on
 */
public record WatchState(
        Instant startedAt,
        Instant upTo,
        int looks,
        int gaps,
        @Nullable Verification result,
        List<RuleResult> fired,
        @Nullable WatchEnd end) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if a number is negative, or the time on the grid is before the beginning
     */
    public WatchState {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(upTo, "upTo");
        fired = List.copyOf(fired);
        if (looks < 0 || gaps < 0) {
            throw new IllegalArgumentException("watch: " + looks + " looks, " + gaps + " gaps; allowed: 0 or more");
        }
        if (upTo.isBefore(startedAt)) {
            throw new IllegalArgumentException("watch: up to " + upTo + ", but it began at " + startedAt);
        }
    }

    /** Before the first look. */
    static WatchState begin(Instant at) {
        return new WatchState(at, at, 0, 0, null, List.of(), null);
    }

    /**
     * When the next look is due.
     *
     * @param watch how it is looked at
     * @return the next time on the grid, at the latest the end
     */
    public Instant due(Watch watch) {
        Instant next = upTo.plus(watch.every());
        Instant until = watch.until(startedAt);
        return next.isAfter(until) ? until : next;
    }

    /** {@return whether so much was missed that what was seen says little: more than a fifth of all looks} */
    public boolean hasWideGaps() {
        return gaps * 5L > expected();
    }

    /** {@return how many looks were due so far} */
    public int expected() {
        return looks + gaps;
    }

    /** {@return whether a trigger of this name was told} */
    boolean hasFired(RuleResult trigger) {
        return fired.stream().anyMatch(told -> told.rule().equals(trigger.rule()));
    }

    /** With one more look that was begun at a time, with data or without. */
    WatchState looked(Watch watch, Instant begunAt, boolean hasData) {
        WatchState next = advanced(watch, begunAt);
        return hasData ? new WatchState(startedAt, next.upTo, looks + 1, next.gaps - 1, result, fired, end) : next;
    }

    /** Where no look came about by a time: all that were due by then are missing. */
    WatchState advanced(Watch watch, Instant at) {
        Instant until = watch.until(startedAt);
        Instant seen = at.isAfter(until) ? until : at;
        long steps = Math.max(1, Duration.between(upTo, seen).dividedBy(watch.every()));
        Instant grid = upTo.plus(watch.every().multipliedBy(steps));
        boolean last = !at.isBefore(until) || grid.isAfter(until);
        // the last look is due at the end, which need not lie on the grid
        long due = last && grid.isBefore(until) ? steps + 1 : steps;
        int missed = (int) Math.min(Integer.MAX_VALUE / 4, due);
        return new WatchState(startedAt, last ? until : grid, looks, gaps + missed, result, fired, end);
    }

    WatchState with(Verification shown, List<RuleResult> newlyFired) {
        List<RuleResult> all = new ArrayList<>(fired);
        all.addAll(newlyFired);
        return new WatchState(startedAt, upTo, looks, gaps, shown, all, end);
    }

    WatchState ended(WatchEnd why) {
        return new WatchState(startedAt, upTo, looks, gaps, result, fired, why);
    }
}

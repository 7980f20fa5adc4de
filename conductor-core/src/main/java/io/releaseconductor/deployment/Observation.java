package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All rounds of a wave so far. Rounds lie on a grid of recorded times, and each is counted exactly once: one that does not follow the
 * last is refused, and what was missed between two is a gap.
 *
 * @param upTo the time on the grid up to which it goes; before the first round, one step before it
 * @param rounds how many rounds were counted
 * @param gaps how many were missed, or had no data at all
 * @param met in how many rounds running, up to the last, the checks met all criteria for promotion
 * @param silentSince when the first of the last rounds began in which nothing answered; null if something did in the last one
 * @param checks what the rounds came to of each check
 * @param counting how far its metrics are counted; null where none are
 */
public record Observation(
        Instant upTo,
        int rounds,
        int gaps,
        int met,
        @Nullable Instant silentSince,
        List<CheckEvidence> checks,
        @Nullable Counting counting) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public Observation {
        Objects.requireNonNull(upTo, "upTo");
        checks = List.copyOf(checks);
        if (rounds < 0 || gaps < 0 || met < 0) {
            throw new IllegalArgumentException(
                    "observation: " + rounds + " rounds, " + gaps + " gaps, " + met + " met; allowed: 0 or more");
        }
    }

    /** Before the first round. */
    static Observation begin(Bake.Rounds bake, Instant startedAt, @Nullable Counting counting) {
        return new Observation(bake.firstRound(startedAt).minus(bake.every()), 0, 0, 0, null, List.of(), counting);
    }

    /**
     * When the next round is due.
     *
     * @param bake how the wave is looked at
     * @return the next time on the grid
     */
    public Instant due(Bake.Rounds bake) {
        return upTo.plus(bake.every());
    }

    /** {@return whether so much was missed that what was seen says little: more than a fifth of all rounds} */
    public boolean hasWideGaps() {
        return gaps * 5 > rounds + gaps;
    }

    /** With one more round. */
    Observation and(Bake.Rounds bake, CheckRounds judged, Verification round, boolean allMet) {
        long steps = Math.max(1, Duration.between(upTo, round.startedAt()).dividedBy(bake.every()));
        int missed = (int) Math.min(Integer.MAX_VALUE / 4, steps - 1);
        Instant next = upTo.plus(bake.every().multipliedBy(steps));
        return new Observation(
                next,
                rounds + 1,
                gaps + missed + (round.hasData() ? 0 : 1),
                allMet ? met + 1 : 0,
                CheckRounds.silentSince(silentSince, round),
                judged.counted(checks, round, upTo, next),
                counting);
    }

    Observation with(@Nullable Counting newCounting) {
        return new Observation(upTo, rounds, gaps, met, silentSince, checks, newCounting);
    }
}

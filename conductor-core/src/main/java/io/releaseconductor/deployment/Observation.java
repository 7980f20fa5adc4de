package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All rounds of a wave so far. Rounds lie on a grid of recorded times, and each is counted exactly once: one that does not follow the
 * last is refused, and what was missed between two is a gap.
 *
 * @param upTo the time on the grid up to which it goes; before the first round, one step before it
 * @param rounds how many rounds were counted
 * @param gaps how many were missed, or had no data at all
 * @param met in how many rounds running, up to the last, all criteria for promotion were met
 * @param failing the checks that failed in the last round that had data of them, in their order
 */
public record Observation(Instant upTo, int rounds, int gaps, int met, List<Streak> failing) {

    /**
     * A check that fails.
     *
     * @param check its id
     * @param rounds how many rounds running, from 1; one without data is skipped
     */
    public record Streak(String check, int rounds) {
        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the rounds are below 1
         */
        public Streak {
            Objects.requireNonNull(check, "check");
            if (rounds < 1) {
                throw new IllegalArgumentException(
                        "streak of " + check + ": rounds is " + rounds + "; allowed: 1 or more");
            }
        }
    }

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public Observation {
        Objects.requireNonNull(upTo, "upTo");
        failing = List.copyOf(failing);
        if (rounds < 0 || gaps < 0 || met < 0) {
            throw new IllegalArgumentException(
                    "observation: " + rounds + " rounds, " + gaps + " gaps, " + met + " met; allowed: 0 or more");
        }
    }

    /** Before the first round. */
    static Observation begin(Bake.Rounds bake, Instant startedAt) {
        return new Observation(bake.firstRound(startedAt).minus(bake.every()), 0, 0, 0, List.of());
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

    /** With one more round, which began at a time. */
    Observation and(Bake.Rounds bake, Verification round, boolean allMet, Instant begun) {
        long steps = Math.max(1, Duration.between(upTo, begun).dividedBy(bake.every()));
        int missed = (int) Math.min(Integer.MAX_VALUE / 4, steps - 1);
        return new Observation(
                upTo.plus(bake.every().multipliedBy(steps)),
                rounds + 1,
                gaps + missed + (round.hasData() ? 0 : 1),
                allMet ? met + 1 : 0,
                failing(round));
    }

    private List<Streak> failing(Verification round) {
        List<Streak> now = new ArrayList<>();
        for (CompletedCheck check : round.results()) {
            int before = streak(check.id());
            if (check.status() == CheckStatus.FAIL) {
                now.add(new Streak(check.id(), before + 1));
            } else if (check.status() == CheckStatus.NO_DATA && before > 0) {
                now.add(new Streak(check.id(), before));
            }
        }
        return now;
    }

    private int streak(String check) {
        return failing.stream()
                .filter(streak -> streak.check().equals(check))
                .mapToInt(Streak::rounds)
                .findFirst()
                .orElse(0);
    }

    /** The results of the last round, in which a check counts as failed only if it failed so often running. */
    Verification judged(Verification round) {
        return new Verification(
                round.startedAt(),
                round.finishedAt(),
                round.results().stream().map(this::judged).toList());
    }

    private CompletedCheck judged(CompletedCheck check) {
        int streak = streak(check.id());
        CheckResult result = check.result();
        if (!check.isNewFailure() || streak >= Bake.Rounds.AGREEING) {
            return check;
        }
        return new CompletedCheck(
                check.id(),
                check.name(),
                new CheckResult(
                        CheckStatus.WARNING,
                        (result.message().isBlank() ? "failed" : result.message()) + ", looked at again",
                        result.latency(),
                        false,
                        result.findings(),
                        result.error(),
                        result.hint(),
                        result.link(),
                        false,
                        null));
    }
}

package io.releaseconductor.deployment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment went: what figures over many of them rest on. Each part is null where there is nothing to tell, and all of them
 * are in entries that an older version wrote.
 *
 * @param verificationFailed whether a trigger of its policy fired when it was verified, in any wave, up to the decision; null before
 *     its first wave is verified, where no check found anything out, and where there was no policy. What its watch or the verification of
 *     its rollback found does not count
 * @param mayHaveTakenEffect false only if it is certain that nothing of it was deployed
 * @param worked how long dispatch and runs of its waves took, in whole milliseconds, {@link #LONGEST} at most; without waits, bakes and gates,
 *     and without its rollback
 * @param committedAt when the commit was made that it shipped
 * @param promotedAt when it was promoted, also if it was rolled back afterwards
 * @param failedAt when it, or its rollback, failed last
 * @param rollbackAt when it was decided to roll it back, by whoever is the {@linkplain HistoryEntry#decidedBy() last to decide}
 * @param rollbackReason why it was rolled back: the triggers that fired, for a decision of the policy; what a person said, if they said anything
 * @param rolledBackAt when its rollback was verified
 * @param agreement whether people decided it as its policy would have
 */
public record HistoryCourse(
        @Nullable Boolean verificationFailed,
        @Nullable Boolean mayHaveTakenEffect,
        @Nullable Duration worked,
        @Nullable Instant committedAt,
        @Nullable Instant promotedAt,
        @Nullable Instant failedAt,
        @Nullable Instant rollbackAt,
        @Nullable String rollbackReason,
        @Nullable Instant rolledBackAt,
        @Nullable Agreement agreement) {

    /** The longest that dispatch and runs are recorded to have taken. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    /** Nothing of it was recorded. */
    public static final HistoryCourse UNKNOWN =
            new HistoryCourse(null, null, null, null, null, null, null, null, null, null);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if its work took less than nothing, or longer than {@link #LONGEST}
     */
    public HistoryCourse {
        if (worked != null && (worked.isNegative() || worked.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("worked for " + worked + "; allowed: 0 to " + LONGEST);
        }
    }

    static HistoryCourse of(Deployment d) {
        Rollback rollback = d.rollback();
        Failure failure = d.failure();
        ChangeSummary summary = d.change() == null ? null : d.change().summary();
        return new HistoryCourse(
                RecentVerifications.outcome(d),
                d.mayHaveTakenEffect(),
                whole(d.worked()),
                summary == null ? null : summary.committedAt(),
                d.promotedAt(),
                failure == null ? null : failure.at(),
                rollback == null ? null : rollback.decision().at(),
                rollback == null ? null : rollback.reason(),
                d.rolledBackAt(),
                Agreement.of(d));
    }

    /** Clocks of nodes differ. */
    private static @Nullable Duration whole(@Nullable Duration worked) {
        if (worked == null) {
            return null;
        }
        if (worked.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        return worked.isNegative() ? Duration.ZERO : Duration.ofMillis(worked.toMillis());
    }
}

package io.releaseconductor.stats;

import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What figures need to know of a deployment; of one that an older version wrote as much as follows from its status.
 *
 * @param outcome what became of it
 * @param tookEffect whether it may have taken effect, and is settled
 * @param failed whether it took effect, and was rolled back or failed
 * @param promotedAt when it was promoted, or null
 * @param unrestored whether it failed and nothing restored that so far
 * @param restoredIn how long it was from its failure until that was restored; null if it did not fail, is not restored, or nobody knows
 */
record Course(
        Outcome outcome,
        boolean tookEffect,
        boolean failed,
        @Nullable Instant promotedAt,
        boolean unrestored,
        @Nullable Duration restoredIn) {

    static Course of(HistoryEntry entry, @Nullable Instant nextPromotedAt) {
        HistoryCourse course = entry.course();
        Outcome outcome = Outcome.of(entry.status());
        boolean tookEffect = outcome.ranItsCourse() && !Boolean.FALSE.equals(course.mayHaveTakenEffect());
        boolean failed = tookEffect && (outcome == Outcome.ROLLED_BACK || outcome == Outcome.FAILED);
        Instant from = failed ? failedAt(entry, course) : null;
        Instant to = outcome == Outcome.ROLLED_BACK
                ? since(course.rolledBackAt(), entry, DeploymentStatus.ROLLED_BACK)
                : nextPromotedAt;
        return new Course(
                outcome,
                tookEffect,
                failed,
                since(course.promotedAt(), entry, DeploymentStatus.PROMOTED),
                failed && to == null,
                from == null || to == null ? null : Duration.between(from, to));
    }

    private static @Nullable Instant failedAt(HistoryEntry entry, HistoryCourse course) {
        Instant decided = course.rollbackAt();
        Instant failedAt = since(course.failedAt(), entry, DeploymentStatus.FAILED);
        return failedAt == null || (decided != null && decided.isBefore(failedAt)) ? decided : failedAt;
    }

    /** What is not recorded is since when it stands there. */
    private static @Nullable Instant since(@Nullable Instant recorded, HistoryEntry entry, DeploymentStatus status) {
        return recorded == null && entry.status() == status ? entry.statusSince() : recorded;
    }
}

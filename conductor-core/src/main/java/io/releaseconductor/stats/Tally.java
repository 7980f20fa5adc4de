package io.releaseconductor.stats;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the deployments of a period. What it keeps of each is a few numbers. Not thread-safe. */
final class Tally {

    private final @Nullable Environment environment;
    private final Period period;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Spans worked = new Spans();
    private final Spans leadTime = new Spans();
    private final Spans restored = new Spans();
    private final Part successes = new Part();
    private final Part verifications = new Part();
    private final Part rollbacks = new Part();
    private final Part changeFailures = new Part();
    private long promotions;
    private long unrestored;

    Tally(@Nullable Environment environment, Period period) {
        this.environment = environment;
        this.period = period;
    }

    void add(HistoryEntry entry, Course course) {
        if (!period.contains(entry)) {
            return;
        }
        Outcome outcome = course.outcome();
        outcomes.merge(outcome, 1L, Long::sum);
        if (outcome.ranItsCourse()) {
            successes.add(outcome == Outcome.PROMOTED);
        }
        Boolean verificationFailed = entry.course().verificationFailed();
        if (verificationFailed != null) {
            verifications.add(!verificationFailed);
        }
        if (course.tookEffect()) {
            rollbacks.add(outcome == Outcome.ROLLED_BACK);
            changeFailures.add(course.failed());
        }
        if (course.unrestored()) {
            unrestored++;
        }
        if (course.restoredIn() != null) {
            restored.add(course.restoredIn());
        }
        if (course.promotedAt() != null) {
            addPromotion(entry, course.promotedAt());
        }
    }

    private void addPromotion(HistoryEntry entry, Instant promotedAt) {
        promotions++;
        Duration took = entry.course().worked();
        Instant committedAt = entry.course().committedAt();
        if (took != null) {
            worked.add(took);
        }
        if (committedAt != null) {
            leadTime.add(Duration.between(committedAt, promotedAt));
        }
    }

    Figures figures() {
        return new Figures(
                environment,
                period,
                outcomes,
                successes.share(),
                verifications.share(),
                rollbacks.share(),
                promotions,
                worked.typical(),
                leadTime.typical(),
                changeFailures.share(),
                restored.typical(),
                unrestored);
    }

    /** How many of those so far are of a kind. */
    private static final class Part {

        private long part;
        private long of;

        void add(boolean isOfTheKind) {
            part += isOfTheKind ? 1 : 0;
            of++;
        }

        Share share() {
            return new Share(part, of);
        }
    }
}

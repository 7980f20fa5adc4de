package io.releaseconductor.deployment;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A short summary of a deployment, kept longer than the deployment itself.
 *
 * @param id the deployment
 * @param status where it stands, or stood when it was last written
 * @param statusSince since when
 * @param strategy the strategy asked for
 * @param ref the branch or tag, or null for the adapter's default
 * @param version what was deployed, or null if it never became known
 * @param note why it was asked for, or null
 * @param initiatedBy who asked for it
 * @param initiatedAt when
 * @param decidedBy who promoted it or rolled it back, the later of the two; null if nobody did
 * @param checks such as {@code 4/5}, or null if it was not verified
 * @param reason why it failed or was rolled back, that the rollback is not verified where no check found anything out, and why people
 *     held it; or null
 * @param returnedTo the version that was deployed again in its place, or null if none was
 * @param latencies what its checks took when it was looked at last, of those that found nothing broken, in their order; only of what
 *     stands at promoted, else empty
 * @param metrics what its metrics came to, and what that rests on; null if none were counted
 * @param course how it went, as far as that was recorded: what its figures rest on
 */
public record HistoryEntry(
        DeployId id,
        DeploymentStatus status,
        Instant statusSince,
        Strategy strategy,
        @Nullable String ref,
        @Nullable String version,
        @Nullable String note,
        Actor initiatedBy,
        Instant initiatedAt,
        @Nullable Actor decidedBy,
        @Nullable String checks,
        @Nullable String reason,
        @Nullable String returnedTo,
        List<CheckLatency> latencies,
        @Nullable MetricHistory metrics,
        HistoryCourse course) {

    /** Requires what is not optional, and copies. */
    public HistoryEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(statusSince, "statusSince");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(initiatedBy, "initiatedBy");
        Objects.requireNonNull(initiatedAt, "initiatedAt");
        latencies = List.copyOf(latencies);
        Objects.requireNonNull(course, "course");
    }

    /**
     * Summarises a deployment.
     *
     * @param d the deployment
     * @return its summary as it stands
     */
    public static HistoryEntry of(Deployment d) {
        Rollback rollback = d.rollback();
        Decision promotion = d.promotion();
        Failure failure = d.failure();
        VerificationState verification = d.verification();
        Actor decidedBy = rollback != null ? rollback.decision().by() : promotion != null ? promotion.by() : null;
        String checks = verification == null || verification.result() == null
                ? null
                : verification.result().passed() + "/"
                        + verification.result().results().size();
        return new HistoryEntry(
                d.id(),
                d.status(),
                d.statusSince(),
                d.request().strategy(),
                d.request().ref(),
                d.version(),
                d.request().note(),
                d.request().initiatedBy(),
                d.request().initiatedAt(),
                decidedBy,
                checks,
                reason(d, why(failure, rollback)),
                returnedTo(d),
                latencies(d),
                MetricHistory.of(d),
                HistoryCourse.of(d));
    }

    private static @Nullable String reason(Deployment d, @Nullable String why) {
        List<String> parts = new ArrayList<>();
        if (why != null) {
            parts.add(why);
        }
        if (d.rolledBackUnverified()) {
            parts.add(unverified(d));
        }
        d.holdReasons().forEach(reason -> parts.add(held(reason)));
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    /** A failure says why the policy rolled back; what a person gave as their reason is told besides. */
    private static @Nullable String why(@Nullable Failure failure, @Nullable Rollback rollback) {
        String given = rollback == null ? null : rollback.reason();
        if (failure == null) {
            return given;
        }
        return rollback == null || given == null || rollback.decision().by().isPolicy()
                ? failure.reason()
                : failure.reason() + "; rolled back because: " + given;
    }

    private static String held(HoldReason reason) {
        return "held by " + reason.hold().by().name() + " because: " + reason.reason();
    }

    private static String unverified(Deployment d) {
        VerificationState state = d.rollbackVerification();
        boolean checked = state != null
                && state.result() != null
                && !state.result().results().isEmpty();
        return "the rollback is not verified: " + (checked ? "no check had data" : "no checks are configured");
    }

    private static @Nullable String returnedTo(Deployment d) {
        Rollback rollback = d.rollback();
        return rollback != null && rollback.method() == RollbackMethod.REDEPLOY && d.rollbackVerification() != null
                ? rollback.version()
                : null;
    }

    /** What passed, with issues or without: how long a failure took says nothing of how long it usually takes. */
    private static List<CheckLatency> latencies(Deployment d) {
        VerificationState state = d.verification();
        Verification result = state == null ? null : state.result();
        if (result == null || d.status() != DeploymentStatus.PROMOTED) {
            return List.of();
        }
        return result.results().stream()
                .flatMap(check -> latency(check).stream())
                .toList();
    }

    private static Optional<CheckLatency> latency(CompletedCheck check) {
        Duration latency = check.result().latency();
        boolean well = check.status() == CheckStatus.PASS || check.status() == CheckStatus.WARNING;
        return well && latency != null && latency.compareTo(CheckLatency.LONGEST) <= 0 && Check.isValidId(check.id())
                ? Optional.of(new CheckLatency(check.id(), latency))
                : Optional.empty();
    }

    /** {@return where it deployed to} */
    public Environment environment() {
        return id.environment();
    }
}

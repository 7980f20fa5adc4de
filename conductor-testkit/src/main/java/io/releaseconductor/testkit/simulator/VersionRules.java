package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** That the right thing is put in place: what was verified and promoted, or what ran well before. */
final class VersionRules {

    private final Ci ci;
    private final Records records;
    private final Consumer<String> violations;

    VersionRules(Ci ci, Records records, Consumer<String> violations) {
        this.ci = ci;
        this.records = records;
        this.violations = violations;
    }

    /** What is shipped on is what was promoted. */
    void created(Deployment d) {
        DeployId parent = d.request().parent();
        Deployment promoted = parent == null ? null : records.now(parent).orElse(null);
        if (promoted != null && !Objects.equals(promoted.version(), d.version())) {
            violations.accept("rule 1: " + d.id() + " ships on " + d.version() + ", and " + promoted.id() + " promoted "
                    + promoted.version());
        }
        if (promoted != null
                && (promoted.request().strategy() != d.request().strategy()
                        || promoted.request().rollout() != d.request().rollout())) {
            violations.accept("rule 1: " + d.id() + " is shipped on as " + how(d) + ", and " + promoted.id() + " was "
                    + how(promoted));
        }
    }

    /** What a branch pointed at when it was shipped is what is deployed, in every wave and at every try. */
    void sending(DispatchIntent intent) {
        ResolvedRef resolved = records.now(intent.deployment())
                .map(d -> d.request().resolved())
                .orElse(null);
        if (resolved != null
                && intent.phase() != Phase.ROLL_BACK
                && !Objects.equals(resolved.commit(), intent.version())) {
            violations.accept("rule 1: " + intent.correlationKey() + " deploys " + intent.version() + ", and "
                    + resolved.name() + " was at " + resolved.commit() + " when it was shipped");
        }
    }

    private static String how(Deployment d) {
        return d.request().strategy().wireName() + " by "
                + d.request().rollout().name().toLowerCase(Locale.ROOT);
    }

    /** A rollback returns to what was promoted before and still stands, in a way that undoes all that was rolled out. */
    void written(String id, Deployment before, Deployment after) {
        Rollback rollback = after.rollback();
        if (rollback == null) {
            return;
        }
        boolean redeploys = rollback.method() == RollbackMethod.REDEPLOY;
        if (redeploys && isSent(after) && !isSent(before)) {
            returnsToWhatStands(id, after, rollback);
        }
        boolean decided = after.status() == DeploymentStatus.ROLLING_BACK && !rollback.equals(before.rollback());
        if (decided
                && !redeploys
                && after.request().rollout() == Rollout.CANARY
                && ci.hasBegunFullRollout(after.id())) {
            violations.accept(id + "rule 2: only removes the canary, though a full rollout has begun");
        }
    }

    /** What counts is what is sent: until then, another one may still be rolled back. */
    private static boolean isSent(Deployment d) {
        PhaseProgress progress = d.rollbackPhase();
        return progress != null && progress.stage() instanceof Stage.Sending;
    }

    private void returnsToWhatStands(String id, Deployment after, Rollback rollback) {
        String earlier = standingBefore(after, record -> true);
        // where history has forgotten something since, its answer is as good as what was noted when it still knew
        String known = standingBefore(after, record -> !record.forgotten);
        if (!Objects.equals(earlier, rollback.version()) && !Objects.equals(known, rollback.version())) {
            violations.accept(id + "rule 2: rolls back to " + rollback.version() + ", and " + earlier
                    + " was promoted before and stands");
        }
    }

    /**
     * The last version that ran well before, is another one, and was not rolled back since by deploying another one. A rollback that
     * failed may be asked for again after others were shipped: what they were rolled back from no longer stands either. All in the
     * order in which it happened: the older of two may be rolled back after the newer one.
     */
    private @Nullable String standingBefore(Deployment d, Predicate<Records.Entry> counts) {
        List<Optional<String>> ran = new ArrayList<>(List.of(Optional.of(World.BASELINE)));
        List<Records.Entry> others = records.all().stream()
                .filter(record -> record.now().environment().equals(d.environment()))
                .filter(counts)
                .sorted(Comparator.comparingLong(record -> record.standsSince))
                .toList();
        int own = Objects.requireNonNull(records.find(d.id())).number;
        for (Records.Entry record : others) {
            Deployment other = record.now();
            Rollback rollback = other.rollback();
            if (record.number == own) {
                continue;
            }
            if (rollback != null
                    && rollback.method() == RollbackMethod.REDEPLOY
                    && other.rollbackVerification() != null) {
                ran.removeIf(version -> version.equals(Optional.ofNullable(other.version())));
                ran.add(Optional.ofNullable(rollback.version()));
            } else if (record.number < own && other.status() == DeploymentStatus.PROMOTED) {
                ran.add(Optional.ofNullable(other.version()));
            }
        }
        ran.removeIf(version -> version.isPresent() && version.equals(Optional.ofNullable(d.version())));
        return ran.isEmpty() ? null : ran.get(ran.size() - 1).orElse(null);
    }

    /** The record of a promotion names what was shipped on, and nothing else. */
    void end(Deployment d) {
        LinkedShip linked = d.linked();
        DeployId named = linked == null ? null : linked.deployment();
        DeployId shipped = records.all().stream()
                .map(Records.Entry::now)
                .filter(o -> d.id().equals(o.request().parent()))
                .map(Deployment::id)
                .findFirst()
                .orElse(null);
        if (!Objects.equals(named, shipped)) {
            violations.accept(
                    "rule 8: " + d.id() + " says that it was shipped on as " + named + ", and it was as " + shipped);
        }
    }
}

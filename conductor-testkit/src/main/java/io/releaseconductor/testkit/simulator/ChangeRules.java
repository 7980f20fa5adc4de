package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.ChangeLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * That what is being shipped is asked beside all else, a few times at most, that its record says what was answered, and that the policy deploys
 * no earlier version again where risky paths are known to have changed.
 */
final class ChangeRules {

    /** What every version changes, and is risky where paths are. */
    static final String RISKY_PATH = "db/migration/V7__orders.sql";

    /** Where nothing goes wrong. */
    private static final int MOST_ASKED = 2;

    /** Nodes that die, freeze or cannot save what they were answered ask anew, but not for ever. */
    private static final int MOST_ASKED_IN_A_STORM = 15;

    /** A run is looked at more often than this, unless it waits for a reviewer. */
    private static final long LONGEST_BETWEEN_LOOKS = 12_000;

    /** A question under way; about nothing if the world does not know of whom it is. */
    record Asked(@Nullable Deployment about, long at, int looks) {}

    private final Ci ci;
    private final Records records;
    private final Consumer<String> violations;
    private final Map<DeployId, Integer> asked = new HashMap<>();
    private int looks;

    ChangeRules(Ci ci, Records records, Consumer<String> violations) {
        this.ci = ci;
        this.records = records;
        this.violations = violations;
    }

    /** What a change log says of a version. */
    static ChangeSummary summary(ChangeLog.Question question) {
        return summary(question.version(), question.risky());
    }

    private static ChangeSummary summary(String version, RiskyPaths risky) {
        ChangeSummary.Risk risk =
                risky.isNone() ? null : ChangeSummary.Risk.of(risky, List.of(RISKY_PATH, "README.md"), true);
        return new ChangeSummary("Change of " + version, "Ada", null, null, null, List.of(), risk);
    }

    /** The CI service is asked how a run is. */
    void looked() {
        looks++;
    }

    Asked asked(ChangeLog.Question question, Node node, long now, boolean faultless) {
        Deployment about = records.holder(question.environment())
                .filter(d -> question.version().equals(d.version()))
                .orElse(null);
        if (about == null) {
            return new Asked(null, now, looks);
        }
        int times = asked.merge(about.id(), 1, Integer::sum);
        boolean started =
                ci.runs().stream().anyMatch(run -> run.intent.deployment().equals(about.id()));
        require(
                started || node.disturbedUntil() != Long.MIN_VALUE,
                about.id() + ": change: is asked for before a run of it was started");
        require(
                times <= (faultless ? MOST_ASKED : MOST_ASKED_IN_A_STORM),
                about.id() + ": change: was asked for " + times + " times");
        return new Asked(about, now, looks);
    }

    /** Whatever came of it. */
    void answered(Asked question, long now, boolean faultless) {
        Deployment about = question.about();
        if (faultless && about != null && now - question.at() > LONGEST_BETWEEN_LOOKS) {
            boolean watched =
                    isWatched(about) && isWatched(records.now(about.id()).orElse(about));
            require(
                    !watched || looks > question.looks(),
                    about.id() + ": change: nobody looks at the run while nobody answers");
        }
    }

    private static boolean isWatched(Deployment d) {
        return d.status() == DeploymentStatus.DEPLOYING
                && d.deployPhase()
                        .run()
                        .filter(run -> run.status() != RunStatus.WAITING)
                        .isPresent();
    }

    void written(String id, Deployment before, Deployment after) {
        if (saysThatALookFailed(before, after)) {
            looks++;
        }
        ChangeLookup known = before.change();
        ChangeLookup now = after.change();
        require(
                known == null || known.isPending() || known.equals(now),
                id + "change: " + known + " was known, and now it is " + now);
        ChangeSummary summary = now == null ? null : now.summary();
        String version = after.version();
        require(
                summary == null
                        || version == null
                        || summary.equals(summary(version, after.request().riskyPaths())),
                id + "change: says " + summary + " of " + version);
        require(
                !isDeployedAgainByPolicy(before, after) || !before.touchesRiskyPaths(),
                id
                        + "change: is rolled back by policy to an earlier version, and risky paths are known to have changed");
    }

    /** Whoever finds no thread for a look cannot ask the CI service, says so in the record, and tries again. */
    private static boolean saysThatALookFailed(Deployment before, Deployment after) {
        return before.deployPhase().stage() instanceof Stage.Running earlier
                && after.deployPhase().stage() instanceof Stage.Running later
                && later.problem() != null
                && later.seenAt().isAfter(earlier.seenAt());
    }

    private static boolean isDeployedAgainByPolicy(Deployment before, Deployment after) {
        Rollback rollback = after.rollback();
        return rollback != null
                && before.status() != DeploymentStatus.ROLLING_BACK
                && after.status() == DeploymentStatus.ROLLING_BACK
                && !rollback.equals(before.rollback())
                && rollback.decision().by().isPolicy()
                && rollback.method() == RollbackMethod.REDEPLOY;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }
}

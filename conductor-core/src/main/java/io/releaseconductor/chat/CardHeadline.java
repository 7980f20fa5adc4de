package io.releaseconductor.chat;

import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first line of a card: where, how it stands, and what is wanted of whom. A hand points at what is wanted of a person. */
final class CardHeadline {

    private static final String PRODUCTION = "🌍 ";

    private static final String WANTED = "👉 ";

    private CardHeadline() {}

    static String of(Deployment d) {
        return Stream.of(where(d), standing(d), wanted(d))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    /** Production is told by a sign and by capitals. */
    static String where(Deployment d) {
        String title = d.environment().title();
        return d.request().profile().production() ? PRODUCTION + title.toUpperCase(Locale.ROOT) : title;
    }

    private static String standing(Deployment d) {
        return switch (d.status()) {
            case INITIATED, DEPLOYING -> deploying(d);
            case VERIFYING ->
                reach(d) + (d.currentWave().bake() instanceof Bake.Rounds ? "baking" : "checks are running");
            case VERIFIED ->
                reach(d) + CardVerdict.words(d.verification(), d.request().usual());
            case PROMOTING -> "promoting" + version(d) + " to " + CardWaves.reached(d);
            case PROMOTED -> "promoted" + version(d);
            case ROLLING_BACK -> "rolling back" + returning(d);
            case ROLLED_BACK -> "rolled back" + returning(d) + (d.rolledBackUnverified() ? ", not verified" : "");
            case FAILED -> failed(d);
            case CANCELLED -> "cancelled";
            case EXPIRED -> "nobody decided in time";
            case NEEDS_ATTENTION -> unknown(d.attention());
        };
    }

    private static @Nullable String wanted(Deployment d) {
        return switch (d.status()) {
            case INITIATED, DEPLOYING -> beforeItDeployed(d);
            case VERIFIED -> decision(d);
            case PROMOTED -> CardWatch.isAlarmed(d) ? WANTED + "look at what fired while it was watched" : linked(d);
            case ROLLED_BACK -> d.rolledBackUnverified() ? WANTED + "look whether all is well" : null;
            case FAILED -> afterFailure(d);
            case CANCELLED -> "nothing changed there";
            case EXPIRED -> WANTED + (Buttons.offers(Question.ROLLBACK, d) ? "roll back, or ship again" : "ship again");
            case NEEDS_ATTENTION -> WANTED + "say what happened";
            case VERIFYING -> baking(d);
            case PROMOTING, ROLLING_BACK -> null;
        };
    }

    private static @Nullable String beforeItDeployed(Deployment d) {
        AdmissionState admission = d.awaitedAdmission();
        if (admission != null && admission.refuses()) {
            return WANTED + "mend what it found, or override it";
        }
        return isHeldBack(d) ? WANTED + "look at the run, which is held back" : null;
    }

    private static String deploying(Deployment d) {
        if (d.rollbackWish() != null) {
            return "rolling back once the run is over";
        }
        if (d.cancelWish() != null) {
            return "cancelling";
        }
        if (d.isRestrained() && d.isWaitingToBegin()) {
            return "waiting to deploy" + version(d);
        }
        AdmissionState admission = d.awaitedAdmission();
        if (admission != null) {
            return CardAdmission.brief(admission);
        }
        return d.pendingBaseline() == null ? "deploying" + version(d) : "looking at what is there now";
    }

    private static boolean isHeldBack(Deployment d) {
        return d.cancelWish() == null
                && d.rollbackWish() == null
                && d.deployPhase().stage() instanceof Stage.Running running
                && running.cancelling() == null
                && running.run().status() == RunStatus.WAITING;
    }

    private static @Nullable String decision(Deployment d) {
        VerificationState state = d.verification();
        Verdict verdict = state == null ? null : state.verdict();
        Recommendation recommendation = verdict == null ? Recommendation.ASK : verdict.recommendation();
        if (recommendation == Recommendation.PROMOTE && d.promotableByPolicy()) {
            return "the policy promotes it";
        }
        if (recommendation == Recommendation.ROLL_BACK && !d.isHeld() && CardStatus.mayRollBackByItself(d)) {
            return "the policy rolls it back";
        }
        String held = d.isHeld() ? "held by " + CardHold.names(d) + " · " : "";
        Instant until = d.decideBy();
        String decide = d.approvals() == null ? "decide" : "approve";
        return held + WANTED + (until == null ? decide : decide + " by " + Times.format(until));
    }

    private static @Nullable String linked(Deployment d) {
        LinkedShip linked = d.linked();
        if (linked == null) {
            return null;
        }
        String environment = linked.environment().title();
        return switch (linked.state()) {
            case WANTED ->
                environment + " follows" + (d.soaking() == null ? "" : " at " + Times.format(linked.notBefore()));
            case SHIPPED -> environment + " is shipped as " + linked.deployment();
            case BLOCKED -> WANTED + environment + " was not shipped";
        };
    }

    private static @Nullable String baking(Deployment d) {
        VerificationState state = d.verification();
        return state != null && d.currentWave().bake() instanceof Bake.Rounds bake
                ? "until " + Times.format(bake.endOfLeast(state.startedAt())) + " at least"
                : null;
    }

    private static String failed(Deployment d) {
        Failure failure = d.failure();
        String what = failure == null ? "failed" : CardRun.failure(failure, CardRun.run(d, failure.phase()));
        return what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1);
    }

    private static String afterFailure(Deployment d) {
        Failure failure = d.failure();
        if (failure != null && failure.phase() == Phase.ROLL_BACK) {
            return WANTED + "look at " + d.environment().title() + " now";
        }
        if (!d.mayHaveTakenEffect()) {
            return "nothing changed there";
        }
        return WANTED
                + (Buttons.offers(Question.ROLLBACK, d)
                        ? "roll back, or ship again"
                        : "look at " + d.environment().title());
    }

    private static String unknown(@Nullable Attention attention) {
        return attention == null
                ? "needs attention"
                : "nobody knows what became of the " + CardRun.workflow(attention.phase());
    }

    private static String reach(Deployment d) {
        RolloutPlan plan = d.request().plan();
        return plan.isDefault() ? "" : d.currentWave().reach().words() + ": ";
    }

    private static String version(Deployment d) {
        return d.version() == null ? "" : " " + CardVersion.brief(d.version());
    }

    private static String returning(Deployment d) {
        Rollback rollback = d.rollback();
        return rollback == null || rollback.version() == null ? "" : " to " + CardVersion.brief(rollback.version());
    }
}

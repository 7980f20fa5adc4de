package io.releaseconductor.json;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.deployment.Agreement;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Comparison;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.WatchEnd;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of an enum on the wire. Where the core has no wire names of its own they are listed here, so that a constant
 * that is renamed keeps its word, and one that is added without a word does not compile.
 */
final class WireNames<E extends Enum<E>> {

    static final WireNames<DeploymentStatus> STATUS =
            new WireNames<>(DeploymentStatus.values(), DeploymentStatus::wireName);

    static final WireNames<Strategy> STRATEGY = new WireNames<>(Strategy.values(), Strategy::wireName);

    static final WireNames<Rollout> ROLLOUT = new WireNames<>(Rollout.values(), Rollout::wireName);

    static final WireNames<Phase> PHASE = new WireNames<>(Phase.values(), Phase::wireName);

    static final WireNames<RollbackMethod> METHOD = new WireNames<>(RollbackMethod.values(), RollbackMethod::wireName);

    static final WireNames<AlertKind> ALERT_KIND = new WireNames<>(AlertKind.values(), AlertKind::wireName);

    static final WireNames<CheckStatus> CHECK_STATUS = new WireNames<>(CheckStatus.values(), CheckStatus::wireName);

    static final WireNames<RunStatus> RUN_STATUS = new WireNames<>(RunStatus.values(), status -> switch (status) {
        case QUEUED -> "queued";
        case WAITING -> "waiting";
        case IN_PROGRESS -> "in_progress";
        case COMPLETED -> "completed";
        case UNKNOWN -> "unknown";
    });

    static final WireNames<RunConclusion> RUN_CONCLUSION =
            new WireNames<>(RunConclusion.values(), conclusion -> switch (conclusion) {
                case SUCCESS -> "success";
                case FAILURE -> "failure";
                case CANCELLED -> "cancelled";
                case TIMED_OUT -> "timed_out";
                case REJECTED -> "rejected";
                case SKIPPED -> "skipped";
                case REFUSED -> "refused";
                case UNKNOWN -> "unknown";
            });

    static final WireNames<Failure.Kind> FAILURE_KIND = new WireNames<>(Failure.Kind.values(), kind -> switch (kind) {
        case NOT_STARTED -> "not_started";
        case RUN -> "run";
        case CANCELLED -> "cancelled";
        case NOT_VERIFIED -> "not_verified";
        case GIVEN_UP -> "given_up";
    });

    static final WireNames<LinkedShip.State> LINKED_STATE =
            new WireNames<>(LinkedShip.State.values(), state -> switch (state) {
                case WANTED -> "wanted";
                case SHIPPED -> "shipped";
                case BLOCKED -> "blocked";
            });

    static final WireNames<LockNews> LOCK_NOTICE = new WireNames<>(LockNews.values(), kind -> switch (kind) {
        case LOCKED -> "locked";
        case ENDS_SOON -> "ends_soon";
        case ENDED -> "ended";
    });

    static final WireNames<WatchEnd.Reason> WATCH_END =
            new WireNames<>(WatchEnd.Reason.values(), reason -> switch (reason) {
                case DONE -> "done";
                case INTERRUPTED -> "interrupted";
                case NEWER -> "newer";
            });

    static final WireNames<Agreement.Kind> AGREEMENT =
            new WireNames<>(Agreement.Kind.values(), Agreement.Kind::wireName);

    static final WireNames<Recommendation> RECOMMENDATION =
            new WireNames<>(Recommendation.values(), recommendation -> switch (recommendation) {
                case PROMOTE -> "promote";
                case ROLL_BACK -> "rollback";
                case ASK -> "ask";
            });

    static final WireNames<RuleResult.Outcome> RULE_OUTCOME =
            new WireNames<>(RuleResult.Outcome.values(), outcome -> switch (outcome) {
                case MET -> "met";
                case NOT_MET -> "not_met";
                case FIRED -> "fired";
                case QUIET -> "quiet";
                case OFF -> "off";
            });

    static final WireNames<Outcome> OUTCOME = new WireNames<>(Outcome.values(), outcome -> switch (outcome) {
        case FAIL -> "fail";
        case PASS -> "pass";
        case UNDECIDED -> "undecided";
    });

    static final WireNames<Comparison> COMPARED = new WireNames<>(Comparison.values(), against -> switch (against) {
        case STABLE -> "stable";
        case LIMIT -> "limit";
        case BEFORE -> "before";
    });

    private final List<E> constants;
    private final Function<E, String> words;

    private WireNames(E[] constants, Function<E, String> words) {
        this.constants = List.of(constants);
        this.words = words;
    }

    String of(E constant) {
        return words.apply(constant);
    }

    @Nullable
    E parse(String word) {
        for (E constant : constants) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        return null;
    }

    /** {@return all words, for messages} */
    String allowed() {
        return constants.stream().map(this::of).collect(Collectors.joining(", "));
    }
}

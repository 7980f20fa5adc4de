package io.releaseconductor.json;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
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
final class Words<E extends Enum<E>> {

    static final Words<DeploymentStatus> STATUS = new Words<>(DeploymentStatus.values(), DeploymentStatus::wireName);

    static final Words<Strategy> STRATEGY = new Words<>(Strategy.values(), Strategy::wireName);

    static final Words<Rollout> ROLLOUT = new Words<>(Rollout.values(), Rollout::wireName);

    static final Words<Phase> PHASE = new Words<>(Phase.values(), Phase::wireName);

    static final Words<RollbackMethod> METHOD = new Words<>(RollbackMethod.values(), RollbackMethod::wireName);

    static final Words<AlertKind> ALERT_KIND = new Words<>(AlertKind.values(), AlertKind::wireName);

    static final Words<CheckStatus> CHECK_STATUS = new Words<>(CheckStatus.values(), CheckStatus::wireName);

    static final Words<RunStatus> RUN_STATUS = new Words<>(RunStatus.values(), status -> switch (status) {
        case QUEUED -> "queued";
        case WAITING -> "waiting";
        case IN_PROGRESS -> "in_progress";
        case COMPLETED -> "completed";
        case UNKNOWN -> "unknown";
    });

    static final Words<RunConclusion> RUN_CONCLUSION =
            new Words<>(RunConclusion.values(), conclusion -> switch (conclusion) {
                case SUCCESS -> "success";
                case FAILURE -> "failure";
                case CANCELLED -> "cancelled";
                case TIMED_OUT -> "timed_out";
                case UNKNOWN -> "unknown";
            });

    static final Words<Failure.Kind> FAILURE_KIND = new Words<>(Failure.Kind.values(), kind -> switch (kind) {
        case NOT_STARTED -> "not_started";
        case RUN -> "run";
        case CANCELLED -> "cancelled";
        case NOT_VERIFIED -> "not_verified";
        case GIVEN_UP -> "given_up";
    });

    static final Words<LinkedShip.State> LINKED_STATE = new Words<>(LinkedShip.State.values(), state -> switch (state) {
        case WANTED -> "wanted";
        case SHIPPED -> "shipped";
        case BLOCKED -> "blocked";
    });

    static final Words<Recommendation> RECOMMENDATION =
            new Words<>(Recommendation.values(), recommendation -> switch (recommendation) {
                case PROMOTE -> "promote";
                case ROLL_BACK -> "rollback";
                case ASK -> "ask";
            });

    static final Words<RuleResult.Outcome> RULE_OUTCOME =
            new Words<>(RuleResult.Outcome.values(), outcome -> switch (outcome) {
                case MET -> "met";
                case NOT_MET -> "not_met";
                case FIRED -> "fired";
                case QUIET -> "quiet";
                case OFF -> "off";
            });

    private final List<E> constants;
    private final Function<E, String> words;

    private Words(E[] constants, Function<E, String> words) {
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

package io.releaseconductor.github;

import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a workflow is told: of all that is known, no more than it declares. */
final class Inputs {

    private final int canaryPercentage;

    Inputs(int canaryPercentage) {
        this.canaryPercentage = canaryPercentage;
    }

    Map<String, String> of(DispatchIntent intent, WorkflowFile workflow) {
        Map<String, String> inputs = new LinkedHashMap<>();
        workflow.inputs().forEach((input, name) -> {
            String value = value(intent, input);
            if (value != null) {
                inputs.put(name, value);
            }
        });
        inputs.putAll(workflow.fixedInputs());
        return inputs;
    }

    private @Nullable String value(DispatchIntent intent, WorkflowInput input) {
        return switch (input) {
            case ENVIRONMENT -> intent.environment().name();
            case STRATEGY -> strategy(intent).wireName();
            case CORRELATION_KEY -> intent.correlationKey();
            case VALID_UNTIL -> Long.toString(intent.validUntil().getEpochSecond());
            case DEPLOY_ID -> intent.deployment().value();
            case VERSION -> intent.version();
            case PERCENTAGE -> Integer.toString(percentage(intent));
            case ACTION -> action(intent);
            case ROLLOUT -> intent.rollout().wireName();
            case INITIATED_BY -> intent.initiatedBy();
        };
    }

    /** Promoting a canary is the full rollout, by the same workflow. */
    private static Strategy strategy(DispatchIntent intent) {
        return intent.phase() == Phase.PROMOTE ? Strategy.FULL : intent.strategy();
    }

    private static String action(DispatchIntent intent) {
        return intent.phase() == Phase.ROLL_BACK
                ? Objects.requireNonNull(intent.method(), "method").wireName()
                : intent.phase().wireName();
    }

    private int percentage(DispatchIntent intent) {
        if (intent.phase() == Phase.DEPLOY && intent.rollout() == Rollout.CANARY) {
            return canaryPercentage;
        }
        return intent.method() == RollbackMethod.REMOVE_CANARY ? 0 : 100;
    }
}

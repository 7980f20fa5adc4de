package io.releaseconductor.github;

import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a workflow is told: of all that is known, no more than it declares. */
final class Inputs {

    private Inputs() {}

    static Map<String, String> of(DispatchIntent intent, WorkflowFile workflow) {
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

    private static @Nullable String value(DispatchIntent intent, WorkflowInput input) {
        return switch (input) {
            case ENVIRONMENT -> intent.environment().name();
            case STRATEGY ->
                strategy(intent.phase(), intent.lastWave(), intent.strategy()).wireName();
            case CORRELATION_KEY -> intent.correlationKey();
            case VALID_UNTIL -> Long.toString(intent.validUntil().getEpochSecond());
            case DEPLOY_ID -> intent.deployment().value();
            case VERSION -> intent.version();
            case PERCENTAGE -> percentage(intent);
            case TARGET -> target(intent.reach());
            case ACTION -> action(intent);
            case ROLLOUT -> intent.rollout().wireName();
            case INITIATED_BY -> intent.initiatedBy();
        };
    }

    /** The last wave of a canary is the full rollout, by the same workflow; those before it are canaries, whatever was asked for. */
    static Strategy strategy(Phase phase, boolean lastWave, Strategy asked) {
        if (phase == Phase.ROLL_BACK) {
            return asked;
        }
        if (!lastWave) {
            return Strategy.CANARY;
        }
        return phase == Phase.PROMOTE ? Strategy.FULL : asked;
    }

    private static String action(DispatchIntent intent) {
        return intent.phase() == Phase.ROLL_BACK
                ? Objects.requireNonNull(intent.method(), "method").wireName()
                : intent.phase().wireName();
    }

    private static @Nullable String percentage(DispatchIntent intent) {
        if (intent.phase() == Phase.ROLL_BACK) {
            return intent.method() == RollbackMethod.REMOVE_CANARY ? "0" : "100";
        }
        return percentage(intent.reach());
    }

    static @Nullable String percentage(@Nullable Reach reach) {
        return reach instanceof Reach.Percentage percentage ? Integer.toString(percentage.value()) : null;
    }

    static @Nullable String target(@Nullable Reach reach) {
        return reach instanceof Reach.Target target ? target.name() : null;
    }
}

package io.releaseconductor.github;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which values an input can have, by what its workflow is used for. */
final class SentValues {

    private final Set<Environment> blueGreen;

    SentValues(Set<Environment> blueGreen) {
        this.blueGreen = Set.copyOf(blueGreen);
    }

    /** {@return what every deployment sends, whatever else is asked for, or null if that differs} */
    static @Nullable String surely(WorkflowInput input, GitHubOptions.Use use) {
        if (input == WorkflowInput.ENVIRONMENT) {
            return use.environment().name();
        }
        if (use.phase() != Phase.DEPLOY) {
            return null;
        }
        return switch (input) {
            case STRATEGY -> "full";
            case ACTION -> "deploy";
            default -> null;
        };
    }

    /** {@return all that may be sent; none where anything goes} */
    Set<String> of(WorkflowInput input, GitHubOptions.Use use) {
        Rollout own = use.rollout();
        boolean switches = own == null ? blueGreen.contains(use.environment()) : own == Rollout.BLUE_GREEN;
        Phase phase = use.phase();
        return switch (input) {
            case ENVIRONMENT -> Set.of(use.environment().name());
            case STRATEGY -> phase == Phase.PROMOTE || switches ? Set.of("full") : Set.of("full", "canary");
            case ACTION -> {
                if (phase != Phase.ROLL_BACK) {
                    yield Set.of(phase.wireName());
                }
                yield switches ? Set.of("switch-back") : Set.of("redeploy", "remove-canary");
            }
            case ROLLOUT -> {
                if (own != null) {
                    yield Set.of(own.wireName());
                }
                if (switches) {
                    yield Set.of("blue-green");
                }
                yield phase == Phase.PROMOTE ? Set.of("canary") : Set.of("full", "canary");
            }
            case CORRELATION_KEY, VALID_UNTIL, DEPLOY_ID, VERSION, PERCENTAGE, TARGET, INITIATED_BY -> Set.of();
        };
    }
}

package io.releaseconductor.engine;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the dispatcher says that it can do. Throws {@link UnansweredException} where it does not say. */
final class Abilities {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final EngineParts parts;
    private final Callback workflows;
    private final Inquiry inquiry;

    Abilities(EngineParts parts, Callback workflows) {
        this.parts = parts;
        this.workflows = workflows;
        this.inquiry = new Inquiry(parts.threads());
    }

    boolean supports(Environment environment, Phase phase, Rollout rollout) {
        return Boolean.TRUE.equals(inquiry.ask(
                workflows,
                "supports " + phase + " in " + environment,
                LIMIT,
                () -> parts.workflows().supports(environment, phase, rollout)));
    }

    boolean takesVersion(Environment environment, Phase phase, Rollout rollout) {
        return Boolean.TRUE.equals(inquiry.ask(
                workflows,
                "takesVersion " + phase + " in " + environment,
                LIMIT,
                () -> parts.workflows().takesVersion(environment, phase, rollout)));
    }

    @Nullable
    String obstacle(Environment environment, Strategy strategy, RolloutPlan plan) {
        return inquiry.ask(
                workflows,
                "obstacle to " + strategy + " in " + environment,
                LIMIT,
                () -> parts.workflows().obstacle(environment, strategy, plan).orElse(null));
    }

    /** Why nothing is shipped, for people. */
    static String unknown(UnansweredException thrown) {
        return "the workflows could not say whether they can do it (" + thrown.getMessage() + "); see the log";
    }
}

package io.releaseconductor.engine;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import java.time.Duration;

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

    /** Why nothing is shipped, for people. */
    boolean takesReach(Environment environment, Phase phase, Rollout rollout, Reach reach) {
        return Boolean.TRUE.equals(inquiry.ask(
                workflows,
                "takesReach " + phase + " in " + environment,
                LIMIT,
                () -> parts.workflows().takesReach(environment, phase, rollout, reach)));
    }

    static String unknown(UnansweredException thrown) {
        return "the workflows could not say whether they can do it (" + thrown.getMessage() + "); see the log";
    }
}

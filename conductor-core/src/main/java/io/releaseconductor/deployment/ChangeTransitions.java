package io.releaseconductor.deployment;

import io.releaseconductor.model.OneLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known of what is being shipped. The first answer stands, whenever it comes; without one it is asked once more. */
final class ChangeTransitions {

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private static final int MAX_REASON = 300;

    private ChangeTransitions() {}

    static LifecycleResult answered(Deployment d, DeploymentEvent.ChangeAnswered event) {
        ChangeLookup before = d.change();
        if (before != null && !before.isPending()) {
            return Change.refused("What is being shipped was asked already.");
        }
        return Change.of(d, event.at())
                .apply(b -> b.change(after(before, event)))
                .moved();
    }

    private static ChangeLookup after(@Nullable ChangeLookup before, DeploymentEvent.ChangeAnswered event) {
        ChangeOutcome outcome = event.outcome();
        if (outcome instanceof ChangeOutcome.Known known) {
            return new ChangeLookup(known.summary(), null, null);
        }
        if (outcome instanceof ChangeOutcome.NothingKnown nothing) {
            return missing(nothing.reason());
        }
        if (outcome instanceof ChangeOutcome.Unavailable unavailable) {
            return before == null
                    ? new ChangeLookup(null, null, event.at().plus(AGAIN))
                    : missing(unavailable.reason());
        }
        throw Lifecycle.notKnown("outcome", outcome);
    }

    private static ChangeLookup missing(String reason) {
        return new ChangeLookup(null, OneLine.cut(OneLine.of(reason), MAX_REASON), null);
    }
}

package io.releaseconductor.chatops;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.model.Actor;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether somebody is refused because of what they themselves did a moment ago. */
final class Repeats {

    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final Clock clock;

    Repeats(Clock clock) {
        this.clock = clock;
    }

    /** Whether they shipped what holds the place. */
    boolean isShippedBy(Actor actor, Deployment holder) {
        return isJustNow(
                new Decision(holder.request().initiatedBy(), holder.request().initiatedAt()), actor);
    }

    /** Whether they decided that on the deployment which stands as it does because of it. */
    boolean isDecidedBy(Actor actor, Action action, Deployment d) {
        return isJustNow(decision(action, d), actor);
    }

    private static @Nullable Decision decision(Action action, Deployment d) {
        return switch (action) {
            case PROMOTE, FULLY -> d.promotion();
            case CANCEL -> d.cancelWish();
            case HOLD -> d.holds().isEmpty() ? null : d.holds().get(d.holds().size() - 1);
            case LIFT -> d.lifted();
            case ROLLBACK -> {
                Rollback rollback = d.rollback() != null ? d.rollback() : d.rollbackWish();
                yield rollback == null ? null : rollback.decision();
            }
            default -> null;
        };
    }

    private boolean isJustNow(@Nullable Decision decision, Actor actor) {
        return decision != null
                && decision.by().isSameAs(actor)
                && clock.instant().isBefore(decision.at().plus(A_MOMENT));
    }
}

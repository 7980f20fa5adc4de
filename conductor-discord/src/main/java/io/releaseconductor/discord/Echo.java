package io.releaseconductor.discord;

import io.releaseconductor.ActionResult;
import io.releaseconductor.ShipResult;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Actor;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Rollback;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether somebody is refused because of what they themselves did a moment ago. */
final class Echo {

    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final Clock clock;

    Echo(Clock clock) {
        this.clock = clock;
    }

    boolean of(ShipResult result, Actor actor) {
        return result instanceof ShipResult.Taken taken
                && justNow(
                        new Decision(
                                taken.holder().request().initiatedBy(),
                                taken.holder().request().initiatedAt()),
                        actor);
    }

    boolean of(ActionResult result, Action action, Actor actor) {
        return result instanceof ActionResult.Refused refused && justNow(decision(action, refused.deployment()), actor);
    }

    private static @Nullable Decision decision(Action action, Deployment d) {
        return switch (action) {
            case PROMOTE -> d.promotion();
            case CANCEL -> d.cancelWish();
            case HOLD -> d.hold();
            case ROLLBACK -> {
                Rollback rollback = d.rollback() != null ? d.rollback() : d.rollbackWish();
                yield rollback == null ? null : rollback.decision();
            }
            default -> null;
        };
    }

    private boolean justNow(@Nullable Decision decision, Actor actor) {
        return decision != null
                && decision.by().id().equals(actor.id())
                && clock.instant().isBefore(decision.at().plus(A_MOMENT));
    }
}

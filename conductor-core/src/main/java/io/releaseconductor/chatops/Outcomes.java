package io.releaseconductor.chatops;

import io.releaseconductor.ActionResult;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Question;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of it, as a reply. */
final class Outcomes {

    private final Repeats repeats;

    Outcomes(Clock clock) {
        this.repeats = new Repeats(clock);
    }

    /** With what was noted, if it is shipped. */
    Reply of(ShipResult result, Actor actor, Supplier<List<String>> notes) {
        if (result instanceof ShipResult.Shipped shipped) {
            return new Reply.Done(shipped.deployment(), Wording.shipped(shipped.deployment()), notes.get());
        }
        if (result instanceof ShipResult.Taken taken) {
            Reply.Refused refusal = new Reply.Refused(taken.reason(), taken.holder());
            return repeats.isShippedBy(actor, taken.holder())
                    ? new Reply.Repeated(Wording.shippedBefore(taken.holder()), refusal)
                    : refusal;
        }
        if (result instanceof ShipResult.NotAdmitted notAdmitted) {
            return new Reply.Refused(notAdmitted.reason(), null);
        }
        if (result instanceof ShipResult.Denied denied) {
            return new Reply.Denied(denied.reason());
        }
        if (result instanceof ShipResult.Unavailable unavailable) {
            return new Reply.Unavailable(unavailable.reason());
        }
        if (result instanceof ShipResult.Invalid invalid) {
            return new Reply.Invalid(invalid.problems());
        }
        throw new IllegalStateException("There is no reply for " + result.getClass());
    }

    /** With what to say if it is done. */
    Reply of(ActionResult result, Action action, Actor actor, Function<Deployment, String> done) {
        if (result instanceof ActionResult.Done d) {
            return new Reply.Done(d.deployment(), done.apply(d.deployment()));
        }
        if (result instanceof ActionResult.Refused refused) {
            Reply.Refused refusal = new Reply.Refused(refused.reason(), refused.deployment());
            return repeats.isDecidedBy(actor, action, refused.deployment())
                    ? new Reply.Repeated(refused.reason(), refusal)
                    : refusal;
        }
        if (result instanceof ActionResult.Denied denied) {
            return new Reply.Denied(denied.reason());
        }
        if (result instanceof ActionResult.Unavailable unavailable) {
            return new Reply.Unavailable(unavailable.reason());
        }
        if (result instanceof ActionResult.NotFound notFound) {
            return new Reply.Refused(notFound.reason(), null);
        }
        throw new IllegalStateException("There is no reply for " + result.getClass());
    }

    Reply ofDetails(ActionResult result, Actor actor) {
        return result instanceof ActionResult.Done done
                ? new Reply.Details(done.deployment(), CardRenderer.details(done.deployment()))
                : of(result, Action.DETAILS, actor, d -> Wording.taken(Question.DETAILS, d));
    }
}

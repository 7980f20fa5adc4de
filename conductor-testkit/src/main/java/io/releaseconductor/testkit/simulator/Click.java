package io.releaseconductor.testkit.simulator;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Actor;

/**
 * What a person wants of a node.
 *
 * @param gate from which gate on it promotes; 0 if it is no promotion
 */
record Click(Actor actor, Action action, int gate) {
    Click(Actor actor, Action action) {
        this(actor, action, 0);
    }

    /** Presses it, and says why where that is recorded. */
    ActionResult press(Conductor conductor, ButtonId button) {
        return conductor.press(button, actor, reason(actor));
    }

    /** What people say when they roll back. */
    static String reason(Actor actor) {
        return actor.name() + " says so";
    }
}

package io.releaseconductor.testkit.simulator;

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
}

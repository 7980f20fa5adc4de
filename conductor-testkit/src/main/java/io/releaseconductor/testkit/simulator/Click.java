package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Actor;

/** What a person wants of a node. */
record Click(Actor actor, Action action) {}

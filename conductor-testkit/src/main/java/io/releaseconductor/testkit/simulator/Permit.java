package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Environment;

/** That somebody was permitted something when the authorizer was asked. */
record Permit(String actor, Action action, Environment environment) {}

package io.releaseconductor.deployment;

import java.util.Locale;

/** What a rollback workflow is asked to do (spec, "Rollback Strategies"). */
public enum RollbackMethod {
    /** Deploy the earlier version again. Needs an earlier version. */
    REDEPLOY,
    /** Remove the canary instances and keep the stable version. */
    REMOVE_CANARY,
    /** Switch the traffic back to the previous set of instances and keep the new one for investigation. */
    SWITCH_BACK,
    /** Do nothing but verify what serves: the traffic was not switched to the new version yet. No workflow is asked for it. */
    NO_SWITCH;

    /** {@return whether a workflow is asked for it} */
    public boolean hasRun() {
        return this != NO_SWITCH;
    }

    /** {@return the name on the wire, such as {@code remove-canary}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

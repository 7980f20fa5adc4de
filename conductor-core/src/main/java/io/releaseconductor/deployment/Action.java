package io.releaseconductor.deployment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person can ask of the conductor, and so what they need permission for. */
public enum Action {
    /** Start a deployment. */
    SHIP,
    /** Promote a verified deployment. */
    PROMOTE,
    /** Promote it straight to the last wave of its rollout. Takes the permission to {@link #PROMOTE} as well. */
    FULLY,
    /** Roll a deployment back. */
    ROLLBACK,
    /** Stop a deployment that is still being deployed, or say that nothing of it was started. */
    CANCEL,
    /** Keep automation from deciding this deployment. */
    HOLD,
    /** Take back that one keeps automation from deciding this deployment. */
    LIFT,
    /** Say which run a deployment that needs attention belongs to. */
    ADOPT,
    /** Dispatch the workflow of a deployment that needs attention once more. */
    RETRY,
    /** Settle a deployment that needs attention as failed. */
    GIVEUP,
    /** Ship the linked environment's deployment that could not be shipped by itself. */
    LINKED,
    /** Lock an environment, or take one's own lock back. */
    LOCK,
    /** Take somebody else's lock back. */
    UNLOCK,
    /** Let a deployment begin against rules of its pre-flight. */
    OVERRIDE,
    /** See the details of a deployment. Changes nothing. */
    DETAILS;

    /** {@return the name on the wire and in button ids, such as {@code rollback}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an action from the wire.
     *
     * @param text any text
     * @return the action of exactly that wire name, or empty
     */
    public static Optional<Action> parse(String text) {
        return Arrays.stream(values()).filter(a -> a.wireName().equals(text)).findFirst();
    }
}

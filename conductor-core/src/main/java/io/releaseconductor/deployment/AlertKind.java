package io.releaseconductor.deployment;

import java.util.Locale;

/** What the team is alerted to (spec, "Alert Conditions", and every failure besides). */
public enum AlertKind {
    /** A deployment failed. */
    DEPLOYMENT_FAILED,
    /** More than 20 % of the last verifications of the environment failed, or what is configured. */
    VERIFICATION_FAILURES,
    /** A rollback was triggered, by a person or by policy. */
    ROLLBACK_TRIGGERED,
    /** Dispatch and runs take longer than 10 minutes, or what is configured. */
    SLOW_DEPLOYMENT,
    /** The run of a rollback does not begin: a rule of the CI service, or another run, holds it back. */
    ROLLBACK_HELD,
    /** A rollback did not bring the earlier version back, or did not verify. */
    ROLLBACK_FAILED,
    /** The policy wants a rollback, but there is nothing to return to, or it is left to a person since risky paths changed. */
    ROLLBACK_IMPOSSIBLE,
    /** Only a person can tell what happened. */
    NEEDS_ATTENTION,
    /** Still only a person can tell what happened. */
    ATTENTION_REMINDER,
    /** Nobody decided in time. */
    EXPIRED,
    /** The checks could not be run in time, or none of those after a rollback had data. */
    NOT_VERIFIED,
    /** The linked environment was not shipped to. */
    LINKED_BLOCKED,
    /** The card cannot be shown in chat. */
    CARD_UNDELIVERABLE,
    /** A run was started by a request that came too late, or was started again by a person, and nobody watches it. */
    STRAY_RUN,
    /** What somebody approved looks different now, so that they are asked anew. */
    APPROVAL_VOIDED,
    /** A metric is worse than it was before, where all that runs is new, so that nothing tells whose fault that is. */
    WORSE_THAN_BEFORE,
    /** A lock, a stop, a closed window or its pre-flight kept it from beginning for so long that it does not begin any more. */
    NOT_ADMITTED,
    /** A person let it begin against rules of its pre-flight. */
    ADMISSION_OVERRIDDEN,
    /** A trigger fires while what was promoted is watched. */
    WATCH_FIRED,
    /** A person has to decide. Only where the deployment calls people. */
    DECISION_DUE,
    /** Nobody has decided yet, and the wait is over soon. Only where the deployment calls people. */
    DECISION_EXPIRES;

    /** {@return the name on the wire, such as {@code rollback_triggered}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether people are called: something is to be done, or came out otherwise than whoever shipped it thinks. */
    boolean callsPeople() {
        return switch (this) {
            case DEPLOYMENT_FAILED,
                    ROLLBACK_TRIGGERED,
                    ROLLBACK_HELD,
                    ROLLBACK_FAILED,
                    ROLLBACK_IMPOSSIBLE,
                    NEEDS_ATTENTION,
                    EXPIRED,
                    NOT_VERIFIED,
                    LINKED_BLOCKED,
                    STRAY_RUN,
                    APPROVAL_VOIDED,
                    WORSE_THAN_BEFORE,
                    NOT_ADMITTED,
                    ADMISSION_OVERRIDDEN,
                    WATCH_FIRED,
                    DECISION_DUE,
                    DECISION_EXPIRES -> true;
            case VERIFICATION_FAILURES, SLOW_DEPLOYMENT, ATTENTION_REMINDER, CARD_UNDELIVERABLE -> false;
        };
    }
}

package io.releaseconductor.github;

import java.util.Locale;

/**
 * What a dispatched workflow can be told. A workflow gets only what it is configured to declare, since GitHub refuses a
 * dispatch with an input that the workflow does not know.
 */
public enum WorkflowInput {
    /** The environment's name, such as {@code staging}. */
    ENVIRONMENT,
    /** {@code full} or {@code canary} as asked for; {@code canary} until the last wave of a rollout, and {@code full} for that one. */
    STRATEGY,
    /** The whole correlation key, {@code {deploy_id}/{phase}/{attempt}}. Shown in {@code run-name}, runs are found by it. */
    CORRELATION_KEY,
    /**
     * Until when the dispatch was meant to be sent, in seconds since the epoch. A run that was created much later was started by a
     * process that had been frozen, when nobody counted with it any more; a workflow that is told can refuse it.
     */
    VALID_UNTIL,
    /** The deploy id, such as {@code ship-staging-1699747200}. */
    DEPLOY_ID,
    /** The commit or version to put in place, or, for a rollback, to return to. Left out where none is known. */
    VERSION,
    /** How much of the environment the version is to reach, 0 to 100, without a sign. Left out where the plan goes by targets. */
    PERCENTAGE,
    /** The part of the environment that the version is to reach, such as {@code eu-west}, where the plan goes by targets. */
    TARGET,
    /** {@code deploy}, {@code promote}, {@code redeploy}, {@code remove-canary} or {@code switch-back}. */
    ACTION,
    /** {@code full}, {@code canary} or {@code blue-green}. */
    ROLLOUT,
    /** The name of who asked for it, as on the card; {@code policy} for automation. Left out where it is not known. */
    INITIATED_BY;

    /** {@return the input's name unless the configuration gives another one, such as {@code correlation_key}} */
    public String defaultName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

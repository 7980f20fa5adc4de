package io.releaseconductor.deployment;

/** What must not last for ever. When one passes, something visible happens. */
public enum Deadline {
    /** A lock, a stop or a closed window keeps the first run from beginning. */
    ADMISSION,
    /** An attempt is ready, but could not be sent. */
    DISPATCH,
    /** The run of an attempt is looked for. */
    LOCATE,
    /** A run is watched. */
    RUN,
    /** A run waits for a reviewer. */
    RUN_WAITING,
    /** A run is being cancelled. */
    CANCEL,
    /** Dispatch and runs take longer than the team expects. Nothing is stopped. */
    SLOW,
    /** Checks are running. */
    VERIFICATION,
    /** A decision is awaited. */
    DECISION,
    /** A decision is awaited from a person, who is called. Nothing has lasted too long yet. */
    DECISION_DUE,
    /** The wait for a decision is over soon, and people are called once more. */
    DECISION_EXPIRES,
    /** It needs attention, and nobody gave it. */
    REMINDER,
    /** A look at what is watched could not be taken. */
    WATCH
}

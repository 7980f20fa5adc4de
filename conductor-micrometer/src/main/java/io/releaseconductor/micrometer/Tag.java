package io.releaseconductor.micrometer;

import java.util.Locale;

/** What a meter is told apart by. Each has few values: none names a deployment, a version or a person. */
enum Tag {
    /** Where to. */
    ENVIRONMENT,
    /** How it was asked for. */
    STRATEGY,
    /** What something came to. */
    OUTCOME,
    /** Which kind of work, or of look. */
    PHASE,
    /** Which check. */
    CHECK,
    /** What is waited for. */
    WAIT,
    /** Who decided: a person, or policy. */
    BY,
    /** Whether it had been promoted before. */
    PROMOTED,
    /** Which kind of alert. */
    KIND,
    /** What the conductor calls. */
    CALLBACK,
    /** Which part says how it is. */
    PART;

    /** {@return the key as registries have it} */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

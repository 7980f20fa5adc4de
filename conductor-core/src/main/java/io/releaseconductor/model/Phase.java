package io.releaseconductor.model;

import java.util.Locale;

/** One workflow run's worth of a deployment. Each phase is the same sequence: intent, dispatch, run, conclusion. */
public enum Phase {
    /** The version is put in place. */
    DEPLOY("deploy"),
    /** The full rollout of a canary. */
    PROMOTE("promote"),
    /** The earlier version is put back in place. */
    ROLL_BACK("rollback");

    private final String wireName;

    Phase(String wireName) {
        this.wireName = wireName;
    }

    /** {@return the name on the wire and in correlation keys, such as {@code rollback}} */
    public String wireName() {
        return wireName;
    }

    /** {@return the name as a title for people, such as {@code Rollback}} */
    public String title() {
        return wireName.substring(0, 1).toUpperCase(Locale.ROOT) + wireName.substring(1);
    }
}

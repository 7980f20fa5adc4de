package io.releaseconductor.check;

import java.util.Locale;

/** How a check came out. */
public enum CheckStatus {
    /** All is as it should be. */
    PASS,
    /** It works, with issues: no pass for the headline and for promotion, but one for counting towards a rollback. */
    WARNING,
    /** It does not work. */
    FAIL,
    /** There was nothing to judge by. Never passes and never triggers a rollback. */
    NO_DATA;

    /** {@return the name on the wire, such as {@code pass}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

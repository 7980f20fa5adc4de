package io.releaseconductor;

import java.util.Locale;

/** What people in a chat are asked to confirm, before it goes live. */
public enum Confirm {
    /** That something is deployed to production. */
    PRODUCTION,
    /** That something is promoted although checks failed. */
    FAILED;

    /** {@return the word for it in variables, such as {@code production}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

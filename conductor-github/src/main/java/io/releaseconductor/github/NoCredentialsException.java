package io.releaseconductor.github;

import java.time.Instant;

/** There is nothing to authenticate with now. The message is for people and free of secrets. */
final class NoCredentialsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Instant retryAt;
    private final boolean lasting;

    /**
     * Says why.
     *
     * @param message what was seen and what to do about it
     * @param retryAt when to ask again at the earliest
     * @param lasting whether it stays so until a person changes something
     */
    NoCredentialsException(String message, Instant retryAt, boolean lasting) {
        super(message);
        this.retryAt = retryAt;
        this.lasting = lasting;
    }

    /** {@return when to ask again at the earliest} */
    Instant retryAt() {
        return retryAt;
    }

    /** {@return whether asking again is useless until a person changes something} */
    boolean lasting() {
        return lasting;
    }
}

package io.releaseconductor.github;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** GitHub gave no installation token. The message is for people and free of secrets. */
final class AuthFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable Instant retryAt;
    private final boolean lasting;

    private AuthFailureException(String message, @Nullable Instant retryAt, boolean lasting) {
        super(message);
        this.retryAt = retryAt;
        this.lasting = lasting;
    }

    static AuthFailureException passing(String message, @Nullable Instant retryAt) {
        return new AuthFailureException(message, retryAt, false);
    }

    static AuthFailureException lasting(String message) {
        return new AuthFailureException(message, null, true);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** {@return when GitHub wants to be asked again, or null if it did not say} */
    @Nullable
    Instant retryAt() {
        return retryAt;
    }

    /** {@return whether it stays so until a person changes something} */
    boolean lasting() {
        return lasting;
    }
}

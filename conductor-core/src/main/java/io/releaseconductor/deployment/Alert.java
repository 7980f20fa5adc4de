package io.releaseconductor.deployment;

import io.releaseconductor.model.Called;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that the team is to be told, recorded in the deployment and marked as sent only after it was sent.
 *
 * @param id unique, {@code {deploy_id}:{kind}:{number}}; a sink can de-duplicate by it
 * @param kind what happened
 * @param message what happened, for people
 * @param raisedAt when it happened
 * @param sentAt when it was sent, or null while it is not
 * @param failures how many tries to send it failed
 * @param retryAt when to try again at the earliest, or null for at once
 * @param called whom it calls, never whoever brought about what it tells; {@link Called#NOBODY} for nobody
 */
public record Alert(
        String id,
        AlertKind kind,
        String message,
        Instant raisedAt,
        @Nullable Instant sentAt,
        int failures,
        @Nullable Instant retryAt,
        Called called) {

    /** Requires what is not optional. */
    public Alert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(raisedAt, "raisedAt");
        Objects.requireNonNull(called, "called");
    }

    /**
     * An alert that calls nobody.
     *
     * @param id unique
     * @param kind what happened
     * @param message what happened, for people
     * @param raisedAt when it happened
     * @param sentAt when it was sent, or null while it is not
     * @param failures how many tries to send it failed
     * @param retryAt when to try again at the earliest, or null for at once
     */
    public Alert(
            String id,
            AlertKind kind,
            String message,
            Instant raisedAt,
            @Nullable Instant sentAt,
            int failures,
            @Nullable Instant retryAt) {
        this(id, kind, message, raisedAt, sentAt, failures, retryAt, Called.NOBODY);
    }

    /** {@return whether it is still to be sent} */
    public boolean isPending() {
        return sentAt == null;
    }

    Alert sent(Instant at) {
        return new Alert(id, kind, message, raisedAt, at, failures, null, called);
    }

    Alert failed(Instant newRetryAt) {
        return new Alert(id, kind, message, raisedAt, null, failures + 1, newRetryAt, called);
    }

    Alert callingNobody() {
        return new Alert(id, kind, message, raisedAt, sentAt, failures, retryAt);
    }
}

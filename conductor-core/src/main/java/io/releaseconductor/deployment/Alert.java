package io.releaseconductor.deployment;

import io.releaseconductor.model.Called;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
 * @param deliveredTo which of several sinks have had it while others have not, by their names; empty once it was sent to all
 */
public record Alert(
        String id,
        AlertKind kind,
        String message,
        Instant raisedAt,
        @Nullable Instant sentAt,
        int failures,
        @Nullable Instant retryAt,
        Called called,
        List<String> deliveredTo) {

    /** Requires what is not optional, and copies. */
    public Alert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(raisedAt, "raisedAt");
        Objects.requireNonNull(called, "called");
        deliveredTo = List.copyOf(deliveredTo);
    }

    /**
     * An alert that no sink has had.
     *
     * @param id unique
     * @param kind what happened
     * @param message what happened, for people
     * @param raisedAt when it happened
     * @param sentAt when it was sent, or null while it is not
     * @param failures how many tries to send it failed
     * @param retryAt when to try again at the earliest, or null for at once
     * @param called whom it calls
     */
    public Alert(
            String id,
            AlertKind kind,
            String message,
            Instant raisedAt,
            @Nullable Instant sentAt,
            int failures,
            @Nullable Instant retryAt,
            Called called) {
        this(id, kind, message, raisedAt, sentAt, failures, retryAt, called, List.of());
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

    /** The same after a try that only some sinks had it by, or none. */
    Alert failed(Instant newRetryAt, List<String> newlyDeliveredTo) {
        List<String> all = Stream.concat(deliveredTo.stream(), newlyDeliveredTo.stream())
                .distinct()
                .toList();
        return new Alert(id, kind, message, raisedAt, null, failures + 1, newRetryAt, called, all);
    }

    Alert callingNobody() {
        return new Alert(id, kind, message, raisedAt, sentAt, failures, retryAt);
    }
}

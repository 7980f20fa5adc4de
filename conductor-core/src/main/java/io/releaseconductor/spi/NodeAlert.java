package io.releaseconductor.spi;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that the team is to be told about a node itself. Kept in the node's memory only: it is tried until it is sent, or until
 * the node ends.
 *
 * @param id unique; the same in each try, so that a sink can de-duplicate by it
 * @param kind what happened
 * @param node the node
 * @param message what happened, why and what to do, for people
 * @param raisedAt when it happened
 * @param destination where the card of the deployment is shown that this node wrote last, or null if there is none
 */
public record NodeAlert(
        String id,
        Kind kind,
        String node,
        String message,
        Instant raisedAt,
        @Nullable String destination) {

    /** What happened. */
    public enum Kind {
        /** The node does no work any more. */
        STALLED,
        /** The node works again. */
        WORKS_AGAIN,
        /** A part of it does not work, and does not come back by itself. */
        PART_DOWN,
        /** Calls that do not end hold as many threads as they may, so that no more are made. */
        CALLS_STUCK,
        /** The store does not know a deployment any more that this node saw under way. */
        DEPLOYMENT_LOST;

        /** {@return the name for machines, such as {@code works_again}} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Requires what is not optional. */
    public NodeAlert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(raisedAt, "raisedAt");
    }
}

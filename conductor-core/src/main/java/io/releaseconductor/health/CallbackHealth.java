package io.releaseconductor.health;

import java.util.Objects;

/**
 * How something fares that the conductor calls: a listener, an authorizer, the chat, the workflows, the alert sink. Counts are since
 * this conductor was built.
 *
 * @param name which, such as {@code listener com.example.Metrics}
 * @param threw how many calls threw
 * @param overdue how many calls did not come back in time and were interrupted
 * @param stuck how many of these have not ended yet, each of them holding a thread
 * @param lost how many calls were not made, since too many were stuck or waiting: changes that a listener was not told, questions
 *     that counted as unanswered
 * @param waiting how many calls wait to be made
 */
public record CallbackHealth(String name, long threw, long overdue, int stuck, long lost, int waiting) {
    /** Requires the name. */
    public CallbackHealth {
        Objects.requireNonNull(name, "name");
    }
}

package io.releaseconductor.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a node is. A value: it does not change, and asking for it reads nothing but memory.
 *
 * @param at when it was asked for
 * @param work whether it works
 * @param standstill why it does not work, for people; null if it does, and for one that is worked by hand or closed
 * @param lastRound when it last looked for due work and the store answered, or null if it never did
 * @param lag how late the oldest due work was when it was last looked for, and what has passed since if no look followed; null
 *     before the first look
 * @param turns how many deployments it is working on
 * @param storeProblem why the store cannot be reached, or null if it could be when last asked
 * @param outcomesInHand how many outcomes wait to be saved, since the store could not be reached
 * @param callbacks what is called by it, and how that fares
 * @param parts what the parts say
 */
public record Health(
        Instant at,
        Work work,
        @Nullable String standstill,
        @Nullable Instant lastRound,
        @Nullable Duration lag,
        int turns,
        @Nullable String storeProblem,
        int outcomesInHand,
        List<CallbackHealth> callbacks,
        List<PartHealth> parts) {

    /** A node whose oldest due work is later than this is not well. */
    private static final Duration TOO_LATE = Duration.ofMinutes(1);

    /** Whether a node works. */
    public enum Work {
        /** It looks for due work on threads of its own. */
        RUNNING,
        /** It was not started: it takes commands, and works when {@code runDue()} is called. */
        BY_HAND,
        /** It was started, and does no work any more. */
        STALLED,
        /** It was closed. */
        CLOSED
    }

    /** Requires what is not optional, and copies. */
    public Health {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(work, "work");
        callbacks = List.copyOf(callbacks);
        parts = List.copyOf(parts);
    }

    /** {@return whether it was started and works} */
    public boolean running() {
        return work == Work.RUNNING;
    }

    /** {@return whether the store could be reached when last asked} */
    public boolean storeReachable() {
        return storeProblem == null;
    }

    /** {@return whether there is no problem at all} */
    public boolean isWell() {
        return problems().isEmpty();
    }

    /** {@return everything that is wrong, each in a sentence for people; empty if all is well} */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (work == Work.STALLED) {
            problems.add("No work is done: " + standstill);
        } else if (work == Work.CLOSED) {
            problems.add("It is closed.");
        }
        if (storeProblem != null) {
            problems.add("The state store cannot be reached: " + storeProblem);
        }
        if (outcomesInHand > 0) {
            problems.add(outcomesInHand + " outcomes wait to be saved.");
        }
        if (lag != null && lag.compareTo(TOO_LATE) > 0) {
            problems.add("The oldest due work is " + lag.toSeconds() + "s late.");
        }
        for (CallbackHealth callback : callbacks) {
            if (callback.stuck() > 0) {
                problems.add(
                        callback.name() + ": " + callback.stuck() + " calls did not end when they were interrupted");
            }
            if (callback.lost() > 0) {
                problems.add(callback.name() + ": " + callback.lost() + " calls were not made");
            }
        }
        for (PartHealth part : parts) {
            if (part.state() != PartHealth.State.WELL) {
                problems.add(part.name() + ": " + part.detail());
            }
        }
        return List.copyOf(problems);
    }
}

package io.releaseconductor.engine;

import io.releaseconductor.deployment.DeploymentEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where a turn receives what comes back to it. Once closed it takes nothing any more, so that nothing is lost in it. */
final class Mailbox {

    /** What a turn is told. */
    sealed interface Message {
        /**
         * An event came of a step.
         *
         * @param number which step, so that a late answer is told from the current one
         * @param event what happened, or null if nothing did
         * @param last whether the step is over
         */
        record Answer(long number, @Nullable DeploymentEvent event, boolean last) implements Message {}

        /** Somebody else changed the deployment. */
        record Changed() implements Message {}
    }

    private final Deque<Message> messages = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Threads.Signal arrived;
    private boolean closed;

    Mailbox(Threads.Signal arrived) {
        this.arrived = arrived;
    }

    /** Returns whether the message was taken. */
    boolean offer(Message message) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            messages.add(message);
        } finally {
            lock.unlock();
        }
        arrived.give();
        return true;
    }

    @Nullable
    Message poll() {
        lock.lock();
        try {
            return messages.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is a message, or the time is over, or for no reason. */
    void await(Duration atMost) throws InterruptedException {
        if (isEmpty()) {
            arrived.await(atMost);
        }
    }

    private boolean isEmpty() {
        lock.lock();
        try {
            return messages.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Closes it if it is empty; returns whether it is closed now. */
    boolean closeIfEmpty() {
        lock.lock();
        try {
            closed = closed || messages.isEmpty();
            return closed;
        } finally {
            lock.unlock();
        }
    }
}

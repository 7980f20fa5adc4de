package io.releaseconductor.engine;

import io.releaseconductor.health.CallbackHealth;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something of somebody else's that is called here. Counts what comes of the calls, and knows those that did not end when they were
 * interrupted: each holds a thread, so there may be only so many of them. Thread-safe.
 */
final class Callback {

    private static final Logger LOG = LoggerFactory.getLogger(Callback.class);

    /** How many calls may be stuck before no more are made; of each callback, so that none takes the threads of the others. */
    static final int MOST_STUCK = 8;

    private final String name;
    private final LongAdder threw = new LongAdder();
    private final LongAdder overdue = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Set<Call> stuck = new HashSet<>();
    private final Undelivered undelivered = new Undelivered();

    Callback(String name) {
        this.name = name;
    }

    /** One call. It is called off before it begins; or it ends; or it is abandoned, and then counts as stuck until it ends. */
    final class Call {

        private boolean begun;
        private boolean ended;

        /** To be asked on the thread that makes the call; returns whether it may. */
        boolean begins() {
            synchronized (stuck) {
                begun = !ended;
                return begun;
            }
        }

        /** Keeps it from being made; returns whether it has not been made before and never will. */
        boolean callOff() {
            synchronized (stuck) {
                ended = ended || !begun;
                return !begun;
            }
        }

        void ended() {
            synchronized (stuck) {
                ended = true;
                stuck.remove(this);
            }
        }

        /** Returns whether it had not ended. */
        boolean abandon() {
            synchronized (stuck) {
                if (ended) {
                    return false;
                }
                stuck.add(this);
            }
            overdue.increment();
            return true;
        }
    }

    String name() {
        return name;
    }

    /** A call that is to be made. */
    Call call() {
        return new Call();
    }

    boolean isFull() {
        return stuckNow() >= MOST_STUCK;
    }

    int stuckNow() {
        synchronized (stuck) {
            return stuck.size();
        }
    }

    /** Why no more calls are made, for people. */
    String whyFull() {
        return MOST_STUCK
                + " calls did not end when they were interrupted; a restart of the process frees their threads";
    }

    void threw(String what, Throwable thrown) {
        threw.increment();
        LOG.warn("{}: {} threw", what, name, thrown);
    }

    /** What was to be delivered was not, for a reason that was to be expected. */
    void notDelivered(@Nullable String place, String what, String reason) {
        threw.increment();
        undelivered.failed(place, what, reason);
    }

    Undelivered undelivered() {
        return undelivered;
    }

    void lost() {
        lost.increment();
    }

    long lostSoFar() {
        return lost.sum();
    }

    CallbackHealth health(int waiting) {
        return new CallbackHealth(name, threw.sum(), overdue.sum(), stuckNow(), lost.sum(), waiting);
    }
}

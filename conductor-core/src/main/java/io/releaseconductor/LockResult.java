package io.releaseconductor;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Lock;
import java.util.List;
import java.util.Objects;

/** What came of {@link Conductor#lock} and {@link Conductor#unlock}. */
public sealed interface LockResult {

    /**
     * Locked.
     *
     * @param lock the lock
     * @param underWay what is under way there all the same: what was begun before goes on, and its next step waits
     */
    record Locked(Lock lock, List<Deployment> underWay) implements LockResult {
        /** Copies. */
        public Locked {
            Objects.requireNonNull(lock, "lock");
            underWay = List.copyOf(underWay);
        }
    }

    /**
     * Unlocked.
     *
     * @param lock the lock that is no more
     */
    record Unlocked(Lock lock) implements LockResult {}

    /**
     * Not possible as things stand, for example because somebody else has locked it.
     *
     * @param reason why, and what to do, for people
     */
    record Refused(String reason) implements LockResult {}

    /**
     * The actor may not do that.
     *
     * @param reason why, for people
     */
    record Denied(String reason) implements LockResult {}

    /**
     * The request names what does not exist, or is not allowed.
     *
     * @param problems what is wrong and what is allowed, for people
     */
    record Invalid(List<String> problems) implements LockResult {
        /** Copies. */
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}

package io.releaseconductor.lock;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Times;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the team is told of a lock's end. Told at least once; twice only if a node dies in between, and then with the same id.
 *
 * @param lock the lock
 * @param kind what
 * @param revision that of the state that it was told of
 */
public record LockNotice(Lock lock, Kind kind, long revision) {

    /** What is told. */
    public enum Kind {
        /** It ends in some minutes. */
        ENDS_SOON,
        /** It has ended. */
        ENDED
    }

    /** Requires what it is about. */
    public LockNotice {
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(kind, "kind");
    }

    /** {@return the same in each try, so that a sink can de-duplicate by it} */
    public String id() {
        Environment environment = lock.environment();
        String where = environment == null ? "all" : "env:" + environment;
        return "lock:" + where + ":" + lock.since().toEpochMilli() + ":"
                + kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** {@return one sentence or two, for people} */
    public String message() {
        Environment environment = lock.environment();
        String what = environment == null ? "The stop" : "The lock of " + environment;
        String whose = what + " by " + lock.owner().name() + because();
        return kind == Kind.ENDED
                ? whose + " has ended: deployments may begin again."
                : whose + " ends at " + Times.format(lock.until()) + ". Lock again to keep it for longer.";
    }

    private String because() {
        return lock.reason().isEmpty() ? "" : " (" + lock.reason() + ")";
    }

    /** {@return where in chat it is told, or null for nowhere} */
    public @Nullable String destination() {
        return lock.destination();
    }
}

package io.releaseconductor.lock;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Times;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the team is told of a lock. Told at least once; twice only if a node dies in between, and then with the same id.
 *
 * @param lock the lock
 * @param kind what
 */
public record LockNotice(Lock lock, LockNews kind) {

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
                + kind.name().toLowerCase(Locale.ROOT);
    }

    /** {@return one sentence or two, for people} */
    public String message() {
        return switch (kind) {
            case LOCKED -> lock.words() + ". Deployments and promotions wait; rollbacks do not.";
            case ENDS_SOON ->
                whose() + " ends at " + Times.format(lock.until()) + ". Lock again to keep it for longer.";
            case ENDED -> ended() + ": deployments may begin again.";
        };
    }

    private String ended() {
        Actor by = lock.endedBy();
        if (by == null) {
            return whose() + " has ended";
        }
        String whose =
                by.isSameAs(lock.owner()) ? "" : ", which " + lock.owner().name() + " had locked" + because();
        return by.name() + (lock.isStop() ? " has ended the stop" : " has unlocked " + lock.environment()) + whose;
    }

    private String whose() {
        return (lock.isStop() ? "The stop" : "The lock of " + lock.environment()) + " by "
                + lock.owner().name() + because();
    }

    private String because() {
        return lock.reason().isEmpty() ? "" : " (" + lock.reason() + ")";
    }

    /** {@return where in chat it is told, or null for nowhere} */
    public @Nullable String destination() {
        return lock.destination();
    }
}

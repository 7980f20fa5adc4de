package io.releaseconductor.spi;

import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For stores: the environments whose record cannot be read. Their lock binds all the same, by what a store keeps beside the record, and
 * that stands in for the record until somebody locks or unlocks once more. Each is said in the log, once. Thread-safe.
 */
public final class UnreadableStates {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableStates.class);

    /** For an end that cannot be read either: somebody has to unlock. */
    private static final Instant LATE = Instant.parse("9999-12-31T23:59:59Z");

    private final Map<String, Long> said = new ConcurrentHashMap<>();

    /** Starts with none. */
    public UnreadableStates() {}

    /**
     * What a store keeps beside a record, so as to decide without reading it.
     *
     * @param environment which, or null for what holds in all of them
     * @param revision of the record
     * @param locked whether there is a lock
     * @param until when it ends; null where that cannot be read
     * @param owner the id of who locked; may be empty
     * @param chat the chat that the owner came through, or null or empty if that is not known
     */
    public record Beside(
            @Nullable Environment environment,
            long revision,
            boolean locked,
            @Nullable Instant until,
            String owner,
            @Nullable String chat) {

        /** Whether a record and this say the same of the revision, the lock's end and its owner. */
        boolean fits(EnvironmentState state) {
            Lock lock = state.lock();
            if (state.revision() != revision || (lock != null) != locked) {
                return false;
            }
            return lock == null
                    || (lock.until().equals(until) && lock.owner().id().equals(owner));
        }
    }

    /**
     * Reads a record, or has what stands beside it stand in for it.
     *
     * @param beside what stands beside it
     * @param record reads it; whatever it throws, and a record that says something else than what stands beside it, cannot be read
     * @return the state, or one of that revision, with a lock where there is one
     */
    public EnvironmentState read(Beside beside, Supplier<EnvironmentState> record) {
        try {
            EnvironmentState state = record.get();
            if (!beside.fits(state)) {
                throw new IllegalStateException("it says something else than what stands beside it");
            }
            return state;
        } catch (RuntimeException e) {
            return standIn(beside, e);
        }
    }

    /** What stands in for a record: a state of that revision, with a lock where there is one. */
    EnvironmentState standIn(Beside beside, RuntimeException why) {
        Environment environment = beside.environment();
        String name = environment == null ? "all environments" : environment.name();
        Long before = said.put(name, beside.revision());
        if (before == null || before != beside.revision()) {
            LOG.error(
                    "The lock of {} cannot be read, and binds all the same. Lock or unlock once more to mend it: {}",
                    name,
                    why.getMessage());
        }
        return new EnvironmentState(
                environment, beside.revision(), beside.locked() ? lock(beside) : null, LockNews.LOCKED, null);
    }

    private static Lock lock(Beside beside) {
        Instant until = beside.until() == null ? LATE : beside.until();
        String id = beside.owner();
        boolean known = !id.isBlank() && !id.equals(Actor.POLICY.id());
        String chat = beside.chat();
        Actor owner = Actor.person(known ? id : "unknown", known ? id : "somebody");
        return new Lock(
                beside.environment(),
                chat == null || chat.isBlank() ? owner : owner.withChat(chat),
                "the lock's record cannot be read",
                until.minusMillis(1),
                until,
                null);
    }
}

package io.releaseconductor.testkit;

import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The locks of a {@link PlainStateStore}, which sees to it that one thread at a time is here. */
final class PlainLocks {

    private static final String STOP = "*";

    private final Map<String, EnvironmentState> states = new LinkedHashMap<>();
    private final Clock clock;
    private final Set<Flaw> flaws;

    PlainLocks(Clock clock, Set<Flaw> flaws) {
        this.clock = clock;
        this.flaws = flaws;
    }

    private boolean is(Flaw flaw) {
        return flaws.contains(flaw);
    }

    private static String key(@Nullable Environment environment) {
        return environment == null ? STOP : environment.name();
    }

    EnvironmentState state(@Nullable Environment environment) {
        EnvironmentState never = EnvironmentState.unlocked(environment);
        return states.getOrDefault(
                key(environment), is(Flaw.HAS_LOCKS_BEFORE_ANYBODY_LOCKED) ? never.unlocked() : never);
    }

    List<EnvironmentState> all() {
        return states.values().stream()
                .filter(state -> state.lock() != null || is(Flaw.LISTS_UNLOCKED_STATES))
                .filter(state -> state.environment() != null || !is(Flaw.LEAVES_THE_STOP_OUT_OF_THE_LIST))
                .filter(state -> state.inForce(clock.instant()) != null || !is(Flaw.LEAVES_ENDED_LOCKS_OUT_OF_THE_LIST))
                .toList();
    }

    /** What is answered instead of replacing, or null. */
    @Nullable
    EnvironmentState refusal(EnvironmentState next) {
        EnvironmentState now = state(next.environment());
        boolean ahead = next.revision() > now.revision() + 1 && is(Flaw.REPLACES_A_LOCK_BY_A_REVISION_FROM_THE_FUTURE);
        if (now.revision() + 1 == next.revision() || ahead || is(Flaw.REPLACES_ANY_REVISION_OF_A_LOCK)) {
            return null;
        }
        if (is(Flaw.FORGETS_THAT_A_LOCK_WAS_WRITTEN) && now.equals(next)) {
            return EnvironmentState.unlocked(next.environment());
        }
        return is(Flaw.ANSWERS_AN_OVERTAKEN_LOCK_WITH_WHAT_WAS_GIVEN) ? next : now;
    }

    EnvironmentState write(EnvironmentState next) {
        Lock lock = next.lock();
        EnvironmentState kept = next;
        if (lock != null && is(Flaw.FORGETS_THE_REASON_OF_A_LOCK)) {
            kept = EnvironmentState.unlocked(next.environment())
                    .locked(new Lock(
                            lock.environment(), lock.owner(), "", lock.since(), lock.until(), lock.destination()));
        }
        if (next.told() != null && is(Flaw.FORGETS_THAT_AN_END_WAS_TOLD)) {
            kept = new EnvironmentState(next.environment(), next.revision(), lock, null, next.notBefore());
        }
        if (is(Flaw.FORGETS_NOTES) || (lock == null && is(Flaw.FORGETS_NOTES_WITHOUT_A_LOCK))) {
            kept = new EnvironmentState(next.environment(), next.revision(), lock, next.told(), next.notBefore());
        }
        if (lock == null && is(Flaw.FORGETS_UNLOCKED_STATES)) {
            states.remove(key(next.environment()));
        } else {
            states.put(key(next.environment()), kept);
        }
        return next;
    }

    void purge() {
        if (is(Flaw.FORGETS_LOCKS_WITH_THE_CLEAN_UP)) {
            states.clear();
        }
    }

    /** The stop or the lock that keeps somebody from beginning something, or null. */
    @Nullable
    Lock binding(Environment environment, @Nullable Beginning beginning) {
        if (beginning == null && !is(Flaw.LOCKS_WHAT_BEGINS_NOTHING)) {
            return null;
        }
        Stream<EnvironmentState> asked = is(Flaw.LOCKS_EVERY_ENVIRONMENT)
                ? states.values().stream()
                : Stream.of(state(null), state(environment));
        List<Lock> binding = asked.map(EnvironmentState::lock)
                .filter(Objects::nonNull)
                .filter(lock -> binds(lock, beginning))
                .toList();
        int named = is(Flaw.NAMES_A_LOCK_BEFORE_THE_STOP) ? binding.size() - 1 : 0;
        return binding.isEmpty() ? null : binding.get(named);
    }

    private boolean binds(Lock lock, @Nullable Beginning beginning) {
        if (beginning == null) {
            return true;
        }
        if (!isInForce(lock, is(Flaw.GOES_BY_ITS_OWN_CLOCK_FOR_LOCKS) ? clock.instant() : beginning.at())) {
            return false;
        }
        if (lock.isStop()) {
            boolean owner = beginning.by().isSameAs(lock.owner());
            return !is(Flaw.STOPS_NOTHING) && !(owner && is(Flaw.LETS_THE_OWNER_OF_A_STOP_BEGIN));
        }
        if (beginning.by().isPolicy() && is(Flaw.LETS_THE_POLICY_BEGIN_UNDER_A_LOCK)) {
            return false;
        }
        return is(Flaw.LOCKS_THE_OWNER_OUT) || !isOwner(beginning.by(), lock.owner());
    }

    private boolean isInForce(Lock lock, Instant now) {
        boolean begun = !now.isBefore(lock.since()) || !is(Flaw.LETS_A_LOCK_BIND_FROM_ITS_BEGINNING_ONLY);
        boolean atItsEnd = now.equals(lock.until()) && is(Flaw.LETS_A_LOCK_BIND_AT_ITS_END);
        return begun && (now.isBefore(lock.until()) || atItsEnd || is(Flaw.LETS_ENDED_LOCKS_BIND));
    }

    private boolean isOwner(Actor actor, Actor owner) {
        if (is(Flaw.KNOWS_THE_OWNER_BY_THE_NAME)) {
            return actor.name().equals(owner.name());
        }
        boolean unknown = actor.chat() == null || owner.chat() == null;
        boolean same = unknown
                ? !is(Flaw.TAKES_AN_UNKNOWN_CHAT_FOR_ANOTHER) || Objects.equals(actor.chat(), owner.chat())
                : actor.chat().equals(owner.chat());
        return actor.id().equals(owner.id()) && (same || is(Flaw.TAKES_EVERY_CHAT_FOR_THE_SAME));
    }
}

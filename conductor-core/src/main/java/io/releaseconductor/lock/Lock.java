package io.releaseconductor.lock;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.model.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person keeps deployments from beginning anything for a while: in one environment, where the owner may still ship, or as a
 * <em>stop</em> in all of them, which binds everybody. Rollbacks, looks and cancels are never kept from anything. It ends by itself.
 * Immutable.
 *
 * @param environment where, or null for a stop
 * @param owner who locks, a person
 * @param reason why, one line; empty if none was given
 * @param since from when on, in whole milliseconds
 * @param until when it ends by itself, or was ended, not before it begins, in whole milliseconds
 * @param endedBy who ended it before its time, or null
 * @param destination where in chat its end is told, or null for nowhere
 */
public record Lock(
        @Nullable Environment environment,
        Actor owner,
        String reason,
        Instant since,
        Instant until,
        @Nullable Actor endedBy,
        @Nullable String destination) {

    /** How long a lock lasts unless something else is asked for. */
    public static final Duration DEFAULT_LENGTH = Duration.ofHours(2);

    /** The shortest. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest: whoever needs more says so again, or sets a freeze. */
    public static final Duration LONGEST = Duration.ofDays(14);

    /** The longest reason, in characters. */
    public static final int MAX_REASON_LENGTH = 200;

    /**
     * Whether a lock may last so long.
     *
     * @param length how long
     * @return whether it is {@link #SHORTEST} to {@link #LONGEST}
     */
    public static boolean allows(Duration length) {
        return length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0;
    }

    /**
     * Cuts times to milliseconds and the reason to one line, and keeps nothing of anybody's groups.
     *
     * @throws IllegalArgumentException if the owner is the policy, the reason is too long, or it ends before it begins
     */
    public Lock {
        Objects.requireNonNull(owner, "owner");
        owner = withoutGroups(owner);
        endedBy = endedBy == null ? null : withoutGroups(endedBy);
        reason = OneLine.of(reason);
        since = since.truncatedTo(ChronoUnit.MILLIS);
        until = until.truncatedTo(ChronoUnit.MILLIS);
        if (owner.isPolicy()) {
            throw new IllegalArgumentException("lock: owner \"policy\" is not allowed; allowed: a person");
        }
        if (reason.length() > MAX_REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "lock: reason has " + reason.length() + " characters; allowed: at most " + MAX_REASON_LENGTH);
        }
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("lock: it begins at " + since + " and ends at " + until
                    + "; allowed: an end that is not before its beginning");
        }
    }

    /**
     * A lock that nobody has ended.
     *
     * @param environment where, or null for a stop
     * @param owner who locks, a person
     * @param reason why, one line; empty if none was given
     * @param since from when on
     * @param until when it ends by itself
     * @param destination where in chat its end is told, or null for nowhere
     */
    public Lock(
            @Nullable Environment environment,
            Actor owner,
            String reason,
            Instant since,
            Instant until,
            @Nullable String destination) {
        this(environment, owner, reason, since, until, null, destination);
    }

    private static Actor withoutGroups(Actor actor) {
        return actor.groups().isEmpty() ? actor : new Actor(actor.id(), actor.name(), Set.of(), actor.chat());
    }

    /**
     * The same, ended before its time.
     *
     * @param by who ends it
     * @param at when
     * @return the lock, not in force from then on
     */
    public Lock ended(Actor by, Instant at) {
        return new Lock(environment, owner, reason, since, at.isBefore(since) ? since : at, by, destination);
    }

    /** {@return whether it holds in all environments, and for everybody} */
    public boolean isStop() {
        return environment == null;
    }

    /**
     * Whether it holds.
     *
     * @param now the time
     * @return whether it has not ended by then; a clock that is behind its beginning finds it in force as well
     */
    public boolean isInForce(Instant now) {
        return now.isBefore(until);
    }

    /**
     * Whether it keeps somebody from beginning anything.
     *
     * @param actor who, or null where nobody in particular does
     * @param now the time
     * @return whether it is in force, and is a stop or another person's
     */
    public boolean binds(@Nullable Actor actor, Instant now) {
        return isInForce(now) && (isStop() || actor == null || !actor.isSameAs(owner));
    }

    /** {@return such as {@code staging is locked by Ada until 2023-11-12 00:05:00 UTC: load test}, without a full stop} */
    public String words() {
        String what = isStop() ? "Everything is stopped" : environment + " is locked";
        return what + " by " + owner.name() + " until " + Times.format(until) + (reason.isEmpty() ? "" : ": " + reason);
    }
}

package io.releaseconductor.lock;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps of an environment besides its deployments, or of all of them: the lock, whether its end was told, and the notes for whoever
 * ships there next. Immutable.
 *
 * @param environment which, or null for what holds in all of them
 * @param revision how often it was written; 0 if never
 * @param lock the lock; null if there is none. One that has ended stays until that was told
 * @param told what was told of it last, or null for nothing
 * @param notBefore when a node looks at it next at the soonest, since one is at it, or the chat could not be reached; null for at once
 * @param notes what was noted of it and not taken back, the oldest first, their numbers rising; locking and unlocking leaves them
 */
public record EnvironmentState(
        @Nullable Environment environment,
        long revision,
        @Nullable Lock lock,
        @Nullable LockNews told,
        @Nullable Instant notBefore,
        List<EnvironmentNote> notes) {

    /** As many notes are kept of an environment. */
    public static final int MOST_NOTES = 10;

    /** What all environments are stored as; none is called so, so that a lost name stops nothing. */
    private static final String ALL = "*";

    /** How long before its end that is told. */
    public static final Duration NEAR = Duration.ofMinutes(10);

    /** A lock that is hardly longer than {@link #NEAR} is not announced to end when it has only just begun. */
    private static final Duration SHORT = NEAR.multipliedBy(2);

    /** What could not be told of an end for so long is not news any more. */
    private static final Duration STALE = Duration.ofHours(1);

    /**
     * Cuts the time to milliseconds, and copies.
     *
     * @throws IllegalArgumentException if the revision is negative, the lock is another environment's, or the numbers of the notes do not
     *     rise
     */
    public EnvironmentState {
        notes = List.copyOf(notes);
        notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
        if (revision < 0) {
            throw new IllegalArgumentException("environment state: revision is " + revision + "; allowed: 0 or more");
        }
        if (lock != null && !Objects.equals(lock.environment(), environment)) {
            throw new IllegalArgumentException("environment state of " + name(environment) + ": its lock is that of "
                    + name(lock.environment()) + "; allowed: its own");
        }
        for (int i = 1; i < notes.size(); i++) {
            if (notes.get(i).number() <= notes.get(i - 1).number()) {
                throw new IllegalArgumentException("environment state of " + name(environment) + ": note "
                        + notes.get(i).number() + " stands behind note "
                        + notes.get(i - 1).number() + "; allowed: numbers that rise");
            }
        }
    }

    /**
     * One without notes.
     *
     * @param environment which, or null for what holds in all of them
     * @param revision how often it was written; 0 if never
     * @param lock the lock; null if there is none
     * @param told what was told of it last, or null for nothing
     * @param notBefore when a node looks at it next at the soonest; null for at once
     */
    public EnvironmentState(
            @Nullable Environment environment,
            long revision,
            @Nullable Lock lock,
            @Nullable LockNews told,
            @Nullable Instant notBefore) {
        this(environment, revision, lock, told, notBefore, List.of());
    }

    private static String name(@Nullable Environment environment) {
        return environment == null ? "all environments" : environment.name();
    }

    /**
     * By which name stores keep the state of an environment.
     *
     * @param environment which, or null for all of them
     * @return the name
     */
    public static String storedName(@Nullable Environment environment) {
        return environment == null ? ALL : environment.name();
    }

    /**
     * Reads what {@link #storedName} wrote.
     *
     * @param storedName the name
     * @return the environment, or null for all of them
     * @throws IllegalArgumentException if no environment can have that name
     */
    public static @Nullable Environment environmentOf(String storedName) {
        return storedName.equals(ALL) ? null : new Environment(storedName);
    }

    /**
     * Of an environment that nobody ever locked.
     *
     * @param environment which, or null for all of them
     * @return the state, revision 0
     */
    public static EnvironmentState unlocked(@Nullable Environment environment) {
        return new EnvironmentState(environment, 0, null, null, null);
    }

    /**
     * Locks, in place of whatever lock there is.
     *
     * @param newLock the lock
     * @return the next state
     */
    public EnvironmentState locked(Lock newLock) {
        return next(newLock, null, null);
    }

    /** {@return the next state, without a lock} */
    public EnvironmentState unlocked() {
        return next(null, null, null);
    }

    /**
     * Ends the lock before its time. It stays until that was told.
     *
     * @param by who ends it
     * @param at when
     * @return the next state
     * @throws IllegalStateException if there is no lock
     */
    public EnvironmentState unlocked(Actor by, Instant at) {
        if (lock == null) {
            throw new IllegalStateException(name(environment) + ": there is no lock to end");
        }
        return next(lock.ended(by, at), told, null);
    }

    /**
     * The lock, if it holds.
     *
     * @param now the time
     * @return the lock, or null if there is none in force
     */
    public @Nullable Lock inForce(Instant now) {
        return lock != null && lock.isInForce(now) ? lock : null;
    }

    /** {@return when a node has something to tell of it next, or null for never} */
    public @Nullable Instant dueAt() {
        if (lock == null) {
            return null;
        }
        boolean isLong = !lock.since().plus(SHORT).isAfter(lock.until());
        Instant due = lock.until();
        if (told == null) {
            due = lock.since();
        } else if (told == LockNews.LOCKED && isLong) {
            due = lock.until().minus(NEAR);
        }
        return notBefore != null && notBefore.isAfter(due) ? notBefore : due;
    }

    /**
     * What is to be told now.
     *
     * @param now the time
     * @return what, or null for nothing
     */
    public @Nullable LockNotice notice(Instant now) {
        Instant due = dueAt();
        if (lock == null || due == null || due.isAfter(now)) {
            return null;
        }
        LockNews kind = told == null ? LockNews.LOCKED : LockNews.ENDS_SOON;
        return new LockNotice(lock, lock.isInForce(now) ? kind : LockNews.ENDED);
    }

    /**
     * Keeps other nodes from it for a while.
     *
     * @param until until when
     * @return the next state
     */
    public EnvironmentState leftAloneUntil(Instant until) {
        return next(lock, told, until);
    }

    /**
     * After something was told.
     *
     * @param kind what
     * @return the next state
     */
    public EnvironmentState told(LockNews kind) {
        return kind == LockNews.ENDED ? unlocked() : next(lock, kind, null);
    }

    /**
     * After something could not be told.
     *
     * @param kind what
     * @param retryAt when to try again
     * @return the next state; what is not news any more counts as told
     */
    public EnvironmentState notTold(LockNews kind, Instant retryAt) {
        return lock != null && retryAt.isAfter(lock.until().plus(STALE)) ? told(kind) : leftAloneUntil(retryAt);
    }

    /**
     * Whether all that happened since an earlier state is that notes were kept or taken back.
     *
     * @param earlier the earlier state
     * @return whether the lock, and all that is known of what was told of it, are the same
     */
    public boolean isLockedAs(EnvironmentState earlier) {
        return Objects.equals(lock, earlier.lock)
                && told == earlier.told
                && Objects.equals(notBefore, earlier.notBefore);
    }

    /** {@return whether there are {@link #MOST_NOTES} notes, so that no other one can be kept} */
    public boolean isFull() {
        return notes.size() >= MOST_NOTES;
    }

    /**
     * Keeps a note behind the others, numbered one above the last of them.
     *
     * @param text what to know: one line, at most {@link EnvironmentNote#MAX_TEXT_LENGTH} characters
     * @param by who writes it, a person
     * @param at when
     * @return the next state
     * @throws IllegalStateException if {@linkplain #isFull() no other one} can be kept
     * @throws IllegalArgumentException if that is no note
     */
    public EnvironmentState noted(String text, Actor by, Instant at) {
        if (isFull()) {
            throw new IllegalStateException(name(environment) + ": there are " + notes.size() + " notes already");
        }
        int number = notes.isEmpty() ? 1 : notes.get(notes.size() - 1).number() + 1;
        EnvironmentNote note = new EnvironmentNote(number, text, by, at);
        return withNotes(Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /**
     * Takes a note back.
     *
     * @param note the note
     * @return the next state
     */
    public EnvironmentState without(EnvironmentNote note) {
        return withNotes(notes.stream().filter(each -> !each.equals(note)).toList());
    }

    private EnvironmentState next(@Nullable Lock newLock, @Nullable LockNews newTold, @Nullable Instant newNotBefore) {
        return new EnvironmentState(environment, revision + 1, newLock, newTold, newNotBefore, notes);
    }

    private EnvironmentState withNotes(List<EnvironmentNote> newNotes) {
        return new EnvironmentState(environment, revision + 1, lock, told, notBefore, newNotes);
    }
}

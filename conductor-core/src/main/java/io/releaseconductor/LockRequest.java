package io.releaseconductor;

import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Conductor#lock} is to lock. Immutable.
 *
 * @param environment where, or null for a stop: everywhere, and for everybody
 * @param length how long, {@link Lock#SHORTEST} to {@link Lock#LONGEST}
 * @param reason why, for people: shown as one line of at most {@link Lock#MAX_REASON_LENGTH} characters, cut if it is longer; null or blank
 *     for none
 * @param actor who asks
 * @param destination where in chat its end is told, or null for nowhere
 */
public record LockRequest(
        @Nullable Environment environment,
        Duration length,
        @Nullable String reason,
        Actor actor,
        @Nullable String destination) {

    /** Requires what is not optional. */
    public LockRequest {
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(actor, "actor");
    }

    /**
     * A lock of {@link Lock#DEFAULT_LENGTH}, without a reason, and whose end is told nowhere.
     *
     * @param environment where
     * @param actor who asks
     * @return the request
     */
    public static LockRequest of(Environment environment, Actor actor) {
        return new LockRequest(
                Objects.requireNonNull(environment, "environment"), Lock.DEFAULT_LENGTH, null, actor, null);
    }

    /**
     * A stop of {@link Lock#DEFAULT_LENGTH}, without a reason, and whose end is told nowhere.
     *
     * @param actor who asks
     * @return the request
     */
    public static LockRequest stop(Actor actor) {
        return new LockRequest(null, Lock.DEFAULT_LENGTH, null, actor, null);
    }

    /**
     * The same for another time.
     *
     * @param newLength how long
     * @return the changed request
     */
    public LockRequest lasting(Duration newLength) {
        return new LockRequest(environment, newLength, reason, actor, destination);
    }

    /**
     * The same with a reason.
     *
     * @param newReason why, for people
     * @return the changed request
     */
    public LockRequest because(@Nullable String newReason) {
        return new LockRequest(environment, length, newReason, actor, destination);
    }

    /**
     * The same with a place where its end is told.
     *
     * @param newDestination where in chat
     * @return the changed request
     */
    public LockRequest toldIn(@Nullable String newDestination) {
        return new LockRequest(environment, length, reason, actor, newDestination);
    }
}

package io.releaseconductor;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.engine.EngineParts;
import io.releaseconductor.engine.Reconciler;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people ask of locks: whether they may, and what comes of it. */
final class LockDesk {

    private final EngineParts parts;
    private final Reconciler reconciler;

    LockDesk(EngineParts parts, Reconciler reconciler) {
        this.parts = parts;
        this.reconciler = reconciler;
    }

    LockResult lock(LockRequest request) {
        Optional<LockResult> objection = objection(request.environment(), request.actor(), Action.LOCK);
        if (objection.isPresent()) {
            return objection.get();
        }
        Duration length = request.length();
        if (!Lock.allows(length)) {
            return new LockResult.Invalid(List.of("for: \"" + Times.format(length) + "\" is not allowed; allowed: "
                    + Times.format(Lock.SHORTEST) + " to " + Times.format(Lock.LONGEST)));
        }
        Instant now = parts.clock().instant();
        String shown = request.reason() == null ? null : PlainLine.shown(request.reason(), Lock.MAX_REASON_LENGTH);
        Lock lock = new Lock(
                request.environment(),
                request.actor(),
                shown == null ? "" : shown,
                now,
                now.plus(length),
                request.destination());
        EnvironmentState then = reconciler.locks().change(request.environment(), state -> {
            Lock other = state.inForce(now);
            return other == null || other.owner().isSameAs(request.actor())
                    ? Optional.of(state.locked(lock))
                    : Optional.empty();
        });
        Lock stands = then.lock();
        if (!lock.equals(stands)) {
            return new LockResult.Refused(
                    stands == null
                            ? "It was locked and unlocked by others meanwhile: lock again."
                            : stands.words() + ". Unlock it first, or wait.");
        }
        return new LockResult.Locked(lock, told(request.environment()));
    }

    LockResult unlock(@Nullable Environment environment, Actor actor) {
        Instant now = parts.clock().instant();
        Lock lock = parts.store().environmentState(environment).inForce(now);
        boolean own = lock != null && lock.owner().isSameAs(actor);
        Optional<LockResult> objection = objection(environment, actor, own ? Action.LOCK : Action.UNLOCK);
        if (objection.isPresent()) {
            return objection.get();
        }
        String nothing = environment == null ? "Nothing is stopped." : environment + " is not locked.";
        if (lock == null) {
            return new LockResult.Refused(nothing);
        }
        boolean[] unlocked = {false};
        reconciler.locks().change(environment, state -> {
            // only the lock that the permission was asked for
            unlocked[0] = lock.equals(state.lock());
            return unlocked[0] ? Optional.of(state.unlocked(actor, now)) : Optional.empty();
        });
        if (!unlocked[0]) {
            return new LockResult.Refused("It was changed meanwhile: look again, then unlock.");
        }
        told(environment);
        return new LockResult.Unlocked(lock);
    }

    private List<Deployment> told(@Nullable Environment environment) {
        List<Deployment> underWay = reconciler.locks().tell(environment);
        underWay.forEach(d -> reconciler.changed(d.id()));
        reconciler.locks().soon();
        return underWay;
    }

    /** A stop is asked for everywhere. */
    private Optional<LockResult> objection(@Nullable Environment environment, Actor actor, Action action) {
        return new Objections(parts, reconciler)
                .to(environment, actor, action, LockResult.Invalid::new, LockResult.Denied::new);
    }
}

package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * That nothing begins under another person's lock, a stop or a closed window but a rollback, which none of them delays; and that what waits for
 * their end neither waits for ever nor is given up for that it waits.
 */
final class LockRules {

    /** How long after its time what waits may be given up: as long as a node may be away. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    /** After how long what waits to begin is given up by any of the clocks. */
    private static final Duration LONG_ENOUGH = World.DEADLINES.admission().minus(Deadlines.CLOCKS_APART);

    private final Function<Environment, DeploymentWindows> windows;
    private final Consumer<String> violations;
    private final Map<Optional<Environment>, EnvironmentState> states = new HashMap<>();
    private final Map<DeployId, Long> waitsSince = new HashMap<>();

    LockRules(Function<Environment, DeploymentWindows> windows, Consumer<String> violations) {
        this.windows = windows;
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    /** What somebody locked or unlocked, once it is stored. */
    void stored(EnvironmentState state) {
        states.put(Optional.ofNullable(state.environment()), state);
    }

    boolean isLocked(@Nullable Environment environment, Instant now) {
        EnvironmentState state = states.get(Optional.ofNullable(environment));
        return state != null && state.inForce(now) != null;
    }

    private @Nullable Lock binding(Environment environment, Actor actor, Instant at) {
        for (Optional<Environment> where : List.of(Optional.<Environment>empty(), Optional.of(environment))) {
            EnvironmentState state = states.get(where);
            Lock lock = state == null ? null : state.lock();
            boolean own = lock != null && where.isPresent() && lock.owner().id().equals(actor.id());
            if (lock != null && at.isBefore(lock.until()) && !own) {
                return lock;
            }
        }
        return null;
    }

    void created(Deployment d) {
        Lock lock =
                binding(d.environment(), d.request().initiatedBy(), d.request().initiatedAt());
        require(lock == null, d.id() + ": rule 12: created under a lock: " + words(lock));
    }

    private static String words(@Nullable Lock lock) {
        return lock == null ? "" : lock.words();
    }

    /** A store keeps a write from happening. */
    void refused(Deployment next, Lock lock) {
        require(
                next.status() != DeploymentStatus.ROLLING_BACK,
                next.id() + ": rule 12: its rollback is delayed by a lock: " + lock.words());
    }

    void written(String id, Deployment before, Deployment after, Task task, boolean triedAgain, long now) {
        DispatchIntent intent = newIntent(before, after);
        if (intent != null && intent.phase() != Phase.ROLL_BACK) {
            begins(id + "an intent", after, after.currentProgress().begun().by(), intent.intendedAt());
            Instant closes = windows.apply(after.environment())
                    .openUntil(intent.intendedAt())
                    .orElse(intent.validUntil());
            require(
                    !intent.validUntil().isAfter(closes),
                    id + "rule 12: may be sent until " + intent.validUntil() + ", though the window closes at "
                            + closes);
        }
        Decision promotion = after.promotion();
        boolean opened = task.click != null && WaveRules.opensAGate(before, after);
        if (opened && promotion != null && !promotion.equals(before.promotion())) {
            begins(id + "a gate", after, promotion.by(), promotion.at());
        }
        waits(id, before, after, triedAgain, now);
    }

    private void begins(String what, Deployment d, Actor by, Instant at) {
        Lock lock = binding(d.environment(), by, at);
        require(lock == null, what + " of " + by.name() + ": rule 12: begins under a lock: " + words(lock));
        require(
                windows.apply(d.environment()).isOpen(at),
                what + ": rule 12: begins at " + at + ", when the window is closed");
    }

    private void waits(String id, Deployment before, Deployment after, boolean triedAgain, long now) {
        Long waited = waitsSince.get(after.id());
        if (after.isRestrained()) {
            long since = waitsSince.computeIfAbsent(after.id(), key -> now);
            require(
                    after.status() != DeploymentStatus.ROLLING_BACK && !after.settled(),
                    id + "rule 12: kept from beginning as " + after.status().wireName());
            require(
                    after.status() != DeploymentStatus.INITIATED
                            || now - since
                                    < World.DEADLINES.admission().plus(GRACE).toMillis(),
                    id + "rule 6: has waited to begin since " + Moments.text(since));
        } else {
            waitsSince.remove(after.id());
        }
        Failure failure = after.failure();
        // what is tried again cannot be cancelled when it has waited for too long
        boolean tooLate = triedAgain
                && before.status() == DeploymentStatus.INITIATED
                && waited != null
                && now - waited >= LONG_ENOUGH.toMillis();
        boolean givenUp = after.status() == DeploymentStatus.EXPIRED
                || (after.status() == DeploymentStatus.FAILED
                        && failure != null
                        && failure.kind() == Failure.Kind.NOT_STARTED
                        && !tooLate);
        require(
                !before.isRestrained() || before.status() == after.status() || !givenUp,
                id + "rule 12: given up while it was kept from beginning");
    }

    private static @Nullable DispatchIntent newIntent(Deployment before, Deployment after) {
        DispatchIntent intent =
                sending(after.currentPhase().map(after::progress).orElse(null));
        return intent == null || intent.equals(sending(before.progress(intent.attempt()))) ? null : intent;
    }

    private static @Nullable DispatchIntent sending(@Nullable PhaseProgress progress) {
        return progress != null && progress.stage() instanceof Stage.Sending sending ? sending.intent() : null;
    }
}

package io.releaseconductor.examples.demo.console;

import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Restraint;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.DeploymentListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Follows all deployments, so that the console can wait until nothing is in flight any more. */
public final class Progress implements DeploymentListener {

    /** What is due within this counts as in flight; what is due later waits for a person, or is only a deadline. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<DeployId, Deployment> latest = new HashMap<>();

    /**
     * Starts without deployments.
     *
     * @param clock the clock
     */
    public Progress(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        seen(after);
    }

    /** Takes what an answer showed: the news of it comes on another thread, perhaps later. */
    synchronized void seen(Deployment after) {
        latest.merge(after.id(), after, (one, other) -> one.revision() > other.revision() ? one : other);
        notifyAll();
    }

    /** Waits until nothing is in flight; tells whether that came about within the limit. */
    boolean awaitRest(Duration limit) {
        return await(() -> inFlight().isEmpty(), limit);
    }

    /** Waits until something holds or nothing is in flight; tells whether either came about within the limit. */
    boolean awaitRestOr(BooleanSupplier condition, Duration limit) {
        return await(() -> condition.getAsBoolean() || inFlight().isEmpty(), limit);
    }

    /** The deployments that do not wait for a person, a pre-flight, a lock or a window and are not at their end. */
    synchronized List<Deployment> inFlight() {
        Instant soon = clock.instant().plus(SOON);
        return latest.values().stream().filter(d -> isInFlight(d, soon)).toList();
    }

    /** All deployments as they stand. */
    synchronized Collection<Deployment> all() {
        return List.copyOf(latest.values());
    }

    private static boolean isInFlight(Deployment d, Instant soon) {
        OpenGate gate = OpenGate.of(d);
        boolean kept = (d.isRestrained() || isKeptByPreflight(d)) && d.isWaitingToBegin();
        boolean rests = d.settled()
                || d.status() == DeploymentStatus.VERIFIED
                || d.status() == DeploymentStatus.NEEDS_ATTENTION
                || kept;
        Instant dueAt = gate.isNextRound(d.dueAt()) || (kept && isNextLook(d)) ? null : d.dueAt();
        return !rests || (gate.isAboutToOpen() && !kept) || (dueAt != null && dueAt.isBefore(soon));
    }

    /** Whether it was asked, and does not admit yet. */
    private static boolean isKeptByPreflight(Deployment d) {
        AdmissionState admission = d.awaitedAdmission();
        return admission != null && !admission.answers().isEmpty();
    }

    /** Whether nothing else is due than to look whether what keeps it is over. */
    private static boolean isNextLook(Deployment d) {
        Restraint restraint = d.restraint();
        AdmissionState admission = d.awaitedAdmission();
        return (restraint != null && restraint.lookAgainAt().equals(d.dueAt()))
                || (admission != null && admission.due().equals(d.dueAt()));
    }

    private synchronized boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreRules;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What keeps deployments from beginning: locks and the stop, which the store holds every such write against, and closed windows, which nothing
 * but the time decides. Thread-safe.
 */
public final class Restraints {

    private final Map<Environment, ResolvedSettings> environments;
    private final StateStore store;

    Restraints(EngineParts parts) {
        this.environments = parts.environments();
        this.store = parts.store();
    }

    /**
     * Looks what keeps a deployment from beginning what comes next.
     *
     * @throws StoreUnavailableException if the store cannot be reached
     */
    DeploymentEvent look(Deployment deployment, Instant now) {
        Environment environment = deployment.environment();
        Actor actor = deployment.nextBegunBy();
        // nobody in particular opens the gate that waits: the lock is everybody's but its owner's
        Lock lock = StoreRules.binding(
                store.environmentState(null),
                store.environmentState(environment),
                new Beginning(actor == null ? Actor.POLICY : actor, now));
        if (lock != null) {
            return restrainedBy(lock, now);
        }
        DeploymentEvent closed = closed(environment, now);
        return closed == null ? new DeploymentEvent.Unrestrained(now) : closed;
    }

    static DeploymentEvent.Restrained restrainedBy(Lock lock, Instant now) {
        return new DeploymentEvent.Restrained(lock.words(), lock.until(), now);
    }

    /**
     * Looks whether the window of an environment is closed.
     *
     * @param environment which
     * @param now the time
     * @return what it keeps from beginning, or null if it is open
     */
    public DeploymentEvent.@Nullable Restrained closed(Environment environment, Instant now) {
        DeploymentWindows windows = windows(environment);
        return windows.isOpen(now)
                ? null
                : new DeploymentEvent.Restrained(
                        environment + " is closed: " + windows.whyClosed(now).orElse("no window is open"),
                        windows.closedUntil(now).orElse(null),
                        now);
    }

    /**
     * Why nothing may be shipped to an environment: its window opens so late that a deployment would not wait for it.
     *
     * @param environment where
     * @param now the time
     * @param wait how long a deployment waits
     * @return what keeps it, or null for nothing
     */
    public DeploymentEvent.@Nullable Restrained closedFor(Environment environment, Instant now, Duration wait) {
        DeploymentEvent.Restrained closed = closed(environment, now);
        if (closed == null) {
            return null;
        }
        Instant opens = closed.until();
        return opens != null && !opens.isAfter(now.plus(wait)) ? null : closed;
    }

    /** An intent that is not sent any more once the window is closed. Rollbacks are sent whenever it is. */
    DispatchIntent withinWindow(DispatchIntent intent) {
        if (intent.phase() == Phase.ROLL_BACK) {
            return intent;
        }
        Instant closes = windows(intent.deployment().environment())
                .openUntil(intent.intendedAt())
                .orElse(intent.validUntil());
        return closes.isBefore(intent.validUntil()) ? intent.withValidUntil(closes) : intent;
    }

    private DeploymentWindows windows(Environment environment) {
        ResolvedSettings settings = environments.get(environment);
        return settings == null ? DeploymentWindows.ALWAYS_OPEN : settings.windows();
    }
}

package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what this node saw under way, and tells the team when the store does not know it any more. Nothing is written back: that
 * could revive what somebody removed, or what a restored store knows better, and start a workflow twice. Thread-safe.
 */
final class Witness {

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    private static final Duration EVERY = Duration.ofMinutes(1);

    private static final int MOST_LOOKED_AT = 200;

    private static final int MOST_TOLD = 256;

    /** How many the store is asked for at once, one by one: the others have their turn a minute later. */
    private static final int MOST_ASKED = 100;

    private final EngineParts parts;
    private final NodeAlerts alerts;
    private final Map<DeployId, Deployment> open = new ConcurrentHashMap<>();

    /** Of which the team was told, and whether their run was named. */
    private final Map<DeployId, Boolean> told = new LinkedHashMap<>();

    private volatile @Nullable Instant notBefore;
    private volatile String askedLast = "";

    Witness(EngineParts parts, NodeAlerts alerts) {
        this.parts = parts;
        this.alerts = alerts;
    }

    void seen(Deployment d) {
        if (d.settled()) {
            open.remove(d.id());
        } else {
            open.merge(d.id(), d, (one, other) -> one.revision() > other.revision() ? one : other);
        }
    }

    /** Asks the store for all that is under way as far as this node knows, if it is time. */
    void look() {
        Instant now = parts.clock().instant();
        Instant soonest = notBefore;
        if (soonest != null && now.isBefore(soonest)) {
            return;
        }
        notBefore = now.plus(EVERY);
        List<DeployId> next = next();
        askedLast = next.size() < MOST_ASKED ? "" : next.get(next.size() - 1).value();
        for (DeployId id : next) {
            parts.store().find(id).ifPresentOrElse(this::seen, () -> missing(id, null));
        }
    }

    /** Those after the ones that were asked for last, or the first ones again after the last ones. */
    private List<DeployId> next() {
        return open.keySet().stream()
                .filter(id -> id.value().compareTo(askedLast) > 0)
                .sorted(Comparator.comparing(DeployId::value))
                .limit(MOST_ASKED)
                .toList();
    }

    /**
     * The store knows a deployment no more.
     *
     * @param id which
     * @param event what should have been saved, or null
     * @throws StoreUnavailableException if the store cannot say whether it was cleaned up
     */
    void missing(DeployId id, @Nullable DeploymentEvent event) {
        String what = event == null ? "" : event.getClass().getSimpleName();
        Deployment last = open.get(id);
        Optional<WorkflowRun> run = run(last, event);
        if (isTold(id, run.isPresent())) {
            LOG.warn("{}: gone from the state store, so this is not saved: {}", id, what);
            return;
        }
        boolean cleanedUp = parts.store().history(HistoryQuery.newest(MOST_LOOKED_AT)).entries().stream()
                .anyMatch(entry -> entry.id().equals(id) && entry.status().settled());
        open.remove(id);
        if (cleanedUp) {
            LOG.info("{}: settled and cleaned up, so this is not saved: {}", id, what);
        } else if (tell(id, run.isPresent())) {
            alerts.raise(NodeAlert.Kind.DEPLOYMENT_LOST, message(id, last, run));
        }
    }

    /** Whether the team knows that it is gone, and which run goes on if that is known by now. */
    private boolean isTold(DeployId id, boolean withRun) {
        synchronized (told) {
            Boolean before = told.get(id);
            return before != null && (before || !withRun);
        }
    }

    private boolean tell(DeployId id, boolean withRun) {
        synchronized (told) {
            if (isTold(id, withRun)) {
                return false;
            }
            if (told.size() >= MOST_TOLD) {
                told.remove(told.keySet().iterator().next());
            }
            told.put(id, withRun);
            return true;
        }
    }

    private static String message(DeployId id, @Nullable Deployment last, Optional<WorkflowRun> run) {
        String stood = last == null ? "" : " (" + last.status().words() + ")";
        String see = run.map(r -> "See its workflow run " + (r.url() == null ? r.id() : r.url()))
                .orElse("See whether a workflow run of it goes on");
        return id + stood
                + " is gone from the state store, which has forgotten it unless somebody removed it. Nobody watches"
                + " it any more, and its environment's place is free. " + see + ", and ship again what is missing.";
    }

    /** The run that nobody watches any more, as far as it is known. */
    private static Optional<WorkflowRun> run(@Nullable Deployment last, @Nullable DeploymentEvent event) {
        if (event instanceof DeploymentEvent.Dispatched dispatched
                && dispatched.outcome() instanceof DispatchOutcome.Started started) {
            return Optional.of(started.run());
        }
        if (event instanceof DeploymentEvent.Located located
                && located.outcome() instanceof LocateOutcome.Found found) {
            return Optional.of(found.run());
        }
        return Optional.ofNullable(last)
                .flatMap(d -> d.currentPhase().map(d::progress))
                .flatMap(PhaseProgress::run);
    }
}

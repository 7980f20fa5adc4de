package io.releaseconductor.engine;

import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.spi.NodeAlert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether this node still works, and tells the team when it does not. It counts its own looks and not the
 * time, so that a process that was frozen as a whole does not take that for a standstill.
 */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    static final Duration EVERY = Duration.ofSeconds(5);

    /** So many looks without a round in between are a standstill: a minute. */
    private static final int MOST_LOOKS = 12;

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final EngineParts parts;
    private final Callbacks callbacks;
    private final Pulse pulse;
    private final NodeAlerts alerts;
    private final Inquiry inquiry;
    private final Set<String> down = new HashSet<>();
    private final Set<Callback> full = new HashSet<>();
    private long beats = -1;
    private int looks;
    private boolean standing;

    Watch(EngineParts parts, Callbacks callbacks, Pulse pulse, NodeAlerts alerts) {
        this.parts = parts;
        this.callbacks = callbacks;
        this.pulse = pulse;
        this.alerts = alerts;
        this.inquiry = new Inquiry(parts.threads());
    }

    /** One look at a node that works on threads of its own. */
    synchronized void look() {
        guarded(this::lookAtRounds);
        lookAtOthers();
    }

    /** One look at all but the rounds. */
    synchronized void lookAtOthers() {
        guarded(callbacks::watch);
        guarded(this::lookAtCallbacks);
        guarded(this::lookAtParts);
        guarded(alerts::work);
    }

    private void guarded(Runnable look) {
        try {
            look.run();
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(parts.threads(), e);
            LOG.error("A look at this node failed", e);
        }
    }

    private void lookAtRounds() {
        long now = pulse.beats();
        looks = now == beats ? looks + 1 : 0;
        beats = now;
        boolean stands = looks >= MOST_LOOKS || pulse.isDefective();
        if (stands && !standing) {
            String why = pulse.trouble();
            pulse.stands(why);
            alerts.raise(
                    NodeAlert.Kind.STALLED,
                    "Node " + parts.nodeId() + " does no work: " + why
                            + ". Deployments wait unless another node works on them; see its log, and restart it.");
        } else if (standing && !stands) {
            pulse.stands(null);
            alerts.raise(NodeAlert.Kind.WORKS_AGAIN, "Node " + parts.nodeId() + " works again.");
        }
        standing = stands;
    }

    private void lookAtCallbacks() {
        for (Callback callback : callbacks.all()) {
            if (!callback.isFull()) {
                full.remove(callback);
            } else if (full.add(callback)) {
                alerts.raise(
                        NodeAlert.Kind.CALLS_STUCK,
                        "Node " + parts.nodeId() + " does not call the " + callback.name() + " any more: "
                                + callback.whyFull() + ".");
            }
        }
    }

    private void lookAtParts() {
        for (PartHealth part : parts()) {
            if (part.state() != PartHealth.State.DOWN) {
                down.remove(part.name());
            } else if (down.add(part.name())) {
                alerts.raise(
                        NodeAlert.Kind.PART_DOWN, "Node " + parts.nodeId() + ": " + part.name() + ": " + part.detail());
            }
        }
    }

    /** What the parts say about themselves. */
    List<PartHealth> parts() {
        List<PartHealth> all = new ArrayList<>();
        for (HealthContributor contributor : parts.contributors()) {
            all.add(ask(contributor));
        }
        return all;
    }

    private PartHealth ask(HealthContributor contributor) {
        String type = contributor.getClass().getName();
        try {
            @Nullable PartHealth said = inquiry.ask(callbacks.parts(), "health of " + type, LIMIT, contributor::health);
            return said == null ? PartHealth.impaired(type, "it does not say how it is") : said;
        } catch (UnansweredException e) {
            return PartHealth.impaired(type, "it does not say how it is: " + e.getMessage());
        }
    }
}

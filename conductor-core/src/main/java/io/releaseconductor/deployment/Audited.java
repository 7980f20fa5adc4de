package io.releaseconductor.deployment;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.Occurrence;
import io.releaseconductor.model.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a deployment's audit trail: {@link Deployment#audit()} is its last entry, which the store adds to the trail by the very save that it
 * came with. Pure, thread-safe.
 */
public final class Audited {

    private Audited() {}

    /**
     * With the first entry: that it was shipped.
     *
     * @param initiated the deployment as it is first stored
     * @param node the node that stores it
     * @return the same with an entry
     */
    public static Deployment shipped(Deployment initiated, String node) {
        DeployRequest request = initiated.request();
        Occurrence told = new Occurrence(
                request.initiatedAt(),
                "ship",
                request.initiatedBy(),
                request.note(),
                null,
                initiated.status().wireName(),
                AuditWords.asked(request));
        return with(initiated, told, node);
    }

    /**
     * With an entry for an event, unless it changed nothing but how far things have come.
     *
     * @param before the deployment before
     * @param event what happened
     * @param after the deployment afterwards, not saved yet
     * @param node the node that saves it
     * @return the same, with an entry where there is something to tell
     */
    public static Deployment by(Deployment before, DeploymentEvent event, Deployment after, String node) {
        if (!Substance.isChanged(before, after)) {
            return after;
        }
        Actor by = event instanceof DeploymentEvent.Asked asked ? asked.by() : byPolicy(before, after);
        Occurrence told = new Occurrence(
                event.at(),
                AuditWords.name(event),
                by,
                AuditWords.reason(before, event, after),
                before.status().wireName(),
                after.status().wireName(),
                AuditWords.detail(before, event, after));
        return with(after, told, node);
    }

    /** Some of what the policy decides comes with the event that it decides on. */
    private static @Nullable Actor byPolicy(Deployment before, Deployment after) {
        Rollback rollback = after.rollback();
        boolean rolledBack = rollback != null
                && !rollback.equals(before.rollback())
                && rollback.decision().by().isPolicy();
        return rolledBack ? Actor.POLICY : null;
    }

    /**
     * With an entry for somebody who asked for something and was refused. Nothing else is changed.
     *
     * @param deployment the deployment as it stands
     * @param by who asked
     * @param action what for
     * @param denied whether they were not permitted to; else it did not fit the deployment
     * @param why what they were told
     * @param at when
     * @param node the node that refused it
     * @return the next revision, to be saved
     */
    public static Deployment refused(
            Deployment deployment, Actor by, Action action, boolean denied, String why, Instant at, String node) {
        String status = deployment.status().wireName();
        Occurrence told = new Occurrence(
                at, denied ? "denied" : "refused", by, why, status, status, "asked to " + action.wireName());
        return with(deployment.withRevision(deployment.revision() + 1), told, node);
    }

    private static Deployment with(Deployment deployment, Occurrence told, String node) {
        AuditEntry entry = AuditEntry.following(deployment.audit(), deployment.id(), deployment.revision(), node, told);
        return deployment.toBuilder().audit(entry).build();
    }
}

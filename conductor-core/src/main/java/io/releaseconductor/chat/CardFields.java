package io.releaseconductor.chat;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Rollout;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of a card: what is being shipped, and who decided what. */
final class CardFields {

    private CardFields() {}

    static void add(CardBuilder card, Deployment d) {
        DeployRequest request = d.request();
        DeployId parent = request.parent();
        if (d.status() == DeploymentStatus.VERIFIED) {
            card.field("Status", CardStatus.waiting(d));
            CardDecision.add(card, d);
        }
        card.time("Waits until", d.beginBy());
        card.field("Environment", request.environment().title())
                .field("Strategy", CardWaves.strategy(d))
                .field("Deploy ID", d.id().value())
                .field(
                        "Rollout",
                        request.rollout() == Rollout.BLUE_GREEN
                                ? request.rollout().wireName()
                                : null)
                .field("Ref", CardRef.text(request))
                .field("Version", d.version())
                .field("Change", CardChange.text(d))
                .field("Also in it", CardChange.others(d))
                .field("Note", request.note())
                .field("Promoted from", parent == null ? null : parent.value())
                .decision("Initiated by", new Decision(request.initiatedBy(), request.initiatedAt()));
        CardWaves.add(card, d);
        addDecisions(card, d);
        addTimes(card, d);
        addAudit(card, d);
    }

    /** The digest of the last entry, so that a trail that is rewritten later does not fit the card. */
    private static void addAudit(CardBuilder card, Deployment d) {
        AuditEntry last = d.settled() ? d.audit() : null;
        card.field(
                "Audit",
                last == null
                        ? null
                        : last.number() + (last.number() == 1 ? " entry, " : " entries, ") + last.shownDigest());
    }

    private static void addDecisions(CardBuilder card, Deployment d) {
        CardHold.add(card, d);
        card.decision(
                d.status() == DeploymentStatus.CANCELLED ? "Cancelled by" : "Cancel requested by", d.cancelWish());
        CardWaves.addPromotion(card, d);
        Rollback wish = d.rollbackWish();
        card.decision("Rollback requested by", wish == null ? null : wish.decision());
        Rollback rollback = d.rollback();
        if (rollback != null) {
            boolean done = d.rolledBackAt() != null;
            card.decision(done ? "Rolled back by" : "Rollback by", rollback.decision())
                    .time("Rolled back at", unlessSaid(d.rolledBackAt(), rollback.decision()))
                    .field(done ? "Returned to" : "Returning to", rollback.version())
                    .field("Rollback method", words(rollback.method()));
        }
    }

    private static void addTimes(CardBuilder card, Deployment d) {
        Failure failure = d.failure();
        card.time("Failed at", failure == null ? null : failure.at());
        Attention attention = d.attention();
        card.time("Needs attention since", attention == null ? null : attention.since());
    }

    private static @Nullable Instant unlessSaid(@Nullable Instant at, @Nullable Decision said) {
        return said != null && said.at().equals(at) ? null : at;
    }

    private static String words(RollbackMethod method) {
        return switch (method) {
            case REDEPLOY -> "deploy the earlier version again";
            case REMOVE_CANARY -> "remove the canary instances, keep the stable version";
            case NO_SWITCH -> "nothing to switch back, keep the new version idle for investigation";
            case SWITCH_BACK -> "switch the traffic back, keep the new version for investigation";
        };
    }
}

package io.releaseconductor.chat;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Times;

/** What there is to decide: what each way does, until when, and who may. */
final class CardDecision {

    private CardDecision() {}

    static void add(CardBuilder card, Deployment d) {
        EnvironmentProfile profile = d.request().profile();
        card.field("Promote", promotes(d)).field("Rollback", rollsBack(d));
        CardWaves.addApprovals(card, d);
        card.time("Decide by", d.decideBy());
        String promoters = profile.promoters();
        String rollbackers = profile.rollbackers();
        if (promoters != null && promoters.equals(rollbackers)) {
            card.field("May decide", promoters);
        } else {
            card.field("May promote", promoters).field("May roll back", rollbackers);
        }
    }

    /** What the button says: what the click leads to. */
    static String promoteLabel(Deployment d) {
        Environment linked = d.request().linked();
        String label = CardWaves.promote(d);
        return leadsToTheEnd(d)
                ? CardWatch.consenting(label + (linked == null ? "" : " and ship " + linked.title()), d)
                : label;
    }

    static String rollbackLabel(Deployment d) {
        String version = d.previousVersion();
        return version == null || !CardStatus.mayRollBack(d)
                ? "Rollback"
                : "Rollback to " + CardVersion.brief(version) + (d.leavesRollbackToAPerson() ? " (risky)" : "");
    }

    private static String promotes(Deployment d) {
        String version = d.version() == null ? "it" : CardVersion.brief(d.version());
        if (d.inLastWave()) {
            return "marks " + version + " as successful" + shipsOn(d);
        }
        Reach next = d.request().plan().wave(d.wave() + 1).reach();
        String takes = d.request().plan().isIdleFirst()
                ? "switches the traffic to " + version
                : "takes " + version + " to " + next.words();
        return takes + (leadsToTheEnd(d) ? shipsOn(d) : "");
    }

    private static String shipsOn(Deployment d) {
        DeployRequest request = d.request();
        Environment linked = request.linked();
        return CardWatch.promise(d) + (linked == null ? "" : ", then ships " + linked.title() + soak(request));
    }

    private static String soak(DeployRequest request) {
        return request.soak().isZero() ? "" : " after " + Times.format(request.soak());
    }

    /** Whether nobody is asked again before it is promoted. */
    private static boolean leadsToTheEnd(Deployment d) {
        return d.inLastWave() || d.passesAtOnce(d.wave() + 1);
    }

    private static String rollsBack(Deployment d) {
        String impossible = CardStatus.whyNoRollback(d);
        if (impossible != null) {
            return impossible;
        }
        String version = d.previousVersion() == null ? "the earlier version" : CardVersion.brief(d.previousVersion());
        return switch (d.rollbackMethod()) {
            case REDEPLOY ->
                "deploys " + version + " again"
                        + (d.leavesRollbackToAPerson() ? ", which is not safe by version alone" : "");
            case REMOVE_CANARY -> "removes the canary; " + version + " stays";
            case SWITCH_BACK -> "switches the traffic back to " + version;
            case NO_SWITCH -> "leaves " + version + " serving; nothing was switched yet";
        };
    }
}

package io.releaseconductor.chat;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;

/** Says where what is deployed is not what was verified, since a workflow takes no version, and where nothing rolls it back. */
final class CardCaveats {

    private CardCaveats() {}

    static void add(CardBuilder card, Deployment d) {
        DeployRequest request = d.request();
        DeployId parent = request.parent();
        if (parent != null && request.version() == null) {
            card.line("⚠️ Deploys " + head(request) + ", which may not be what was verified as " + parent
                    + ": the deployment workflow takes no version");
        }
        CardChange.addRisk(card, d);
        if (request.withoutRollback() && !d.settled()) {
            card.line("⚠️ Rollback is off: there is no workflow that rolls "
                    + d.environment().title() + " back");
        }
        boolean awaited = d.status() == DeploymentStatus.VERIFYING || d.status() == DeploymentStatus.VERIFIED;
        if (request.promoteFromHead() && (awaited || d.status() == DeploymentStatus.PROMOTING)) {
            card.line("⚠️ Promotion deploys " + head(request) + " at that time, not the verified commit"
                    + ": the promotion workflow takes no version");
        }
        Environment linked = request.linked();
        if (linked != null && request.linkedFromHead() && (awaited || isStillToShip(d))) {
            card.line("⚠️ " + linked.title() + " then gets " + head(request) + ", not the verified commit"
                    + ": its deployment workflow takes no version");
        }
    }

    private static boolean isStillToShip(Deployment d) {
        LinkedShip linked = d.linked();
        return d.status() == DeploymentStatus.PROMOTING
                || (linked != null && linked.state() != LinkedShip.State.SHIPPED);
    }

    private static String head(DeployRequest request) {
        return request.ref() == null ? "the head of the branch" : "the head of " + request.ref();
    }
}

package io.releaseconductor.deployment;

import io.releaseconductor.model.Times;

/** The linked environment's deployment. */
final class LinkedTransitions {

    private LinkedTransitions() {}

    static LifecycleResult wanted(Deployment d, DeploymentEvent.ShipLinked event) {
        LinkedShip linked = d.linked();
        if (linked == null) {
            return Change.refused("There is no linked environment to ship to.");
        }
        if (linked.state() == LinkedShip.State.SHIPPED) {
            return Change.refused("Already shipped to " + linked.environment() + " as " + linked.deployment() + ".");
        }
        if (d.status() != DeploymentStatus.PROMOTED) {
            return Change.refused("Only a promoted deployment is shipped on: " + Decisions.standing(d));
        }
        if (linked.state() == LinkedShip.State.WANTED && linked.notBefore().isAfter(event.at())) {
            return Change.refused(linked.environment().title() + " follows at " + Times.format(linked.notBefore())
                    + ", asked for by " + linked.wanted().describe() + ".");
        }
        if (linked.state() == LinkedShip.State.WANTED) {
            return Change.refused("Already being shipped to " + linked.environment() + ", asked for by "
                    + linked.wanted().describe() + ".");
        }
        LinkedShip again = new LinkedShip(
                linked.environment(),
                new Decision(event.by(), event.at()),
                LinkedShip.State.WANTED,
                null,
                null,
                event.at());
        return Change.of(d, event.at()).apply(b -> b.linked(again)).moved();
    }

    static LifecycleResult answered(Deployment d, DeploymentEvent.LinkedAnswered event) {
        LinkedShip linked = d.linked();
        if (linked == null || linked.state() == LinkedShip.State.SHIPPED) {
            return Change.refused("No linked deployment is awaited.");
        }
        Change change = Change.of(d, event.at());
        if (event.outcome() instanceof LinkedOutcome.Shipped shipped) {
            return change.apply(b -> b.linked(new LinkedShip(
                            linked.environment(),
                            linked.wanted(),
                            LinkedShip.State.SHIPPED,
                            shipped.deployment(),
                            null,
                            linked.notBefore())))
                    .moved();
        }
        if (linked.state() == LinkedShip.State.BLOCKED) {
            return Change.refused("The linked deployment is blocked already.");
        }
        if (!linked.wanted().equals(event.wanted())) {
            return Change.refused("The linked deployment was asked for anew since.");
        }
        if (event.outcome() instanceof LinkedOutcome.Dropped dropped) {
            return change.apply(b -> b.linked(linked.blocked(dropped.newer() + " was promoted since")))
                    .moved();
        }
        if (event.outcome() instanceof LinkedOutcome.Blocked blocked) {
            if (d.status() == DeploymentStatus.PROMOTED) {
                change.alert(
                        AlertKind.LINKED_BLOCKED, "Not shipped to " + linked.environment() + ": " + blocked.reason());
            }
            return change.apply(b -> b.linked(linked.blocked(blocked.reason()))).moved();
        }
        throw Lifecycle.notKnown("outcome", event.outcome());
    }

    /** Only a help for people: what was shipped is another deployment by now, or its card is known. */
    static LifecycleResult cardShown(Deployment d, DeploymentEvent.LinkedCardShown event) {
        LinkedShip linked = d.linked();
        if (linked == null || !event.child().equals(linked.deployment())) {
            return Change.refused("It was not shipped on as " + event.child() + ".");
        }
        if (event.card().equals(linked.card())) {
            return Change.refused("Where the card of " + event.child() + " is, is known.");
        }
        return Change.of(d, event.at())
                .apply(b -> b.linked(linked.withCard(event.card())))
                .moved();
    }

    static LifecycleResult withdrawn(Deployment d, DeploymentEvent.Withdrawn event) {
        if (!event.parent().equals(d.request().parent())
                || d.status() != DeploymentStatus.INITIATED
                || !(d.deployPhase().stage() instanceof Stage.Ready)) {
            return Change.refused("It was not shipped on from " + event.parent() + ", or has begun.");
        }
        String rolledBack = event.parent() + " was rolled back before this was ";
        if (Endings.mayHaveBegunBefore(d)) {
            return Endings.notTriedAgain(d, rolledBack + "tried again", event.at());
        }
        return Endings.cancelled(Change.of(d, event.at())
                .alert(AlertKind.LINKED_BLOCKED, "Not shipped to " + d.environment() + ": " + rolledBack + "started"));
    }
}

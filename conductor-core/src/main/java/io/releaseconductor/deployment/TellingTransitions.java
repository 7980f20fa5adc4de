package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What the chat shows and what the team was told. */
final class TellingTransitions {

    private TellingTransitions() {}

    static LifecycleResult cardDelivered(Deployment d, DeploymentEvent.CardDelivered event) {
        CardState card = d.card();
        Delivery outcome = event.outcome();
        Change change = Change.of(d, event.at());
        if (outcome instanceof Delivery.Shown shown) {
            boolean overtaken = overtaken(card, event.before());
            if (overtaken && card.reference() != null && !card.reference().equals(shown.reference())) {
                return Change.refused("Another message shows the card.");
            }
            // of two tries at once nobody knows which came last, so that the card is shown once more
            return change.apply(b -> b.card(
                            overtaken
                                    ? new CardState(shown.reference(), null, null, card.posts() + 1, 0, null)
                                    : new CardState(shown.reference(), event.digest(), null, card.posts(), 0, null)))
                    .moved();
        }
        if (outcome instanceof Delivery.Gone) {
            if (!Objects.equals(card.reference(), event.before().reference())) {
                return Change.refused("Another message shows the card.");
            }
            // another key, or the chat would take the new message for the one that was deleted
            return change.apply(b -> b.card(new CardState(null, null, null, card.posts() + 1, card.failures(), null)))
                    .moved();
        }
        if (outcome instanceof Delivery.Undeliverable undeliverable) {
            boolean told = d.alerts().stream().anyMatch(a -> a.kind() == AlertKind.CARD_UNDELIVERABLE);
            if (!told) {
                change.alert(AlertKind.CARD_UNDELIVERABLE, "The card cannot be shown: " + undeliverable.reason());
            }
            return change.apply(b -> b.card(
                            new CardState(card.reference(), card.shown(), event.digest(), card.posts(), 0, null)))
                    .moved();
        }
        Delivery.Unavailable unavailable = (Delivery.Unavailable) outcome;
        int failures = card.failures() + 1;
        Instant soonest = event.at().plus(Backoff.after(failures));
        Instant retryAt = unavailable.retryAt().isAfter(soonest) ? unavailable.retryAt() : soonest;
        // the message may have changed all the same, so that what it showed before is not known to be shown any more
        return change.apply(b -> b.card(
                        new CardState(card.reference(), null, card.undeliverable(), card.posts(), failures, retryAt)))
                .moved();
    }

    /** Whether somebody else changed the message since a try began. */
    private static boolean overtaken(CardState now, CardState before) {
        return now.posts() != before.posts()
                || now.failures() != before.failures()
                || !Objects.equals(now.reference(), before.reference())
                || !Objects.equals(now.shown(), before.shown());
    }

    static LifecycleResult alertDelivered(Deployment d, DeploymentEvent.AlertDelivered event) {
        Optional<Alert> pending = d.alerts().stream()
                .filter(a -> a.id().equals(event.alertId()) && a.isPending())
                .findFirst();
        if (pending.isEmpty()) {
            return Change.refused("No such alert is waiting to be sent.");
        }
        Alert alert = pending.get();
        Alert changed = event.problem() == null
                ? alert.sent(event.at())
                : alert.failed(event.at().plus(Backoff.after(alert.failures() + 1)));
        return Change.of(d, event.at()).replace(alert, changed).moved();
    }
}

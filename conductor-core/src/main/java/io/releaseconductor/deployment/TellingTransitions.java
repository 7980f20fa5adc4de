package io.releaseconductor.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What the chat shows and what the team was told. */
final class TellingTransitions {

    /** How long after a try that was not answered the chat may still carry it out; longer than a call may take. */
    private static final Duration AFTERMATH = Duration.ofMinutes(2);

    private static final String OTHER_MESSAGE = "Another message shows the card.";

    private TellingTransitions() {}

    static LifecycleResult cardDelivered(Deployment d, DeploymentEvent.CardDelivered event) {
        if (isAboutAnotherMessage(d.card(), event)) {
            return Change.refused(OTHER_MESSAGE);
        }
        DeliveryOutcome outcome = event.outcome();
        if (outcome instanceof DeliveryOutcome.Shown shown) {
            return shown(d, event, shown);
        }
        if (outcome instanceof DeliveryOutcome.Gone) {
            return gone(d, event);
        }
        if (outcome instanceof DeliveryOutcome.Undeliverable undeliverable) {
            return undeliverable(d, event, undeliverable);
        }
        if (outcome instanceof DeliveryOutcome.Unavailable unavailable) {
            return unavailable(d, event, unavailable);
        }
        throw Lifecycle.notKnown("outcome", outcome);
    }

    /** A message that is known to be gone stays gone, whatever comes back late; and a card has one message. */
    private static boolean isAboutAnotherMessage(CardState card, DeploymentEvent.CardDelivered event) {
        CardState before = event.before();
        String updated = before.reference();
        if (updated != null) {
            return !updated.equals(card.reference());
        }
        if (card.reference() != null && event.outcome() instanceof DeliveryOutcome.Shown shown) {
            return !shown.reference().equals(card.reference());
        }
        return before.posts() != card.posts();
    }

    /** Of two tries at once nobody knows which came last, so that the card is shown once more. */
    private static LifecycleResult shown(
            Deployment d, DeploymentEvent.CardDelivered event, DeliveryOutcome.Shown shown) {
        CardState card = d.card();
        boolean known = !overtaken(card, event);
        Instant unsure = card.unsureUntil();
        boolean settled = unsure == null || (known && !event.at().isBefore(unsure));
        return moved(
                d,
                event,
                new CardState(
                        shown.reference(),
                        known ? event.digest() : null,
                        null,
                        card.posts(),
                        0,
                        null,
                        card.generation() + 1,
                        settled ? null : unsure));
    }

    /** Another key, or the chat would take the new message for the one that was deleted. */
    private static LifecycleResult gone(Deployment d, DeploymentEvent.CardDelivered event) {
        CardState card = d.card();
        return moved(
                d,
                event,
                new CardState(null, null, null, card.posts() + 1, card.failures(), null, card.generation() + 1, null));
    }

    private static LifecycleResult undeliverable(
            Deployment d, DeploymentEvent.CardDelivered event, DeliveryOutcome.Undeliverable undeliverable) {
        CardState card = d.card();
        if (overtaken(card, event)) {
            return Change.refused("Another try came to its end meanwhile.");
        }
        Change change = Change.of(d, event.at());
        boolean told = d.alerts().stream().anyMatch(a -> a.kind() == AlertKind.CARD_UNDELIVERABLE);
        if (!told) {
            change.alert(AlertKind.CARD_UNDELIVERABLE, "The card cannot be shown: " + undeliverable.reason());
        }
        int failures = Objects.equals(event.digest(), card.undeliverable()) ? card.failures() + 1 : 1;
        return change.apply(b -> b.card(new CardState(
                        card.reference(),
                        card.shown(),
                        event.digest(),
                        card.posts(),
                        failures,
                        event.at().plus(Backoff.slowly(d.id(), card.generation(), failures)),
                        card.generation() + 1,
                        card.unsureUntil())))
                .moved();
    }

    private static LifecycleResult unavailable(
            Deployment d, DeploymentEvent.CardDelivered event, DeliveryOutcome.Unavailable unavailable) {
        CardState card = d.card();
        boolean overtaken = overtaken(card, event);
        boolean perhaps = unavailable.perhapsShown();
        if (overtaken && !perhaps) {
            return Change.refused("Another try came to its end meanwhile.");
        }
        int failures = overtaken ? card.failures() : card.failures() + 1;
        Instant retryAt = overtaken
                ? card.retryAt()
                : event.at()
                        .plus(Backoff.ofCard(
                                d.id(),
                                card.generation(),
                                failures,
                                Duration.between(
                                        event.at(), Backoff.again(unavailable.retryAt(), event.at(), event.at()))));
        // the message may have changed all the same, so that what it showed before is not known to be shown any more
        return moved(
                d,
                event,
                new CardState(
                        card.reference(),
                        perhaps ? null : card.shown(),
                        card.undeliverable(),
                        card.posts(),
                        failures,
                        retryAt,
                        card.generation() + 1,
                        perhaps ? unsureUntil(card, event.at()) : card.unsureUntil()));
    }

    /** A try whose end is told late was begun before others that may have their effect after it. */
    private static Instant unsureUntil(CardState card, Instant at) {
        Instant unsure = card.unsureUntil();
        Instant later = at.plus(AFTERMATH);
        return unsure != null && unsure.isAfter(later) ? unsure : later;
    }

    private static LifecycleResult moved(Deployment d, DeploymentEvent event, CardState card) {
        return Change.of(d, event.at()).apply(b -> b.card(card)).moved();
    }

    /** Whether another try came to its end, or somebody asked for one, since this one began. */
    private static boolean overtaken(CardState now, DeploymentEvent.CardDelivered event) {
        return !now.equals(event.before());
    }

    static LifecycleResult chatReached(Deployment d, DeploymentEvent.ChatReached event) {
        return d.card().isHeldBack()
                ? moved(d, event, d.card().released())
                : Change.refused("No card waits for the chat.");
    }

    /** Whoever decides something looks at the chat: what is to be seen there is not held back any more. */
    static Deployment seen(Deployment decided) {
        return decided.card().isHeldBack()
                ? decided.toBuilder().card(decided.card().released()).build()
                : decided;
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
                : alert.failed(event.at().plus(Backoff.ofAlertAfter(alert.failures() + 1)), event.deliveredTo());
        return Change.of(d, event.at()).replace(alert, changed).moved();
    }
}

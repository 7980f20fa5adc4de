package io.releaseconductor.testkit;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.spi.ChatChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A chat in memory, for tests. It remembers each message with all the cards that it showed. A post under a key that was posted before
 * is answered with the message that is there, as platforms do, and costs a second call where it shows another card. Thread-safe.
 */
public final class FakeChat implements ChatChannel {

    /** How long it asks to wait when it cannot be reached. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /**
     * A message.
     *
     * @param reference by which it is updated
     * @param destination where it was posted
     * @param cards all the cards that it showed, the current one last
     */
    public record Message(String reference, String destination, List<Card> cards) {
        /** Requires all and copies. */
        public Message {
            Objects.requireNonNull(reference, "reference");
            Objects.requireNonNull(destination, "destination");
            cards = List.copyOf(cards);
        }

        /** {@return the card that it shows} */
        public Card card() {
            return cards.get(cards.size() - 1);
        }

        private Message showing(Card card) {
            List<Card> all = new ArrayList<>(cards);
            all.add(card);
            return new Message(reference, destination, all);
        }
    }

    private final Clock clock;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, String> referencesByKey = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private boolean reachable = true;
    private int answersToLose;
    private int calls;
    private int lastNumber;

    /**
     * Makes a chat without messages, that can be reached.
     *
     * @param clock for when to try again
     */
    public FakeChat(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Makes the chat unreachable. */
    public synchronized void goDown() {
        reachable = false;
    }

    /** Makes the chat reachable again. */
    public synchronized void comeUp() {
        reachable = true;
    }

    /**
     * Lets the next calls show their card and lose the answer.
     *
     * @param count how many calls
     */
    public synchronized void loseNextAnswers(int count) {
        answersToLose = count;
    }

    /**
     * Takes away the right to post somewhere.
     *
     * @param destination where
     */
    public synchronized void refuse(String destination) {
        refused.add(destination);
    }

    /**
     * Gives back the right to post somewhere.
     *
     * @param destination where
     */
    public synchronized void permit(String destination) {
        refused.remove(destination);
    }

    /**
     * Deletes a message, as a person can.
     *
     * @param reference which
     */
    public synchronized void delete(String reference) {
        messages.remove(reference);
    }

    /** {@return how often anything was asked of it, answered or not} */
    public synchronized int calls() {
        return calls;
    }

    /** {@return all messages that are there, in the order in which they were posted} */
    public synchronized List<Message> messages() {
        return List.copyOf(messages.values());
    }

    /**
     * One message.
     *
     * @param reference which
     * @return the message, or empty if it is not there
     */
    public synchronized Optional<Message> message(String reference) {
        return Optional.ofNullable(messages.get(reference));
    }

    /** {@return the message that was posted last, or empty if there is none} */
    public synchronized Optional<Message> lastMessage() {
        return messages.values().stream().reduce((earlier, later) -> later);
    }

    @Override
    public synchronized DeliveryOutcome post(String destination, String key, Card card) {
        calls++;
        if (!reachable) {
            return unavailable("The chat cannot be reached.");
        }
        if (refused.contains(destination)) {
            return new DeliveryOutcome.Undeliverable("There is no right to post to " + destination + ".");
        }
        Message first = messages.get(referencesByKey.get(key));
        if (first == null) {
            Message posted = new Message("message-" + ++lastNumber, destination, List.of(card));
            messages.put(posted.reference, posted);
            referencesByKey.put(key, posted.reference);
            return answered(posted.reference);
        }
        // a platform takes the repeat for the first message, and answers with it as it is: what differs has to be
        // edited
        DeliveryOutcome repeat = answered(first.reference);
        return repeat instanceof DeliveryOutcome.Shown && !first.card().equals(card)
                ? update(first.reference, card)
                : repeat;
    }

    @Override
    public synchronized DeliveryOutcome update(String reference, Card card) {
        calls++;
        if (!reachable) {
            return unavailable("The chat cannot be reached.");
        }
        Message message = messages.get(reference);
        if (message == null) {
            return new DeliveryOutcome.Gone("There is no message " + reference + ".");
        }
        if (refused.contains(message.destination)) {
            return new DeliveryOutcome.Undeliverable("There is no right to post to " + message.destination + ".");
        }
        messages.put(reference, message.showing(card));
        return answered(reference);
    }

    private DeliveryOutcome answered(String reference) {
        if (answersToLose > 0) {
            answersToLose--;
            return unavailable("The answer was lost.");
        }
        return new DeliveryOutcome.Shown(reference);
    }

    private DeliveryOutcome unavailable(String reason) {
        return new DeliveryOutcome.Unavailable(reason, clock.instant().plus(RETRY_AFTER));
    }
}

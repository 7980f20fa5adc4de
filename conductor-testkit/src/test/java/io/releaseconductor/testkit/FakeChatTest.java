package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.DeliveryOutcome;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The fake chat")
class FakeChatTest {

    private final FakeChat chat = new FakeChat(new ManualClock());

    @Test
    @DisplayName("remembers all the cards that a message showed")
    void remembers_all_cards() {
        String reference = posted("key-1", "One");
        chat.update(reference, card("Two"));

        assertThat(chat.message(reference))
                .contains(new FakeChat.Message(reference, "releases", List.of(card("One"), card("Two"))));
        assertThat(chat.lastMessage().orElseThrow().card()).isEqualTo(card("Two"));
        assertThat(chat.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("remembers messages in the order in which they were posted, and forgets deleted ones")
    void remembers_messages() {
        assertThat(chat.lastMessage()).isEmpty();
        String first = posted("key-1", "One");
        String second = posted("key-2", "Two");
        chat.delete(first);

        assertThat(chat.messages()).extracting(FakeChat.Message::reference).containsExactly(second);
        assertThat(chat.message(first)).isEmpty();
    }

    @Test
    @DisplayName("takes posts again where they were refused for a while")
    void permits_again() {
        chat.refuse("releases");
        assertThat(chat.post("releases", "key-1", card("One"))).isInstanceOf(DeliveryOutcome.Undeliverable.class);
        chat.permit("releases");
        String reference = posted("key-1", "One");
        chat.refuse("releases");

        assertThat(chat.update(reference, card("Two"))).isInstanceOf(DeliveryOutcome.Undeliverable.class);
    }

    @Test
    @DisplayName("takes a repeat for the first message, and needs a second call to show another card there")
    void takes_a_repeat_for_the_first_message() {
        String reference = posted("key-1", "One");
        assertThat(posted("key-1", "One")).isEqualTo(reference);
        assertThat(chat.calls()).isEqualTo(2);
        assertThat(posted("key-1", "Two")).isEqualTo(reference);
        assertThat(chat.calls()).isEqualTo(4);
        assertThat(chat.messages()).hasSize(1);

        chat.loseNextAnswers(1);
        assertThat(chat.post("releases", "key-1", card("Three"))).isInstanceOf(DeliveryOutcome.Unavailable.class);
        assertThat(chat.message(reference).orElseThrow().card())
                .as("without an answer there is nothing to compare")
                .isEqualTo(card("Two"));
    }

    @Test
    @DisplayName("posts afresh where the message of a key was deleted")
    void posts_afresh() {
        String reference = posted("key-1", "One");
        chat.delete(reference);

        assertThat(posted("key-1", "Two")).isNotEqualTo(reference);
        assertThat(chat.messages()).hasSize(1);
    }

    private String posted(String key, String title) {
        return ((DeliveryOutcome.Shown) chat.post("releases", key, card(title))).reference();
    }

    private static Card card(String title) {
        return new Card(Tone.NEUTRAL, title, List.of(), List.of(), null, List.of(), List.of());
    }

    @Nested
    @DisplayName("under the contract")
    class UnderTheContract extends ChatChannelContract {

        @Override
        protected ChatHarness openChat(Clock clock) {
            return new FakeChatHarness(new FakeChat(clock));
        }
    }
}

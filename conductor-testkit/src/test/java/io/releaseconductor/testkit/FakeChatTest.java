package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.Delivery;
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
        assertThat(chat.post("releases", "key-1", card("One"))).isInstanceOf(Delivery.Undeliverable.class);
        chat.permit("releases");
        String reference = posted("key-1", "One");
        chat.refuse("releases");

        assertThat(chat.update(reference, card("Two"))).isInstanceOf(Delivery.Undeliverable.class);
    }

    private String posted(String key, String title) {
        return ((Delivery.Shown) chat.post("releases", key, card(title))).reference();
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

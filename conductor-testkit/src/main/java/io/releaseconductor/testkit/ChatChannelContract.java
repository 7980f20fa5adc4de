package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Mention;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.ChatChannel;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Everything that {@link ChatChannel} promises. An adapter's test extends it and gives a {@link ChatHarness}, opened with the
 * kit's clock, which stands still unless a test moves it.
 */
@DisplayName("A chat channel")
public abstract class ChatChannelContract {

    private static final DeployId DEPLOYMENT = new DeployId("ship-staging-1699747200");

    private final ManualClock clock = new ManualClock();
    private @Nullable ChatHarness opened;

    /** For subclasses. */
    protected ChatChannelContract() {}

    /**
     * Opens a chat without messages, that can be reached, and the adapter. Called before each test; closed after it.
     *
     * @param clock the kit's clock
     * @return the harness
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract ChatHarness openChat(Clock clock) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        clock.set(ManualClock.START);
        opened = openChat(clock);
    }

    @AfterEach
    final void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    @DisplayName("reports what its harness cannot show")
    void reports_limits(TestReporter reporter) {
        harness().limits().report().forEach(reporter::publishEntry);
        assertThat(harness().limits().reasons())
                .allSatisfy((what, why) -> assertThat(why).isNotBlank());
    }

    @Nested
    @DisplayName("when it posts")
    class Posting {

        @Test
        @DisplayName("shows one message with all that the card says")
        void shows_the_card() {
            String reference = posted("key-1", card("Results"));

            assertThat(messages()).hasSize(1);
            assertThat(text(reference))
                    .contains("Results", "Environment", "Staging", "All is well", "5/5 checks passed");
        }

        @Test
        @DisplayName("shows the buttons")
        void shows_the_buttons() {
            harness().limits().need(ChatHarness.Area.BUTTONS);

            assertThat(text(posted("key-1", card("Results")))).contains("Promote", "Details");
        }

        @Test
        @DisplayName("shows one message for a key that is posted twice, under one reference")
        void shows_one_message_for_one_key() {
            String first = posted("key-1", card("Results"));
            String again = posted("key-1", card("Results"));

            assertThat(messages()).hasSize(1);
            updated(again, card("Promoted"));
            assertThat(messages()).hasSize(1);
            assertThat(text(first)).contains("Promoted");
        }

        @Test
        @DisplayName("shows one message for a key that is posted again after a lost answer")
        void shows_one_message_after_a_lost_answer() {
            harness().limits().need(ChatHarness.Area.LOST_ANSWERS);
            harness().loseNextAnswer();
            assertThat(chat().post(harness().destination(), "key-1", card("Results")))
                    .isNotInstanceOf(DeliveryOutcome.Undeliverable.class);
            posted("key-1", card("Results"));

            assertThat(messages()).hasSize(1);
        }

        @Test
        @DisplayName("shows the card of the repeat where it is another one than that of the first post")
        void shows_the_card_of_a_repeat() {
            String first = posted("key-1", card("Deploying"));
            String again = posted("key-1", card("Promoted"));

            assertThat(messages()).hasSize(1);
            assertThat(text(again)).contains("Promoted").doesNotContain("Deploying");
            assertThat(text(first)).contains("Promoted");
        }

        @Test
        @DisplayName("shows the card of the repeat after a lost answer, where it is another one by then")
        void shows_another_card_after_a_lost_answer() {
            harness().limits().need(ChatHarness.Area.LOST_ANSWERS);
            harness().loseNextAnswer();
            chat().post(harness().destination(), "key-1", card("Deploying"));
            String reference = posted("key-1", card("Promoted"));

            assertThat(messages()).hasSize(1);
            assertThat(text(reference)).contains("Promoted").doesNotContain("Deploying");
        }

        @Test
        @DisplayName("finds the message of an earlier post again, also when the platform has forgotten its key")
        void finds_an_earlier_message() {
            harness().limits().need(ChatHarness.Area.OLD_KEYS);
            String first = posted("key-1", card("Deploying"));
            posted("key-2", card("Elsewhere", new DeployId("ship-prod-1699747201")));
            clock.advance(Duration.ofDays(1));
            String again = shown(chat().postAgain(harness().destination(), "key-1", card("Promoted")));

            assertThat(messages()).hasSize(2);
            assertThat(again).isEqualTo(first);
            assertThat(text(first)).contains("Promoted").doesNotContain("Deploying");
        }

        @Test
        @DisplayName("posts what was never posted, when asked to look for it first")
        void posts_what_is_not_found() {
            posted("key-2", card("Elsewhere", new DeployId("ship-prod-1699747201")));
            String reference = shown(chat().postAgain(harness().destination(), "key-1", card("Promoted")));

            assertThat(messages()).hasSize(2);
            assertThat(text(reference)).contains("Promoted");
        }

        @Test
        @DisplayName("shows a message for each key")
        void shows_a_message_for_each_key() {
            String first = posted("key-1", card("One"));
            String second = posted("key-2", card("Two"));

            assertThat(first).isNotEqualTo(second);
            assertThat(messages()).hasSize(2);
            assertThat(text(first)).contains("One");
            assertThat(text(second)).contains("Two");
        }

        @Test
        @DisplayName("says when to try again while the chat is down, and shows the card then")
        void waits_while_down() {
            harness().limits().need(ChatHarness.Area.OUTAGES);
            harness().goDown();
            assertUnavailable(chat().post(harness().destination(), "key-1", card("Results")));
            harness().comeUp();
            assertThat(messages()).isEmpty();
            posted("key-1", card("Results"));

            assertThat(messages()).hasSize(1);
        }

        @Test
        @DisplayName("says why a card can never be shown where nothing may be posted")
        void tells_that_it_is_refused() {
            harness().limits().need(ChatHarness.Area.REFUSALS);
            DeliveryOutcome delivery = chat().post(harness().refusedDestination(), "key-1", card("Results"));

            assertThat(delivery)
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Undeliverable.class,
                            undeliverable -> assertThat(undeliverable.reason()).isNotBlank());
            assertTellsNoSecret(delivery);
            assertThat(messages()).isEmpty();
        }

        @Test
        @DisplayName("posts eight cards at once, each once")
        void posts_at_once() {
            List<String> references = AtOnce.run(8, i -> () -> posted("key-" + i, card("Card " + i)));

            assertThat(references).doesNotHaveDuplicates();
            assertThat(messages()).hasSize(8);
            for (int i = 0; i < 8; i++) {
                assertThat(text(references.get(i))).contains("Card " + i);
            }
        }

        @Test
        @DisplayName("answers a post never with gone")
        void never_answers_a_post_with_gone() {
            assertThat(chat().post(harness().destination(), "key-1", card("Results")))
                    .isNotInstanceOf(DeliveryOutcome.Gone.class);
        }
    }

    @Nested
    @DisplayName("when it updates")
    class Updating {

        @Test
        @DisplayName("shows the new card in the same message, and touches no other")
        void shows_the_new_card() {
            String first = posted("key-1", card("Deploying"));
            String other = posted("key-2", card("Elsewhere"));
            String updated = updated(first, card("Promoted"));

            assertThat(messages()).hasSize(2);
            assertThat(text(updated)).contains("Promoted").doesNotContain("Deploying");
            assertThat(text(other)).contains("Elsewhere");
        }

        @Test
        @DisplayName("shows the same card again without ado")
        void shows_the_same_card_again() {
            String reference = posted("key-1", card("Results"));
            updated(reference, card("Results"));

            assertThat(messages()).hasSize(1);
            assertThat(text(reference)).contains("Results");
        }

        @Test
        @DisplayName("shows one whole card of several that came at once, and then the one that comes after them")
        void updates_at_once() {
            String reference = posted("key-1", card("Deploying"));
            AtOnce.run(4, i -> () -> updated(reference, card("Card " + i)));

            assertThat(messages()).hasSize(1);
            assertThat(IntStream.range(0, 4).filter(i -> text(reference).contains("Card " + i)))
                    .hasSize(1);
            updated(reference, card("Promoted"));
            assertThat(text(reference)).contains("Promoted").doesNotContain("Card ");
        }

        @Test
        @DisplayName("says that a deleted message is gone, and posts afresh under another key")
        void says_that_a_deleted_message_is_gone() {
            harness().limits().need(ChatHarness.Area.DELETED_MESSAGES);
            String reference = posted("key-1", card("Results"));
            harness().delete(reference);

            assertThat(chat().update(reference, card("Promoted"))).isInstanceOf(DeliveryOutcome.Gone.class);
            assertThat(messages()).isEmpty();
            posted("key-2", card("Promoted"));
            assertThat(messages()).hasSize(1);
        }

        @Test
        @DisplayName("says when to try again while the chat is down, and leaves the message alone")
        void waits_while_down() {
            harness().limits().need(ChatHarness.Area.OUTAGES);
            String reference = posted("key-1", card("Deploying"));
            harness().goDown();
            assertUnavailable(chat().update(reference, card("Promoted")));
            harness().comeUp();

            assertThat(text(reference)).contains("Deploying");
        }

        @Test
        @DisplayName("answers for a reference that it never gave, and does not throw")
        void answers_for_an_unknown_reference() {
            assertThat(chat().update("no-such-message", card("Results")))
                    .isInstanceOfAny(DeliveryOutcome.Gone.class, DeliveryOutcome.Undeliverable.class);
        }
    }

    @Nested
    @DisplayName("when it retires a message that is not the card")
    class Retiring {

        @Test
        @DisplayName("leaves that message there, and all others as they are")
        void leaves_messages_there() {
            String crossed = posted("key-1", card("Deploying"));
            String other = posted("key-2", card("Elsewhere", new DeployId("ship-prod-1699747201")));
            String before = text(other);
            chat().retire(crossed);
            String again = posted("key-3", card("Afterwards"));

            assertThat(messages()).hasSize(3);
            assertThat(text(crossed)).contains("Deploying");
            assertThat(text(other)).isEqualTo(before);
            assertThat(text(again)).contains("Afterwards");
        }

        @Test
        @DisplayName("can still update it, buttons included")
        void can_still_update_it() {
            String reference = posted("key-1", card("Deploying"));
            chat().retire(reference);
            updated(reference, card("Promoted"));

            assertThat(text(reference)).contains("Promoted");
            if (harness().limits().allow(ChatHarness.Area.BUTTONS)) {
                assertThat(text(reference)).contains("Details");
            }
        }

        @Test
        @DisplayName("does not throw, whatever the reference is, and while the chat is down")
        void does_not_throw() {
            String reference = posted("key-1", card("Deploying"));
            chat().retire("no-such-message");
            harness().limits().need(ChatHarness.Area.OUTAGES);
            harness().goDown();
            chat().retire(reference);
            harness().comeUp();

            assertThat(messages()).hasSize(1);
        }
    }

    @Nested
    @DisplayName("when a card is hard to show")
    class HardCards {

        @Test
        @DisplayName("shows texts that look like commands, mentions, markup or nothing at all")
        void shows_hostile_texts() {
            List<String> hostile = List.of(
                    "@everyone @here <@1001> <!channel>",
                    "**bold** _it_ ~~no~~ `code` ```block``` > quote # title",
                    "[click](https://evil.example) <a href=x>x</a> <script>alert(1)</script>",
                    "\"}],\"content\":\"broken out\"",
                    "\u202Eright to left\u202C \u200B \u0000 \u001B[31m",
                    "half a pair \uD83D of surrogates",
                    " ",
                    "\n\n\n",
                    "%s %n {0} ${jndi:x} {{7*7}}");
            int number = 0;
            for (String text : hostile) {
                Card card = new Card(
                        Tone.BAD,
                        "Title " + text,
                        List.of(new Card.Field(text, text, null)),
                        List.of(text, "The line after it"),
                        text,
                        List.of(new Card.Link(text, URI.create("https://ci.example/runs/1"))),
                        buttons());
                String reference = posted("key-" + ++number, card);

                assertThat(text(reference)).as(text).contains("The line after it");
            }
        }

        @Test
        @DisplayName("cuts what is too long instead of refusing it, and keeps the buttons")
        void cuts_what_is_too_long() {
            String endless = "0123456789 ".repeat(2000);
            Card card = new Card(
                    Tone.WARNING,
                    endless,
                    IntStream.range(0, 60)
                            .mapToObj(i -> new Card.Field(endless, endless, clock.instant()))
                            .toList(),
                    IntStream.range(0, 200).mapToObj(i -> i + " " + endless).toList(),
                    endless,
                    IntStream.range(0, 40)
                            .mapToObj(i -> new Card.Link(endless, URI.create("https://ci.example/runs/" + i)))
                            .toList(),
                    buttons());
            String reference = posted("key-1", card);

            assertThat(messages()).hasSize(1);
            assertThat(text(reference)).contains("0123456789");
            if (harness().limits().allow(ChatHarness.Area.BUTTONS)) {
                assertThat(text(reference)).contains("Promote", "Details");
            }
            updated(reference, card);
        }

        @Test
        @DisplayName("cuts emoji in whole")
        void cuts_emoji_in_whole() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                lines.add("x".repeat(i) + "\uD83D\uDE80".repeat(3000));
            }
            Card card = new Card(
                    Tone.GOOD, "x" + "\uD83D\uDE80".repeat(3000), List.of(), lines, null, List.of(), List.of());
            String shown = text(posted("key-1", card));

            assertThat(shown.codePoints().filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                    .as("halves of emoji")
                    .isEmpty();
        }

        @Test
        @DisplayName("shows a card on which nothing is said")
        void shows_an_empty_card() {
            posted("key-1", new Card(Tone.NEUTRAL, "", List.of(), List.of(), null, List.of(), List.of()));

            assertThat(messages()).hasSize(1);
        }

        @Test
        @DisplayName("shows values that are empty")
        void shows_empty_values() {
            Card card = new Card(
                    Tone.NEUTRAL,
                    "Title",
                    List.of(new Card.Field("", "", null)),
                    List.of(""),
                    "",
                    List.of(),
                    List.of());

            assertThat(text(posted("key-1", card))).contains("Title");
        }

        @Test
        @DisplayName("shows a card that calls people whom it does not know")
        void shows_a_card_that_calls_strangers() {
            List<Mention> mentions = List.of(
                    new Mention.Group("no such group"),
                    new Mention.Group("@everyone"),
                    new Mention.Person(Actor.person("4711", "Ada").withChat("another-chat")),
                    new Mention.Person(Actor.person("<@4711>", "<@4711>")));
            Card card = new Card(
                    Tone.WARNING,
                    null,
                    "A decision is due",
                    List.of(),
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    mentions);

            assertThat(text(posted("key-1", card))).contains("A decision is due");
        }

        @Test
        @DisplayName("tells the address of a message, or that there is none, and does not throw")
        void tells_addresses() {
            String reference = posted("key-1", card("Deploying"));

            assertThat(chat().address(reference)).isNotNull();
            assertThat(chat().address("no-such-message")).isNotNull();
            assertThat(chat().address("")).isNotNull();
        }

        @Test
        @DisplayName("shows a card of every tone")
        void shows_every_tone() {
            for (Tone tone : Tone.values()) {
                posted(
                        "key-" + tone,
                        new Card(tone, "Title", List.of(), List.of("A line"), null, List.of(), List.of()));
            }

            assertThat(messages()).hasSize(Tone.values().length);
        }
    }

    private ChatHarness harness() {
        return Objects.requireNonNull(opened, "harness");
    }

    private ChatChannel chat() {
        return harness().chat();
    }

    private Map<String, String> messages() {
        return harness().messages();
    }

    private String text(String reference) {
        assertThat(messages()).containsKey(reference);
        return Objects.requireNonNull(messages().get(reference));
    }

    private String posted(String key, Card card) {
        return shown(chat().post(harness().destination(), key, card));
    }

    private String updated(String reference, Card card) {
        return shown(chat().update(reference, card));
    }

    private static String shown(DeliveryOutcome delivery) {
        assertThat(delivery).isInstanceOf(DeliveryOutcome.Shown.class);
        return ((DeliveryOutcome.Shown) delivery).reference();
    }

    private void assertUnavailable(DeliveryOutcome delivery) {
        assertThat(delivery).isInstanceOfSatisfying(DeliveryOutcome.Unavailable.class, unavailable -> {
            assertThat(unavailable.retryAt()).isAfterOrEqualTo(clock.instant());
            assertThat(unavailable.reason()).isNotBlank();
        });
        assertTellsNoSecret(delivery);
    }

    private void assertTellsNoSecret(DeliveryOutcome delivery) {
        harness().secrets().forEach(secret -> assertThat(delivery.toString()).doesNotContain(secret));
    }

    private static Card card(String title) {
        return card(title, DEPLOYMENT);
    }

    private static Card card(String title, DeployId deployment) {
        return new Card(
                Tone.GOOD,
                title,
                List.of(new Card.Field("Environment", "Staging", null)),
                List.of("All is well"),
                "Overall: 5/5 checks passed",
                List.of(new Card.Link("View Run", URI.create("https://ci.example/runs/1001"))),
                buttons(deployment));
    }

    private static List<Button> buttons() {
        return buttons(DEPLOYMENT);
    }

    private static List<Button> buttons(DeployId deployment) {
        return List.of(
                new Button(ButtonId.of(Question.PROMOTE, deployment), "Promote", Button.Style.PRIMARY),
                new Button(ButtonId.of(Question.ROLLBACK, deployment), "Rollback", Button.Style.DANGER),
                new Button(ButtonId.of(Question.DETAILS, deployment), "Details", Button.Style.PLAIN));
    }
}

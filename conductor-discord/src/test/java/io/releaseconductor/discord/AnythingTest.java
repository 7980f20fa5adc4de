package io.releaseconductor.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.model.DeployId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

@Label("Whatever comes from outside")
class AnythingTest {

    private static Node.World world = new Node.World();
    private static FakeMessage card;

    @BeforeContainer
    static void open() {
        Node node = world.start();
        FakeInteraction ship =
                Node.answered(world.discord.command(FakeDiscord.ADA, FakeDiscord.CHANNEL, "ship", Map.of()));
        assertThat(ship.answer()).contains("Shipping");
        node.conductor.runDue();
        card = world.discord.messages().get(0);
    }

    @AfterContainer
    static void close() {
        world.close();
    }

    @Property(tries = 300)
    @Label("a card of any texts is a message that Discord takes, and mentions nobody")
    void any_card(@ForAll("cards") Card any) {
        String json = CardMessage.of(any).toString();

        assertThat(FakeDiscord.refusalsOf(json)).as(json).isEmpty();
        assertThat(json).contains("\"allowed_mentions\":{\"parse\":[]}");
    }

    @Property(tries = 300)
    @Label("any reason is an answer that Discord takes")
    void any_reason(@ForAll("texts") String reason, @ForAll("texts") String another) {
        for (Reply reply : List.of(
                new Reply.Refused(reason, null),
                new Reply.Denied(reason),
                new Reply.Asked(List.of(reason, another), "ship_yes", null),
                new Reply.Asked(List.of(reason, another), null, "a-b-c"),
                new Reply.Listing(
                        Tone.NEUTRAL,
                        reason,
                        List.of(
                                new Reply.Listing.Entry(another, Instant.EPOCH, null),
                                new Reply.Listing.Entry(reason, Instant.MAX, null)),
                        another),
                new Reply.Invalid(List.of(reason, another)))) {
            ReplyMessage.of(reply, FakeDiscord.GUILD).forEach(message -> {
                String json = message.toString();
                assertThat(FakeDiscord.refusalsOf(json)).as(json).isEmpty();
                assertThat(json).contains("\"allowed_mentions\":{\"parse\":[]}");
            });
        }
    }

    @Property(tries = 100)
    @Label("any id of a button is acknowledged and answered or carried out, and nothing breaks")
    void any_button(@ForAll("ids") String id) {
        FakeInteraction click = world.discord.press(FakeDiscord.MALLORY, card, id, -1);
        await().until(() -> !click.answers().isEmpty());

        assertThat(click.acknowledged()).isTrue();
        assertThat(click.answer()).containsAnyOf("I do not know this button", "You may not");
        assertThat(world.discord.refusals()).isEmpty();
    }

    @Property(tries = 100)
    @Label("any values of options are answered, and nothing breaks")
    void any_options(@ForAll("commands") String command, @ForAll("options") Map<String, String> options) {
        FakeInteraction used = world.discord.command(FakeDiscord.GRACE, FakeDiscord.OTHER_CHANNEL, command, options);
        await().until(() -> !used.answers().isEmpty());

        assertThat(used.answer()).isNotBlank().doesNotContain("Something went wrong");
        assertThat(world.discord.refusals()).isEmpty();
    }

    @Property(tries = 50)
    @Label("anything that somebody types has proposals, or none, and nothing breaks")
    void anything_typed(@ForAll("commands") String command, @ForAll("shortTexts") String typed) {
        FakeInteraction typing =
                world.discord.type(FakeDiscord.ADA, FakeDiscord.CHANNEL, command, Command.DEPLOYMENT, typed);
        await().until(typing::acknowledged);

        assertThat(typing.choices()).hasSizeLessThanOrEqualTo(25);
        assertThat(world.discord.refusals()).isEmpty();
    }

    @Provide
    Arbitrary<String> commands() {
        return Arbitraries.of(Command.NAMES);
    }

    @Provide
    Arbitrary<Map<String, String>> options() {
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of("staging", "prod", "full", "canary", "ship-staging-1", "@everyone", "\\", "\"", " "),
                shortTexts());
        return Arbitraries.maps(
                        Arbitraries.of("env", "strategy", "ref", "version", "note", "deployment", "what"), values)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> ids() {
        Arbitrary<String> made = Combinators.combine(
                        Arbitraries.of("ship", "Ship", "hsip"),
                        Arbitraries.of("promote", "rollback", "adopt", "adopt-1", "adopt-0", "ship", "destroy", ""),
                        Arbitraries.of("ship-staging-1699747200", "ship-prod-0", "ship-Staging-1", "ship--1", "x"))
                .as((a, b, c) -> a + "_" + b + "_" + c);
        return Arbitraries.oneOf(made, Arbitraries.strings().ofMinLength(1).ofMaxLength(100))
                .filter(id -> !id.isEmpty());
    }

    @Provide
    Arbitrary<String> shortTexts() {
        return texts().map(text -> text.length() > 300 ? text.substring(0, 300) : text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(50),
                Arbitraries.strings()
                        .withChars("\\*_~`|<>[]()#-+.@:/ 1\n\t\u202E\uD83D")
                        .ofMaxLength(200),
                Arbitraries.of("@everyone ", "**", "x", "🚀", "\\", "\uD83D", " ", "\u200B", "role 444444444444444441 ")
                        .flatMap(piece -> Arbitraries.of(0, 1, 80, 256, 300, 1024, 2000, 4096, 7000)
                                .map(piece::repeat)));
    }

    @Provide
    Arbitrary<Card> cards() {
        Arbitrary<List<Card.Field>> fields = Combinators.combine(
                        texts(),
                        texts(),
                        Arbitraries.of(Instant.EPOCH, Instant.MAX, Instant.ofEpochSecond(1699747200))
                                .injectNull(0.3))
                .as(Card.Field::new)
                .list()
                .ofMaxSize(40);
        Arbitrary<List<Card.Link>> links = Combinators.combine(
                        texts(),
                        Arbitraries.of(
                                "https://ci.example/(1)",
                                "mailto:a@b.c",
                                "x",
                                "https://ci.example/" + "y".repeat(3000)))
                .as((label, target) -> new Card.Link(label, URI.create(target)))
                .list()
                .ofMaxSize(40);
        Arbitrary<List<Button>> buttons = Combinators.combine(
                        Arbitraries.of(Question.values()).filter(q -> q != Question.ADOPT),
                        Arbitraries.of("ship-staging-1699747200", "ship-prod-1", "ship-a-2", "ship-b-3"),
                        texts().map(t -> t.isBlank() ? "x" : t.substring(0, Math.min(80, t.length())))
                                .filter(t -> !t.isBlank()),
                        Arbitraries.of(Button.Style.values()))
                .as((question, id, label, style) -> new Button(ButtonId.of(question, new DeployId(id)), label, style))
                .list()
                .ofMaxSize(40);
        return Combinators.combine(
                        Arbitraries.of(Tone.values()),
                        texts(),
                        fields,
                        texts().list().ofMaxSize(60),
                        texts().injectNull(0.2),
                        links,
                        buttons)
                .as(Card::new);
    }
}

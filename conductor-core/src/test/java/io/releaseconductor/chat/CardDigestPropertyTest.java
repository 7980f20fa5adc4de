package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.DeployId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("A card's digest")
class CardDigestPropertyTest {

    private static final DeployId DEPLOYMENT = new DeployId("ship-staging-1699747200");

    /** Few and nasty texts, so that cards that are nearly the same come up often. */
    @Provide
    Arbitrary<Card> cards() {
        Arbitrary<String> texts =
                Arbitraries.of("", "a", "b", ", ", "]", "a, b", "null", "\ud800", "\ud801", "?", "ä", "ä");
        Arbitrary<Card.Field> fields = Combinators.combine(
                        texts,
                        texts,
                        Arbitraries.of(Instant.EPOCH, Instant.EPOCH.plusNanos(1))
                                .injectNull(0.5))
                .as(Card.Field::new);
        Arbitrary<URI> targets = Arbitraries.of(
                        "http://a/",
                        "HTTP://A/",
                        "http://b/",
                        "http://a:80/",
                        "http://a/%c3",
                        "http://a/%C3",
                        "http://a/?q",
                        "http://a/#q",
                        "http://u@a/",
                        "http://a",
                        "mailto:a",
                        "a",
                        "//a",
                        "http://a_b:x/")
                .map(URI::create);
        Arbitrary<Card.Link> links = Combinators.combine(texts, targets).as(Card.Link::new);
        Arbitrary<Button> buttons = Combinators.combine(
                        Arbitraries.of(Question.PROMOTE, Question.ROLLBACK),
                        Arbitraries.of("A", "B"),
                        Arbitraries.of(Button.Style.class))
                .as((action, label, style) -> new Button(ButtonId.of(action, DEPLOYMENT), label, style));
        return Combinators.combine(
                        Arbitraries.of(Tone.class),
                        texts,
                        fields.list().ofMaxSize(2),
                        texts.list().ofMaxSize(2),
                        texts.injectNull(0.3),
                        links.list().ofMaxSize(2),
                        buttons.list().ofMaxSize(2))
                .as(Card::new);
    }

    @Property
    @Label("is the same for two cards exactly if they are equal")
    void sameExactlyIfEqual(@ForAll("cards") Card one, @ForAll("cards") Card other) {
        assertThat(one.digest().equals(other.digest())).isEqualTo(one.equals(other));
    }

    @Property
    @Label("changes with each single part")
    void changesWithEachPart(@ForAll("cards") Card card) {
        for (Card changed : variants(card)) {
            assertThat(changed).isNotEqualTo(card);
            assertThat(changed.digest()).as("%s", changed).isNotEqualTo(card.digest());
        }
    }

    private static List<Card> variants(Card c) {
        Tone tone = c.tone() == Tone.BAD ? Tone.GOOD : Tone.BAD;
        String summary = c.summary() == null ? "" : null;
        List<Card> variants = new ArrayList<>();
        variants.add(new Card(
                c.tone(),
                "First",
                c.title(),
                c.fields(),
                c.lines(),
                c.summary(),
                c.links(),
                c.buttons(),
                c.mentions()));
        variants.add(new Card(tone, c.title(), c.fields(), c.lines(), c.summary(), c.links(), c.buttons()));
        variants.add(new Card(c.tone(), c.title() + " ", c.fields(), c.lines(), c.summary(), c.links(), c.buttons()));
        variants.add(new Card(
                c.tone(),
                c.title(),
                more(c.fields(), new Card.Field("", "", null)),
                c.lines(),
                c.summary(),
                c.links(),
                c.buttons()));
        variants.add(
                new Card(c.tone(), c.title(), c.fields(), more(c.lines(), ""), c.summary(), c.links(), c.buttons()));
        variants.add(new Card(c.tone(), c.title(), c.fields(), c.lines(), summary, c.links(), c.buttons()));
        variants.add(new Card(
                c.tone(),
                c.title(),
                c.fields(),
                c.lines(),
                c.summary(),
                more(c.links(), new Card.Link("", URI.create(""))),
                c.buttons()));
        Button button = new Button(ButtonId.of(Question.DETAILS, DEPLOYMENT), "Details", Button.Style.PLAIN);
        variants.add(new Card(
                c.tone(), c.title(), c.fields(), c.lines(), c.summary(), c.links(), more(c.buttons(), button)));
        return variants;
    }

    private static <T> List<T> more(List<T> list, T element) {
        List<T> more = new ArrayList<>(list);
        more.add(element);
        return more;
    }
}

package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("A card as text")
class CardTextPropertyTest {

    @Property
    @Label("has as many lines as the card has parts, whatever texts come from outside")
    void noTextForgesALine(@ForAll String text) {
        Card card = new Card(
                Tone.BAD,
                text,
                List.of(new Card.Field(text, text, null)),
                List.of(text, text),
                text,
                List.of(new Card.Link(text, URI.create("https://shop.test/"))),
                List.of());

        String rendered = CardText.render(card);

        assertThat(rendered.split("\n", -1)).hasSize(6 + 4);
        assertThat(rendered.chars().filter(c -> c != '\n')).noneMatch(Line::isBreak);
    }
}

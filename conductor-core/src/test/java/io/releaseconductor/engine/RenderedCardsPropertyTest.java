package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Walk;
import io.releaseconductor.deployment.Walks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("Whatever a deployment goes through")
class RenderedCardsPropertyTest {

    @Property(tries = 200)
    @Label("the card that is kept is the one that would be rendered")
    void the_card_that_is_kept_is_the_one_that_would_be_rendered(@ForAll(supplier = Walks.class) Walk walk) {
        RenderedCards cards = new RenderedCards(CardRenderer::render);
        for (Deployment d : walk.states()) {
            Card card = CardRenderer.render(d);
            assertThat(cards.of(d)).as("%s", d).isEqualTo(card.digest());
            assertThat(cards.card(d)).as("%s", d).isEqualTo(card);
        }
    }
}

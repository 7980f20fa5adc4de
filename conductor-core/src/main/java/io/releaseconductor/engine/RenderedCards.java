package io.releaseconductor.engine;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.plan.CardDigests;
import java.util.function.Function;

/** Renders the cards of deployments. Thread-safe. */
final class RenderedCards implements CardDigests {

    private final Function<Deployment, Card> renderer;

    /** @param renderer renders a deployment's card; pure */
    RenderedCards(Function<Deployment, Card> renderer) {
        this.renderer = renderer;
    }

    @Override
    public String of(Deployment deployment) {
        return card(deployment).digest();
    }

    /** The card whose digest that is. */
    Card card(Deployment deployment) {
        return renderer.apply(deployment);
    }
}

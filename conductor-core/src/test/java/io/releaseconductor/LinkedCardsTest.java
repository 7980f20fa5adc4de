package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChatChannel;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A deployment and the one that it was shipped on as")
class LinkedCardsTest {

    private final World world = new World();
    private Function<String, Optional<URI>> addresses =
            reference -> Optional.of(URI.create("https://chat.example/" + reference.replaceAll("[^a-z0-9-]", "-")));

    private Conductor conductor() {
        return world.byHand()
                .chat(new ChatChannel() {
                    @Override
                    public DeliveryOutcome post(String destination, String key, Card card) {
                        return world.chat.post(destination, key, card);
                    }

                    @Override
                    public DeliveryOutcome update(String reference, Card card) {
                        return world.chat.update(reference, card);
                    }

                    @Override
                    public Optional<URI> address(String reference) {
                        return addresses.apply(reference);
                    }
                })
                .build();
    }

    private Deployment shippedOn(Conductor conductor) {
        Deployment staging = world.runUntil(
                conductor, World.shipped(conductor.ship(World.toStaging())).id(), DeploymentStatus.VERIFIED);
        World.done(conductor.promote(staging.id(), World.BOB));
        world.runUntil(conductor, staging.id(), DeploymentStatus.PROMOTED);
        Deployment prod = conductor.holder(Environment.PROD).orElseThrow();
        world.runUntil(conductor, prod.id(), DeploymentStatus.VERIFIED);
        return world.now(prod.id());
    }

    private URI cardOf(Deployment d) {
        return addresses.apply(d.card().reference()).orElseThrow();
    }

    @Test
    @DisplayName("lead to each other's cards")
    void both_ways() {
        Deployment prod = shippedOn(conductor());
        Deployment staging = world.now(prod.request().parent());

        assertThat(CardRenderer.render(prod).links()).contains(new Card.Link("Staging Card", cardOf(staging)));
        assertThat(CardRenderer.render(staging).links()).contains(new Card.Link("Prod Card", cardOf(prod)));
    }

    @Test
    @DisplayName("go on without where the chat cannot tell, or fails to")
    void without() {
        addresses = reference -> {
            throw new IllegalStateException("no address");
        };
        Deployment prod = shippedOn(conductor());

        assertThat(CardRenderer.render(prod).links()).isEmpty();
        assertThat(world.now(prod.request().parent()).linked().card()).isNull();
    }
}

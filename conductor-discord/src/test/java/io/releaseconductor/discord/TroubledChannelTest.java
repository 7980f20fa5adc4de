package io.releaseconductor.discord;

import static io.releaseconductor.discord.Node.acknowledged;
import static io.releaseconductor.discord.Node.answered;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.ADA;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.Outage;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import java.time.Duration;
import java.util.Map;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("In a channel with troubles")
@Timeout(120)
class TroubledChannelTest {

    private final Node.World world = new Node.World();
    private final FakeDiscord discord = world.discord;

    @AfterEach
    void close() {
        world.close();
    }

    private static DeployId shipped(Node node) {
        answered(node.world.discord.command(ADA, CHANNEL, "ship", Map.of()));
        node.conductor.runDue();
        return node.world
                .store
                .history(HistoryQuery.newest(Environment.STAGING, 1))
                .entries()
                .get(0)
                .id();
    }

    private boolean isRight(DeployId id) {
        Deployment d = world.now(id);
        return d.card().reference() != null
                && CardMessage.isShownBy(
                        DataObject.fromJson(world.card(id).body().toString()), CardMessage.of(CardRenderer.render(d)));
    }

    @Test
    @DisplayName("that the bot may not see for a while, the card is right at once after a click, or else in time")
    void a_permission_is_lost_and_given_back() {
        Node node = world.start();
        DeployId id = shipped(node);
        FakeMessage old = world.card(id);
        discord.refuse(403, 50001, call -> true);
        node.until(id, DeploymentStatus.VERIFIED);
        assertThat(isRight(id)).isFalse();
        assertThat(world.now(id).alerts()).extracting(Alert::kind).contains(AlertKind.CARD_UNDELIVERABLE);

        discord.permit();
        FakeInteraction click = acknowledged(discord.press(ADA, old, "ship_rollback_" + id, -1));
        discord.submit(ADA, old, click, "reason", "", -1);
        await().until(() -> world.now(id).rollback() != null);
        node.conductor.runDue();
        assertThat(isRight(id)).isTrue();
    }

    @Test
    @DisplayName(
            "whose permission nobody gives back for hours, the card is right some time after that, without a click")
    void nobody_clicks() {
        Node node = world.start();
        DeployId id = shipped(node);
        discord.refuse(403, 50013, call -> true);
        node.until(id, DeploymentStatus.EXPIRED);
        discord.permit();
        for (int minutes = 0; minutes < 10 * 60 && !isRight(id); minutes++) {
            world.clock.advance(Duration.ofMinutes(1));
            node.conductor.runDue();
        }
        assertThat(isRight(id)).isTrue();
    }

    @Test
    @DisplayName("that is a thread and was archived, the card is posted afresh, and the old one loses its buttons")
    void an_archived_thread() {
        Node node = world.start();
        DeployId id = shipped(node);
        node.until(id, DeploymentStatus.VERIFIED);
        FakeMessage old = world.card(id);
        assertThat(old.buttons()).isNotEmpty();

        // whoever posts there takes the thread out of the archive
        discord.refuse(400, 50083, call -> {
            if (call.startsWith("POST")) {
                discord.permit();
            }
            return call.startsWith("PATCH");
        });
        discord.press(ADA, old, "ship_promote_" + id, -1);
        await().until(() -> world.now(id).status() == DeploymentStatus.PROMOTED);
        node.conductor.runDue();
        assertThat(isRight(id)).isTrue();
        assertThat(world.card(id).id()).isNotEqualTo(old.id());
        await().until(() -> discord.message(CHANNEL, old.id()).buttons().isEmpty());
    }

    @Test
    @DisplayName("that is out of reach while somebody clicks, the click counts, and the card follows when it is back")
    void a_click_while_an_outage_lasts() {
        Node node = world.start();
        DeployId id = shipped(node);
        node.until(id, DeploymentStatus.VERIFIED);
        FakeMessage old = world.card(id);
        discord.outage(Outage.PROXY);
        discord.press(ADA, old, "ship_rollback_" + id, -1);
        await().until(() -> world.now(id).rollback() != null);
        node.until(id, DeploymentStatus.ROLLED_BACK);
        assertThat(isRight(id)).isFalse();

        discord.outage(null);
        for (int seconds = 0; seconds < 5 * 60 && !isRight(id); seconds++) {
            world.clock.advance(Duration.ofSeconds(1));
            node.conductor.runDue();
        }
        assertThat(isRight(id)).isTrue();
        assertThat(world.card(id).buttons().keySet()).containsExactly("Details");
    }
}

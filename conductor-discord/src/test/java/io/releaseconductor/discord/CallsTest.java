package io.releaseconductor.discord;

import static io.releaseconductor.discord.Node.answered;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.ADA;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.GRACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Mention;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.Mishap;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("On Discord people are called")
@Timeout(60)
class CallsTest {

    private static final String ROLE = "role " + FakeDiscord.ADMINS;

    private static final String INITIATOR = "user " + ADA.id();

    private final Node.World world = new Node.World();
    private final FakeDiscord discord = world.discord;

    @AfterEach
    void close() {
        world.close();
        assertThat(discord.refusals()).as("refused by Discord").isEmpty();
    }

    private DeployId verified(Node node) {
        answered(discord.command(ADA, CHANNEL, "ship", Map.of()));
        DeployId id = node.conductor.holder(Environment.STAGING).orElseThrow().id();
        node.until(id, DeploymentStatus.VERIFIED);
        return id;
    }

    private FakeMessage alert() {
        return discord.messages().get(discord.messages().size() - 1);
    }

    private Node calling() {
        world.variables = Map.of("SHIP_CALL", "role:" + FakeDiscord.ADMINS + ", initiator");
        return world.start();
    }

    @Test
    @DisplayName("when a decision is due, once, by a message that leads to the card, and no card rings")
    void when_a_decision_is_due() {
        Node node = calling();
        DeployId id = verified(node);
        node.conductor.runDue();

        assertThat(discord.rung()).containsExactly(ROLE, INITIATOR);
        assertThat(alert().body().path("content").asText())
                .isEqualTo("<@&" + FakeDiscord.ADMINS + "> <@" + ADA.id() + ">");
        assertThat(alert().body().path("allowed_mentions").toString())
                .isEqualTo(
                        "{\"roles\":[\"" + FakeDiscord.ADMINS + "\"],\"parse\":[],\"users\":[\"" + ADA.id() + "\"]}");
        assertThat(alert().text())
                .contains(
                        "🔔 A decision is due by ", "5/5 checks passed", "What to do: promote or roll back on the card")
                .contains("**Environment:** Staging")
                .contains("[Card](https://discord.com/channels/" + FakeDiscord.GUILD + "/"
                        + world.now(id).card().reference() + ")");
    }

    @Test
    @DisplayName("never for what they did themselves, which is told in another colour than bad news")
    void never_for_what_they_did_themselves() {
        Node node = calling();
        DeployId id = verified(node);
        node.conductor.runDue();
        world.rollBack(ADA, world.card(id), "");
        await().until(() -> world.now(id).status() == DeploymentStatus.ROLLING_BACK);
        node.conductor.runDue();

        assertThat(discord.rung()).containsExactly(ROLE, INITIATOR);
        assertThat(alert().title()).isEqualTo("↩️ Ada rolls Staging back");
        assertThat(alert().body().path("embeds").path(0).path("color").asInt()).isEqualTo(0x5865F2);
    }

    @Test
    @DisplayName("for what somebody else did with what they shipped, without the role, in which that one may be")
    void for_what_somebody_else_did() {
        Node node = calling();
        DeployId id = verified(node);
        node.conductor.runDue();
        world.rollBack(GRACE, world.card(id), "");
        await().until(() -> world.now(id).status() == DeploymentStatus.ROLLING_BACK);
        node.conductor.runDue();

        assertThat(discord.rung()).containsExactly(ROLE, INITIATOR, INITIATOR);
        assertThat(alert().title()).isEqualTo("↩️ Grace rolls Staging back");
    }

    @Test
    @DisplayName("once though the answer to the message is lost")
    void once_though_the_answer_is_lost() {
        Node node = calling();
        answered(discord.command(ADA, CHANNEL, "ship", Map.of()));
        node.conductor.runDue();
        DeployId id = node.conductor.holder(Environment.STAGING).orElseThrow().id();
        AtomicBoolean lost = new AtomicBoolean();
        discord.mishaps(
                call -> call.startsWith("POST") && !lost.getAndSet(true) ? Mishap.FAILS_AFTER_ITS_EFFECT : null,
                Duration.ZERO);
        node.until(id, DeploymentStatus.VERIFIED);
        for (int seconds = 0; seconds < 60; seconds++) {
            world.clock.advance(Duration.ofSeconds(1));
            node.conductor.runDue();
        }
        assertThat(lost).isTrue();
        assertThat(discord.rung()).containsExactly(ROLE, INITIATOR);
    }

    @Test
    @DisplayName("by exactly the ids that are Discord's own, and by nothing that a text says")
    void by_ids_of_discords_own() {
        Card card = new Card(
                Tone.BAD,
                null,
                "@everyone <@" + GRACE.id() + ">",
                List.of(),
                List.of("<@&" + FakeDiscord.RELEASERS + ">"),
                null,
                List.of(),
                List.of(),
                List.of(
                        new Mention.Group("releasers"),
                        new Mention.Group("@everyone"),
                        new Mention.Group(FakeDiscord.ADMINS),
                        new Mention.Group(FakeDiscord.ADMINS),
                        new Mention.Person(Actor.person(ADA.id(), "<@&1>").withChat("discord")),
                        new Mention.Person(Actor.person(GRACE.id(), "Grace").withChat("slack"))));
        Node node = world.start();
        node.chat.post(CHANNEL, "key", card);

        assertThat(discord.rung()).containsExactly(ROLE, INITIATOR);
        DataObject nobody = CardMessage.of(new Card(Tone.BAD, "x", List.of(), List.of(), null, List.of(), List.of()));
        assertThat(nobody.getString("content")).isEmpty();
        assertThat(nobody.getObject("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
    }

    @Test
    @DisplayName("only if Discord knows them by their ids, which is said at the start")
    void only_if_discord_knows_them() {
        Node node = world.start();
        Map<String, String> variables =
                Map.of("SHIP_CALL", "role:" + FakeDiscord.ADMINS, "SHIP_CALL_PROD", "role:oncall,initiator");
        Conductor other = Conductor.builder()
                .variables(Variables.of(variables))
                .workflows(world.ci)
                .chat(node.chat)
                .authorizer(world.permissions)
                .checks(CheckCatalog.of(world.checks.toArray(Check[]::new)))
                .build();
        assertThatThrownBy(() -> DiscordCommands.attach(node.chat, other))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "SHIP_CALL for prod: \"role:oncall\" is not allowed; allowed on Discord: an ID of 15 to"
                                + " 20 digits, as \"Copy Role ID\" gives it");
    }

    @Test
    @DisplayName("and links lead to messages where their server is known")
    void links_lead_to_messages() {
        Node node = world.start();
        assertThat(node.chat.address(CHANNEL + "/123"))
                .contains(URI.create("https://discord.com/channels/" + FakeDiscord.GUILD + "/" + CHANNEL + "/123"));
        assertThat(node.chat.address("#releases")).isEmpty();
        assertThat(node.chat.address("99999999999999999999/123"))
                .as("no number that Discord gives")
                .isEmpty();
    }
}

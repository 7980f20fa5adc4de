package io.releaseconductor.discord;

import static io.releaseconductor.discord.Node.acknowledged;
import static io.releaseconductor.discord.Node.answered;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.ADA;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.GRACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HoldReason;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("On Discord, deciding safely:")
@Timeout(60)
class DecidingSafelyTest {

    private final Node.World world = new Node.World();
    private final FakeDiscord discord = world.discord;

    @AfterEach
    void close() {
        world.close();
        assertThat(discord.refusals()).as("refused by Discord").isEmpty();
        assertThat(discord.pings()).as("mentions that rang").isZero();
    }

    private DeployId shipped(Node node) {
        answered(discord.command(ADA, CHANNEL, "ship", Map.of("env", "staging"), 0));
        node.conductor.runDue();
        return node.conductor.holder(Environment.STAGING).orElseThrow().id();
    }

    private DeployId verified(Node node) {
        DeployId id = shipped(node);
        node.until(id, DeploymentStatus.VERIFIED);
        return id;
    }

    /** A message that was the card once. */
    private FakeMessage oldCard(Node node, DeployId id) {
        FakeMessage old = world.card(id);
        discord.delete(old);
        node.until(id, DeploymentStatus.VERIFIED);
        await().until(() -> {
            node.conductor.runDue();
            world.clock.advance(Duration.ofSeconds(1));
            return !discord.messages().isEmpty()
                    && world.card(id).buttons().keySet().stream().anyMatch(label -> label.startsWith("Promote"));
        });
        return old;
    }

    /** How often Discord was asked to acknowledge an interaction, by any node. */
    private long tries(FakeInteraction interaction) {
        return discord.requests().stream()
                .filter(request -> request.contains("/interactions/" + interaction.id() + "/"))
                .count();
    }

    @Test
    @DisplayName("a click that two nodes hear of after two minutes, twice, on an old card, ships nothing")
    void two_minutes_late() {
        Node first = world.start();
        world.start();
        DeployId id = shipped(first);
        FakeMessage old = oldCard(first, id);
        Deployment before = world.now(id);
        List<FakeMessage> shown = discord.messages();

        discord.cutGateway();
        FakeInteraction once = discord.press(GRACE, old, "ship_promote_" + id, -1);
        FakeInteraction again = discord.press(GRACE, old, "ship_promote_" + id, -1);
        world.clock.advance(Duration.ofMinutes(2));
        await().until(() -> tries(once) == 2 && tries(again) == 2);
        world.nodes.forEach(node -> node.commands.close());

        assertThat(List.of(once, again))
                .allSatisfy(click -> assertThat(click.acknowledged()).isFalse())
                .allSatisfy(click -> assertThat(click.answers()).isEmpty());
        assertThat(world.now(id)).isEqualTo(before);
        assertThat(discord.messages()).isEqualTo(shown);
        assertThat(first.conductor.holder(Environment.PROD)).isEmpty();
    }

    @Test
    @DisplayName("a deployment is held by its button, and lifted")
    void held() {
        Node node = world.start();
        DeployId id = shipped(node);
        node.until(id, DeploymentStatus.DEPLOYING);
        FakeMessage card = world.card(id);
        FakeInteraction click = acknowledged(discord.click(GRACE, card, "Hold"));
        assertThat(Objects.requireNonNull(click.form()).path("title").asText()).isEqualTo("Hold Staging?");
        assertThat(world.now(id).isHeld()).isFalse();
        FakeInteraction hold = answered(discord.submit(GRACE, card, click, "reason", "a load test runs", -1));
        node.conductor.runDue();

        assertThat(hold.answer()).contains("✋ Taken: the policy decides nothing on " + id + " until you lift that.");
        assertThat(world.card(id).buttons().keySet()).containsExactly("Cancel", "Lift the Hold");
        assertThat(world.now(id).standingHoldReasons())
                .singleElement()
                .extracting(HoldReason::reason)
                .isEqualTo("a load test runs");
    }

    @Nested
    @DisplayName("a rollback asks why")
    class Why {

        @Test
        @DisplayName("and is one, however often what was typed is sent, on whichever node, however late")
        void sent_twice_and_late() {
            Node first = world.start();
            world.start();
            DeployId id = verified(first);
            FakeMessage card = world.card(id);
            FakeInteraction click = acknowledged(discord.click(GRACE, card, "Rollback"));
            assertThat(click.callbackType()).isEqualTo(9);
            assertThat(Objects.requireNonNull(click.form()).path("title").asText())
                    .isEqualTo("Roll back Staging to 1.4.1?");
            world.clock.advance(Duration.ofMinutes(20));
            FakeInteraction sent = answered(discord.submit(GRACE, card, click, "reason", "slow", 1));
            FakeInteraction again = answered(discord.submit(GRACE, card, click, "reason", "very slow", 0));

            assertThat(sent.answer()).contains("Taken: the rollback of " + id);
            assertThat(again.answer()).contains("Already being rolled back by Grace");
            assertThat(Objects.requireNonNull(world.now(id).rollback()).reason())
                    .isEqualTo("slow");
        }

        @Test
        @DisplayName("and what both nodes hear of it is one rollback")
        void both_nodes() {
            Node first = world.start();
            world.start();
            DeployId id = verified(first);
            FakeMessage card = world.card(id);
            FakeInteraction click = acknowledged(discord.click(GRACE, card, "Rollback"));
            await().until(() -> tries(click) == 2);
            assertThat(world.now(id).rollback()).isNull();
            answered(discord.submit(GRACE, card, click, "reason", "slow", -1));
            world.awaitStatus(id, DeploymentStatus.ROLLING_BACK);
            first.until(id, DeploymentStatus.ROLLED_BACK);

            assertThat(world.ci.requests(id + "/rollback/1")).isEqualTo(1);
        }

        @Test
        @DisplayName("and nothing happens where what was opened is never sent, and the button still works")
        void never_sent() {
            Node node = world.start();
            DeployId id = verified(node);
            acknowledged(discord.click(GRACE, world.card(id), "Rollback"));
            world.clock.advance(Duration.ofMinutes(5));
            node.conductor.runDue();
            assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
            world.rollBack(ADA, world.card(id), "");
            world.awaitStatus(id, DeploymentStatus.ROLLING_BACK);

            assertThat(Objects.requireNonNull(world.now(id).rollback()).reason())
                    .isNull();
        }

        @Test
        @DisplayName("in the typed command as well")
        void typed() {
            Node node = world.start();
            DeployId id = verified(node);
            answered(discord.command(
                    GRACE, CHANNEL, "ship-rollback", Map.of("deployment", id.value(), "reason", "<@1> **slow**")));
            world.awaitStatus(id, DeploymentStatus.ROLLING_BACK);
            node.conductor.runDue();

            assertThat(world.card(id).text()).contains("Rollback because: \\<@1> \\*\\*slow\\*\\*");
        }

        @Test
        @DisplayName("by a form that names what it returns to")
        void names_the_version() {
            Node node = world.start();
            DeployId id = verified(node);
            FakeInteraction click = acknowledged(discord.click(GRACE, world.card(id), "Rollback"));

            assertThat(Objects.requireNonNull(click.form()).path("title").asText())
                    .isEqualTo("Roll back Staging to 1.4.1?");
        }

        @Test
        @DisplayName("in at most as many characters as are kept")
        void as_long_as_is_kept() {
            Node node = world.start();
            DeployId id = verified(node);
            FakeInteraction click = acknowledged(discord.click(GRACE, world.card(id), "Rollback"));

            assertThat(Objects.requireNonNull(click.form())
                            .at("/components/0/component/max_length")
                            .asInt())
                    .isEqualTo(Conductor.MAX_REASON_LENGTH);
        }
    }

    @Nested
    @DisplayName("what the team wants confirmed")
    class Confirmed {

        private FakeMessage question(FakeInteraction interaction) {
            FakeMessage question = answered(interaction).answers().get(0);
            assertThat(question.buttons().keySet()).containsExactly("Confirm");
            return question;
        }

        @Test
        @DisplayName("is promoted by the one who was asked, on another node after the first one is gone")
        void promoted() {
            world.variables = Map.of("SHIP_CONFIRM", "production");
            Node first = world.start();
            DeployId id = verified(first);
            FakeMessage question = question(discord.click(GRACE, world.card(id), "Promote"));
            assertThat(question.text()).contains("Once it is promoted, it is shipped to Prod.", "5/5 checks passed");
            first.stop();
            await().until(() -> discord.nodes() == 0);
            world.start();
            FakeInteraction others = answered(discord.click(ADA, question, "Confirm"));
            assertThat(others.answer()).contains("This was put to somebody else");
            assertThat(world.now(id).promotion()).isNull();
            FakeInteraction confirmed = answered(discord.click(GRACE, question, "Confirm"));

            assertThat(confirmed.answer()).contains("Taken: " + id + " is promoted");
            world.awaitStatus(id, DeploymentStatus.PROMOTED);
        }

        @Test
        @DisplayName(
                "is shipped by a typed command once that is confirmed, once, and its card is shown in the same channel")
        void shipped() {
            world.variables = Map.of("SHIP_CONFIRM", "production");
            Node first = world.start();
            world.start();
            FakeMessage question = question(discord.command(
                    GRACE,
                    CHANNEL,
                    "ship",
                    Map.of("env", "prod", "version", "0123456789abcdef0123456789abcdef01234567")));
            assertThat(first.conductor.holder(Environment.PROD)).isEmpty();
            FakeInteraction confirmed = answered(discord.click(GRACE, question, "Confirm"));
            FakeInteraction again = answered(discord.click(GRACE, question, "Confirm"));
            Deployment d = first.conductor.holder(Environment.PROD).orElseThrow();
            first.conductor.runDue();

            assertThat(List.of(confirmed, again))
                    .allSatisfy(click -> assertThat(click.answer()).contains("Shipping Prod as " + d.id()));
            assertThat(d.request().version()).isEqualTo("0123456789abcdef0123456789abcdef01234567");
            assertThat(world.card(d.id()).channel()).isEqualTo(CHANNEL);
        }

        @Test
        @DisplayName("is refused two minutes later, and ships nothing")
        void too_late() {
            world.variables = Map.of("SHIP_CONFIRM", "production");
            Node node = world.start();
            FakeMessage question = question(discord.command(GRACE, CHANNEL, "ship", Map.of("env", "prod")));
            world.clock.advance(Duration.ofMinutes(2).plusSeconds(1));
            FakeInteraction late = answered(discord.click(GRACE, question, "Confirm"));

            assertThat(late.answer()).contains("you were asked longer ago");
            assertThat(node.conductor.holder(Environment.PROD)).isEmpty();
        }
    }
}

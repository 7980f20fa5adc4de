package io.releaseconductor.discord;

import static io.releaseconductor.discord.Node.acknowledged;
import static io.releaseconductor.discord.Node.answered;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.ADA;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.GRACE;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.NoteResult;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.FakePerson;
import io.releaseconductor.examples.fakediscord.Outage;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.testkit.FakeCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("On Discord")
@Timeout(60)
class StoryTest {

    private final Node.World world = new Node.World();
    private final FakeDiscord discord = world.discord;

    @AfterEach
    void close() {
        world.close();
        assertThat(discord.refusals()).as("refused by Discord").isEmpty();
        assertThat(discord.pings()).as("mentions that rang").isZero();
    }

    private DeployId ship(Node node) {
        FakeInteraction ship = discord.command(ADA, CHANNEL, "ship", Map.of("env", "staging", "strategy", "full"));
        answered(acknowledged(ship));
        assertThat(ship.answer()).contains("Shipping Staging");
        DeployId id = node.conductor.holder(Environment.STAGING).orElseThrow().id();
        node.conductor.runDue();
        return id;
    }

    private DeployId verified(Node node) {
        DeployId id = ship(node);
        node.until(id, DeploymentStatus.VERIFIED);
        return id;
    }

    @Test
    @DisplayName("the whole story is one card from /ship to promotion, and one more for production")
    void the_whole_story() {
        Node node = world.start();
        DeployId id = ship(node);
        assertThat(world.card(id).title()).isEqualTo("🚀 Deployment Initiated");
        node.until(id, DeploymentStatus.VERIFIED);

        FakeMessage results = world.card(id);
        assertThat(results.title()).isEqualTo("📊 Deployment Verification Results");
        assertThat(results.text()).contains("✅ Frontend: 200 OK (45ms)", "Overall: 5/5 checks passed");
        assertThat(results.buttons().keySet()).containsExactly("Promote and ship Prod", "Rollback to 1.4.1", "Details");

        FakeInteraction click = acknowledged(discord.click(GRACE, results, "Promote"));
        assertThat(click.callbackType()).isEqualTo(5);
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
        node.conductor.runDue();
        assertThat(world.card(id).id()).isEqualTo(results.id());
        assertThat(world.card(id).text()).contains("✅ Deployment Promoted", "**Promoted by:** Grace at <t:");
        assertThat(answered(click).answer()).contains("✅ Taken: " + id + " is promoted, and is shipped to Prod next.");

        Deployment prod = node.conductor.holder(Environment.PROD).orElseThrow();
        assertThat(prod.request().initiatedBy().name()).isEqualTo("Grace");
        assertThat(prod.request().initiatedBy().chat()).isEqualTo("discord");
        node.until(prod.id(), DeploymentStatus.VERIFIED);
        FakeInteraction alone = answered(discord.click(GRACE, world.card(prod.id()), "Promote"));
        assertThat(alone.answer()).contains("second person").contains("<@&" + FakeDiscord.RELEASERS + ">");
        assertThat(world.now(prod.id()).status()).isEqualTo(DeploymentStatus.VERIFIED);
        acknowledged(discord.click(ADA, world.card(prod.id()), "Promote"));
        world.awaitStatus(prod.id(), DeploymentStatus.PROMOTED);
        node.conductor.runDue();

        assertThat(discord.messages()).extracting(FakeMessage::title).containsOnly("✅ Deployment Promoted");
        assertThat(discord.messages()).hasSize(2);
    }

    @Test
    @DisplayName("a note is shown on the card and in the history as text that rings and links nothing")
    void a_note() {
        Node node = world.start();
        answered(discord.command(
                ADA,
                CHANNEL,
                "ship",
                Map.of("env", "staging", "note", "<@1> @everyone [look](https://evil.example) **now**\n# head")));
        DeployId id = node.conductor.holder(Environment.STAGING).orElseThrow().id();
        node.conductor.runDue();
        FakeInteraction history = answered(discord.command(ADA, CHANNEL, "ship-history", Map.of()));

        String shown = "\\<@1> @\u200Beveryone \\[look\\](https\\://evil.example) \\*\\*now\\*\\* # head";
        assertThat(world.card(id).text()).contains("**Note:** " + shown);
        assertThat(history.answer()).contains("note: " + shown);
    }

    @Test
    @DisplayName(
            "what was noted of an environment is told to whoever ships there, as text that rings and links nothing")
    void notes() {
        world.start();
        String typed = "<@1> @everyone [look](https://evil.example) **now**";
        String shown = "Grace, 2023-11-12: \\<@1> @\u200Beveryone \\[look\\](https\\://evil.example) \\*\\*now\\*\\*";
        FakeInteraction kept =
                answered(discord.command(GRACE, CHANNEL, "ship-note", Map.of("env", "staging", "text", typed)));
        FakeInteraction shipped = answered(discord.command(ADA, CHANNEL, "ship", Map.of("env", "staging")));

        assertThat(kept.answer()).startsWith("📝 Note 1 by " + shown + ".");
        assertThat(shipped.answer()).startsWith("🚀 Shipping Staging as ").contains("\n📝 Note 1 by " + shown);
        assertThat(answered(discord.command(ADA, CHANNEL, "ship-note", Map.of("env", "staging")))
                        .answer())
                .contains("📝 Notes: Staging", "📝 Note 1 by Grace: ");
        assertThat(answered(discord.command(MALLORY, CHANNEL, "ship-note", Map.of("env", "prod", "done", "1")))
                        .answer())
                .contains("<@&" + FakeDiscord.RELEASERS + ">");
    }

    @Test
    @DisplayName("more notes than a message has room for are counted")
    void many_notes() {
        Node node = world.start();
        Actor grace = new Actor(GRACE.id(), GRACE.name(), GRACE.roles(), "discord");
        for (int i = 0; i < 10; i++) {
            assertThat(node.conductor.addNote(Environment.STAGING, i + "*".repeat(199), grace))
                    .isInstanceOf(NoteResult.Kept.class);
        }
        FakeInteraction shipped = answered(discord.command(ADA, CHANNEL, "ship", Map.of("env", "staging")));

        assertThat(shipped.answer())
                .hasSizeLessThanOrEqualTo(2000)
                .contains("📝 Note 10 by Grace, 2023-11-12: 9\\*")
                .containsPattern("\n… and [0-9] more, see /ship-note");
    }

    @Test
    @DisplayName("figures are told with a picture below them, and with what it shows for those who do not see it")
    void figures() {
        Node node = world.start();
        verified(node);
        FakeInteraction stats =
                answered(discord.command(ADA, CHANNEL, "ship-stats", Map.of("env", "staging", "days", "7")));

        assertThat(stats.answer()).contains("📊 Figures of Staging, the last 7 days", "Shipped: 1 (0)");
        JsonNode message = stats.answers().get(0).body();
        assertThat(message.at("/embeds/0/image/url").asText()).isEqualTo("attachment://figures.png");
        assertThat(message.at("/attachments/0/filename").asText()).isEqualTo("figures.png");
        assertThat(message.at("/attachments/0/description").asText()).isEqualTo("7 days of Staging");
        assertThat(message.at("/attachments/0/content_type").asText()).isEqualTo("image/png");
        assertThat(message.at("/attachments/0/size").asInt()).isEqualTo(5000);
    }

    @Test
    @DisplayName("a rollback is asked for with a click and shown in the same card")
    void rollback() {
        Node node = world.start();
        DeployId id = verified(node);
        String message = world.card(id).id();
        FakeInteraction sent = world.rollBack(GRACE, world.card(id), "checkout is slow @everyone");
        world.awaitStatus(id, DeploymentStatus.ROLLING_BACK);
        assertThat(answered(sent).answer()).contains("⏪ Taken: the rollback of " + id + " to 1.4.1 is under way.");
        node.until(id, DeploymentStatus.ROLLED_BACK);

        assertThat(world.card(id).id()).isEqualTo(message);
        assertThat(world.card(id).text())
                .contains("↩️ Deployment Rolled Back", "**Rolled back by:** Grace", "**Returned to:** 1.4.1")
                .contains("Rollback because: checkout is slow @\u200Beveryone");
        assertThat(answered(discord.command(ADA, CHANNEL, "ship-history", Map.of()))
                        .answer())
                .contains("rolled back by Grace", "because: checkout is slow @\u200Beveryone");
    }

    @Test
    @DisplayName("details are for the one who asks, and leave the card as it is")
    void details() {
        Node node = world.start();
        DeployId id = verified(node);
        FakeMessage before = world.card(id);
        FakeInteraction click = answered(discord.click(GRACE, before, "Details"));

        assertThat(click.callbackType()).isEqualTo(5);
        assertThat(click.answer()).contains("📋 Deployment Details", "frontend", "Runs:", "run #1001");
        assertThat(world.card(id)).isEqualTo(before);
    }

    @Test
    @DisplayName("a click works 16 minutes later, when all tokens of the message are dead")
    void a_click_after_16_minutes() {
        Node node = world.start();
        DeployId id = verified(node);
        world.clock.advance(Duration.ofMinutes(16));
        acknowledged(discord.click(GRACE, world.card(id), "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
        node.conductor.runDue();

        assertThat(world.card(id).title()).isEqualTo("✅ Deployment Promoted");
    }

    @Test
    @DisplayName("a click works after the bot was started again")
    void a_click_after_a_restart() {
        Node first = world.start();
        DeployId id = verified(first);
        first.stop();
        await().until(() -> discord.nodes() == 0);
        Node second = world.start();
        acknowledged(discord.click(GRACE, world.card(id), "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
        second.conductor.runDue();

        assertThat(world.card(id).title()).isEqualTo("✅ Deployment Promoted");
    }

    @Test
    @DisplayName("a click works on a node that did not post the card")
    void a_click_on_another_node() {
        Node first = world.start();
        Node second = world.start();
        DeployId id = shipOn(first, 0);
        first.until(id, DeploymentStatus.VERIFIED);
        acknowledged(discord.click(GRACE, world.card(id), "Promote", 1));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
        second.conductor.runDue();

        assertThat(world.card(id).title()).isEqualTo("✅ Deployment Promoted");
    }

    private DeployId shipOn(Node node, int number) {
        acknowledged(discord.command(ADA, CHANNEL, "ship", Map.of(), number));
        await().until(() -> node.conductor.holder(Environment.STAGING).isPresent());
        node.conductor.runDue();
        return node.conductor.holder(Environment.STAGING).orElseThrow().id();
    }

    @Test
    @DisplayName("a command and a click that two nodes hear of are decided once")
    void two_nodes_hear_the_same() {
        Node first = world.start();
        world.start();
        FakeInteraction ship = answered(discord.command(ADA, CHANNEL, "ship", Map.of()));
        DeployId id = first.conductor.holder(Environment.STAGING).orElseThrow().id();
        first.until(id, DeploymentStatus.VERIFIED);
        FakeInteraction click = acknowledged(discord.click(GRACE, world.card(id), "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
        first.conductor.runDue();
        world.nodes.forEach(node -> node.commands.close());

        assertThat(ship.answer()).contains("Shipping Staging as " + id).doesNotContain("holds");
        assertThat(click.answer()).containsAnyOf("Taken: " + id + " is promoted", "Already promoted by Grace");
        assertThat(discord.messages()).hasSize(2);
    }

    @Test
    @DisplayName("a click during a gap of the gateway is carried out when it is back")
    void a_gap_of_the_gateway() {
        Node node = world.start();
        DeployId id = verified(node);
        discord.cutGateway();
        FakeInteraction click = discord.click(GRACE, world.card(id), "Promote");
        acknowledged(click);
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
        node.conductor.runDue();

        assertThat(world.card(id).title()).isEqualTo("✅ Deployment Promoted");
    }

    @Test
    @DisplayName("an acknowledgement whose answer is lost stops neither the work nor the answer")
    void the_answer_to_the_acknowledgement_is_lost() {
        Node node = world.start();
        DeployId id = verified(node);
        discord.loseNextAnswer("/callback");
        FakeInteraction details = answered(discord.click(GRACE, world.card(id), "Details"));
        assertThat(details.answer()).contains("📋 Deployment Details");
        discord.loseNextAnswer("/callback");
        acknowledged(discord.click(GRACE, world.card(id), "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
    }

    /** What the person reads that it failed: it is heard of only when Discord does not wait for it any more. */
    private FakeInteraction calledFailed(int nodes, Supplier<FakeInteraction> made) {
        discord.cutGateway();
        FakeInteraction late = made.get();
        world.clock.advance(Duration.ofSeconds(4));
        await().until(() -> discord.requests().stream()
                        .filter(request -> request.contains("/interactions/" + late.id() + "/"))
                        .count()
                >= nodes);
        assertThat(late.acknowledged()).isFalse();
        return late;
    }

    @Test
    @DisplayName("a click that Discord has called failed promotes nothing, on none of two nodes")
    void a_late_promote() {
        Node node = world.start();
        world.start();
        DeployId id = verified(node);
        calledFailed(2, () -> discord.click(GRACE, world.card(id), "Promote"));
        acknowledged(discord.click(ADA, world.card(id), "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);

        Deployment promoted = node.conductor.find(id).orElseThrow();
        assertThat(promoted.promotion().by().name()).isEqualTo("Ada");
    }

    @Test
    @DisplayName("a click that Discord has called failed rolls back all the same")
    void a_late_rollback() {
        Node node = world.start();
        DeployId id = verified(node);
        calledFailed(1, () -> discord.click(GRACE, world.card(id), "Rollback"));
        world.awaitStatus(id, DeploymentStatus.ROLLING_BACK);
    }

    @Test
    @DisplayName("a command that Discord has called failed ships nothing")
    void a_late_command() {
        Node node = world.start();
        calledFailed(1, () -> discord.command(ADA, CHANNEL, "ship", Map.of("version", "v1")));
        acknowledged(discord.command(ADA, CHANNEL, "ship", Map.of("version", "v2")));
        await().until(() -> node.conductor.holder(Environment.STAGING).isPresent());

        Deployment shipped = node.conductor.holder(Environment.STAGING).orElseThrow();
        assertThat(shipped.request().version()).isEqualTo("v2");
    }

    @Test
    @DisplayName("an interaction's token that dies early costs the answer and nothing else")
    void a_token_that_dies_early() {
        Node node = world.start();
        DeployId id = verified(node);
        FakeInteraction click = discord.click(GRACE, world.card(id), "Promote");
        click.killToken();
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
        node.conductor.runDue();

        assertThat(world.card(id).title()).isEqualTo("✅ Deployment Promoted");
    }

    @Test
    @DisplayName("down for an hour means a late card and not a late deployment")
    void down_for_an_hour() {
        Duration undisturbed;
        try (Node.World other = new Node.World()) {
            Node node = other.start();
            acknowledged(other.discord.command(ADA, CHANNEL, "ship", Map.of()));
            await().until(() -> node.conductor.holder(Environment.STAGING).isPresent());
            DeployId id =
                    node.conductor.holder(Environment.STAGING).orElseThrow().id();
            undisturbed = took(node.until(id, DeploymentStatus.VERIFIED));
        }
        Node node = world.start();
        DeployId id = ship(node);
        discord.outage(Outage.ERROR);
        Deployment verified = node.until(id, DeploymentStatus.VERIFIED);
        assertThat(took(verified)).isEqualTo(undisturbed);
        assertThat(world.card(id).title()).isEqualTo("🚀 Deployment Initiated");
        for (int minute = 0; minute < 59; minute++) {
            world.clock.advance(Duration.ofMinutes(1));
            node.conductor.runDue();
        }
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);

        discord.outage(null);
        node.until(id, DeploymentStatus.EXPIRED);
        world.clock.advance(Duration.ofMinutes(5));
        node.conductor.runDue();
        assertThat(world.card(id).title()).isEqualTo("⌛ Deployment Expired");
        assertThat(discord.messages())
                .extracting(FakeMessage::title)
                .filteredOn(t -> t.contains("Deployment Expired"))
                .hasSize(1);
    }

    private static Duration took(Deployment d) {
        return Duration.between(d.request().initiatedAt(), d.statusSince());
    }

    @Test
    @DisplayName("promote and rollback clicked at once: one wins, and the other is told who won")
    void opposite_clicks() {
        Node node = world.start();
        DeployId id = verified(node);
        FakeMessage card = world.card(id);
        FakeInteraction promote = discord.click(ADA, card, "Promote");
        FakeInteraction rollback = acknowledged(discord.click(GRACE, card, "Rollback"));
        discord.submit(GRACE, card, rollback, "reason", "", -1);
        answered(promote);
        node.commands.close();

        Deployment d = world.now(id);
        // a promoted deployment may still be rolled back by a person, one that is rolled back is not promoted any more
        assertThat(promote.answer()).contains(d.promotion() == null ? "Grace" : "Taken");
    }

    @Test
    @DisplayName("twenty clicks at once are one decision, and each is told whose")
    void many_clicks_at_once() {
        Node node = world.start();
        DeployId id = verified(node);
        FakeMessage card = world.card(id);
        List<FakeInteraction> clicks = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> discord.click(i % 2 == 0 ? ADA : GRACE, card, "Promote"))
                .toList();
        clicks.forEach(Node::acknowledged);
        clicks.forEach(Node::answered);

        String winner = Objects.requireNonNull(world.now(id).promotion()).by().name();
        assertThat(clicks).filteredOn(c -> c.answer().contains("Taken")).hasSize(1);
        assertThat(clicks)
                .filteredOn(c -> !c.answer().contains("Taken"))
                .allSatisfy(c -> assertThat(c.answer()).contains("Already promoted by " + winner));
        node.conductor.runDue();
        assertThat(discord.messages()).hasSize(2);
    }

    @Test
    @DisplayName("a stale button is answered in private")
    void stale_buttons() {
        Node node = world.start();
        DeployId id = verified(node);
        FakeMessage old = world.card(id);
        world.rollBack(ADA, old, "");
        world.awaitStatus(id, DeploymentStatus.ROLLING_BACK);
        FakeInteraction late = answered(discord.click(GRACE, old, "Promote"));

        assertThat(late.answer()).contains("Ada");
        assertThat(world.now(id).promotion()).isNull();
    }

    @Test
    @DisplayName("a button of a deployment that is not kept any more is answered, and taken away")
    void buttons_of_what_is_gone() {
        Node node = world.start();
        DeployId id = verified(node);
        FakeMessage card = world.card(id);
        FakeInteraction click = answered(discord.press(GRACE, card, "ship_promote_ship-staging-1600000000", -1));

        assertThat(click.answer()).contains("There is no deployment ship-staging-1600000000");
        await().until(() -> discord.message(card.channel(), card.id()).buttons().isEmpty());
        node.commands.close();
    }

    @Test
    @DisplayName("a message that somebody deleted is posted afresh, with buttons that work")
    void a_deleted_message() {
        Node node = world.start();
        DeployId id = ship(node);
        discord.delete(world.card(id));
        node.until(id, DeploymentStatus.VERIFIED);
        await().until(() -> {
            node.conductor.runDue();
            world.clock.advance(Duration.ofSeconds(1));
            return !discord.messages().isEmpty();
        });
        acknowledged(discord.click(GRACE, world.card(id), "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);

        assertThat(discord.messages()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("a deleted channel and a removed bot hold nothing up")
    void a_deleted_channel() {
        Node node = world.start();
        DeployId id = ship(node);
        discord.deleteChannel(CHANNEL);
        node.until(id, DeploymentStatus.VERIFIED);
        discord.removeBot();
        Deployment expired = node.until(id, DeploymentStatus.EXPIRED);

        assertThat(expired.alerts())
                .anySatisfy(alert -> assertThat(alert.message()).contains("card cannot be shown"));
    }

    @Test
    @DisplayName("who has no permission is told so, and a role that is given holds from the next click on")
    void permissions() {
        Node node = world.start();
        FakeInteraction ship = answered(discord.command(MALLORY, CHANNEL, "ship", Map.of("env", "prod")));
        assertThat(ship.callbackType()).isEqualTo(4);
        assertThat(ship.answer()).contains("You may not ship in Prod", "<@&" + FakeDiscord.RELEASERS + ">");
        assertThat(discord.messages()).isEmpty();

        DeployId id = verified(node);
        for (String label : List.of("Promote", "Rollback", "Details")) {
            assertThat(answered(discord.click(MALLORY, world.card(id), label)).answer())
                    .contains("You may not");
        }
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(world.card(id).buttons()).hasSize(3);

        acknowledged(discord.click(MALLORY.withRoles(FakeDiscord.RELEASERS), world.card(id), "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
        FakeInteraction again = answered(discord.click(MALLORY, world.card(id), "Rollback"));
        assertThat(again.answer()).contains("You may not roll back");
    }

    @Test
    @DisplayName("who shipped cannot promote alone, even where the policy ships production in between")
    void four_eyes_over_the_policy() {
        world.variables = Map.of("SHIP_AUTO_PROMOTE", "true");
        for (String id : List.of("frontend", "api")) {
            world.checks.removeIf(check -> check.id().equals(id));
            world.checks.add(FakeCheck.passing(id)
                    .behave(context -> context.environment().equals(Environment.PROD)
                            ? CheckResult.warning("Slow response")
                            : CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45))));
        }
        Node node = world.start();
        DeployId id = ship(node);
        node.until(id, DeploymentStatus.PROMOTED);
        Deployment prod = node.conductor.holder(Environment.PROD).orElseThrow();
        assertThat(prod.request().initiatedBy().isPolicy()).isTrue();
        node.until(prod.id(), DeploymentStatus.VERIFIED);

        assertThat(answered(discord.click(ADA, world.card(prod.id()), "Promote"))
                        .answer())
                .contains("You shipped", "second person");
        assertThat(world.now(prod.id()).status()).isEqualTo(DeploymentStatus.VERIFIED);
        acknowledged(discord.click(GRACE, world.card(prod.id()), "Promote"));
        world.awaitStatus(prod.id(), DeploymentStatus.PROMOTED);
    }

    @Test
    @DisplayName("the commands work in the server only, and say so elsewhere")
    void servers_only() {
        world.start();
        FakeInteraction direct = answered(discord.directCommand(ADA, "ship"));

        assertThat(direct.answer()).contains("in a server only");
    }

    @Test
    @DisplayName("nothing is shipped from where its card could not be shown")
    void no_place_for_the_card() {
        Node node = world.start();
        FakeInteraction ship = answered(discord.command(ADA, FakeDiscord.READ_ONLY_CHANNEL, "ship", Map.of()));

        assertThat(ship.answer()).contains("Send Messages", "nothing was shipped");
        assertThat(node.conductor.holder(Environment.STAGING)).isEmpty();
    }

    @Test
    @DisplayName("a store that cannot be reached is told, with what is known")
    void no_store() {
        Node node = world.start();
        DeployId id = verified(node);
        FakeMessage card = world.card(id);
        world.storeDown.set(true);
        FakeInteraction click = answered(discord.click(GRACE, card, "Promote"));
        FakeInteraction typing = acknowledged(discord.type(ADA, CHANNEL, "ship-rollback", "deployment", ""));
        world.storeDown.set(false);

        assertThat(click.answer()).contains("state store cannot be reached", "ask again");
        assertThat(typing.choices()).isEmpty();
        acknowledged(discord.click(GRACE, card, "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
    }

    @Test
    @DisplayName("a rate limit delays the card and loses none")
    void a_rate_limit() {
        Node node = world.start();
        discord.limitRate(1, Duration.ofSeconds(1));
        DeployId id = ship(node);
        node.until(id, DeploymentStatus.VERIFIED);
        await().until(() -> {
            node.conductor.runDue();
            world.clock.advance(Duration.ofSeconds(1));
            return world.now(id).card().reference() != null;
        });

        assertThat(discord.messages()).hasSize(1);
        assertThat(world.card(id).title()).contains("Verification Results");
    }

    @Test
    @DisplayName("half an answer to a post shows one message in the end")
    void half_answers() {
        Node node = world.start();
        discord.outage(Outage.HALF_ANSWERS);
        acknowledged(discord.command(ADA, CHANNEL, "ship", Map.of()));
        await().until(() -> node.conductor.holder(Environment.STAGING).isPresent());
        DeployId id = node.conductor.holder(Environment.STAGING).orElseThrow().id();
        node.conductor.runDue();
        assertThat(world.now(id).card().reference()).isNull();
        discord.outage(null);
        node.until(id, DeploymentStatus.VERIFIED);

        assertThat(discord.messages()).hasSize(1);
    }

    @Test
    @DisplayName("the second to ship is told who holds the place, with a link to the card")
    void the_place_is_taken() {
        Node node = world.start();
        DeployId id = ship(node);
        FakeInteraction second = answered(discord.command(GRACE, CHANNEL, "ship", Map.of()));

        assertThat(second.answer())
                .contains(id.value(), "Ada", "https://discord.com/channels/" + FakeDiscord.GUILD + "/" + CHANNEL + "/");
        assertThat(node.conductor.holder(Environment.STAGING).orElseThrow().id())
                .isEqualTo(id);
    }

    @Test
    @DisplayName("all that is wrong with a command is said at once")
    void wrong_options() {
        Node node = world.start();
        FakeInteraction wrong = answered(discord.command(
                ADA, CHANNEL, "ship", Map.of("env", "stagin", "strategy", "canry", "ref", "", "version", "\\\"x")));

        assertThat(wrong.answer()).contains("env", "staging", "strategy", "canary", "ref");
        assertThat(node.conductor.holder(Environment.STAGING)).isEmpty();
    }

    @Test
    @DisplayName("versions and branches are proposed while one types, as far as Discord takes them")
    void proposals() {
        String longest = "b".repeat(101);
        world.with = builder -> builder.refs(refs(List.of("main", longest, "release/2")));
        Node node = world.start();
        DeployId id = verified(node);
        FakeInteraction version = acknowledged(
                discord.type(ADA, CHANNEL, "ship", "version", "0A1", Map.of("env", "prod", "strategy", "full")));
        FakeInteraction branch = acknowledged(discord.type(ADA, CHANNEL, "ship", "ref", ""));

        assertThat(version.choices())
                .containsExactly(node.conductor.find(id).orElseThrow().version());
        assertThat(branch.choices()).containsExactly("main", "release/2");
    }

    @Test
    @DisplayName("nothing is proposed where the branches do not come in time, and Discord does not wait in vain")
    void no_proposals() {
        CountDownLatch never = new CountDownLatch(1);
        world.with = builder -> builder.refs(new Refs() {
            @Override
            public ResolvedRef resolve(Environment environment, @Nullable String ref) {
                return ResolvedRef.unknown(ref, "nobody is there to ask");
            }

            @Override
            public List<String> named(String typed, int atMost) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return List.of("too late");
            }
        });
        world.start();
        FakeInteraction typing = acknowledged(discord.type(ADA, CHANNEL, "ship", "ref", "ma"));

        assertThat(typing.choices()).isEmpty();
    }

    private static Refs refs(List<String> names) {
        return new Refs() {
            @Override
            public ResolvedRef resolve(Environment environment, @Nullable String ref) {
                return ResolvedRef.at("main", "0a1b2c3");
            }

            @Override
            public List<String> named(String typed, int atMost) {
                return names;
            }
        };
    }

    @Test
    @DisplayName("a rollback goes to the good version that is chosen from those that are proposed, and to no other one")
    void rollback_to_a_good_version() {
        Node node = world.start();
        for (String version : List.of("1.5.0", "1.6.0")) {
            answered(discord.command(ADA, CHANNEL, "ship", Map.of("version", version)));
            DeployId good =
                    node.conductor.holder(Environment.STAGING).orElseThrow().id();
            node.until(good, DeploymentStatus.VERIFIED);
            acknowledged(discord.click(GRACE, world.card(good), "Promote"));
            world.awaitStatus(good, DeploymentStatus.PROMOTED);
        }
        answered(discord.command(ADA, CHANNEL, "ship", Map.of("version", "1.7.0")));
        DeployId id = node.conductor.holder(Environment.STAGING).orElseThrow().id();
        node.until(id, DeploymentStatus.VERIFIED);
        Map<String, String> deployment = Map.of("deployment", id.value());
        FakeInteraction typing = acknowledged(discord.type(GRACE, CHANNEL, "ship-rollback", "version", "", deployment));
        FakeInteraction bad = answered(
                discord.command(GRACE, CHANNEL, "ship-rollback", Map.of("deployment", id.value(), "version", "1.3.0")));
        FakeInteraction good = answered(
                discord.command(GRACE, CHANNEL, "ship-rollback", Map.of("deployment", id.value(), "version", "1.5.0")));
        node.until(id, DeploymentStatus.ROLLED_BACK);

        assertThat(typing.choices()).containsExactly("1.6.0", "1.5.0");
        assertThat(bad.answer()).contains("is not known to be good in Staging", "Allowed: 1.6.0, 1.5.0");
        assertThat(good.answer()).contains("the rollback of " + id + " to 1.5.0 is under way");
        assertThat(world.card(id).text()).contains("**Returned to:** 1.5.0");
    }

    @Test
    @DisplayName("the other commands show, roll back and cancel")
    void the_other_commands() {
        Node node = world.start();
        assertThat(answered(discord.command(ADA, CHANNEL, "ship-history", Map.of()))
                        .answer())
                .contains("Nothing was shipped yet");
        DeployId id = verified(node);
        assertThat(answered(discord.command(ADA, CHANNEL, "ship-status", Map.of()))
                        .answer())
                .contains("⌛ Staging: verified, waits for a decision, 0a1b2c3, " + id + ", shipped by Ada; since <t:")
                .contains("[Card](https://discord.com/channels/", "Prod is free.");
        assertThat(answered(discord.command(ADA, CHANNEL, "ship-details", Map.of("deployment", id.value())))
                        .answer())
                .contains("📋 Deployment Details");
        assertThat(discord.type(ADA, CHANNEL, "ship-rollback", "deployment", "stag"))
                .satisfies(typing ->
                        await().untilAsserted(() -> assertThat(typing.choices()).containsExactly(id.value())));
        assertThat(discord.type(ADA, CHANNEL, "ship-cancel", "deployment", "")).satisfies(typing -> {
            acknowledged(typing);
            assertThat(typing.choices()).isEmpty();
        });
        assertThat(answered(discord.command(ADA, CHANNEL, "ship-cancel", Map.of("deployment", id.value())))
                        .answer())
                .contains("Too late to cancel");
        assertThat(answered(discord.command(GRACE, CHANNEL, "ship-rollback", Map.of("deployment", id.value())))
                        .answer())
                .contains("rollback of " + id + " to 1.4.1 is under way");
        node.until(id, DeploymentStatus.ROLLED_BACK);
        assertThat(answered(discord.command(ADA, CHANNEL, "ship-history", Map.of("env", "staging")))
                        .answer())
                .contains("⏪ Staging 0a1b2c3: rolled back by Grace at <t:", "back to 1.4.1");
    }

    private FakeInteraction told(FakePerson who, String command, Map<String, String> options) {
        return answered(discord.command(who, CHANNEL, command, options));
    }

    @Test
    @DisplayName("a lock keeps others from shipping, is told in the channel, and is taken back by who may")
    void locks() {
        Node node = world.start();
        Map<String, String> staging = Map.of("env", "staging");
        FakeInteraction lock =
                told(ADA, "ship-lock", Map.of("env", "staging", "for", "30m", "reason", "load test @everyone"));
        assertThat(lock.answer()).contains("🔒 staging is locked by Ada until ", "load test @\u200Beveryone");
        node.conductor.runDue();
        assertThat(discord.messages())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text() + notice.title())
                        .contains("staging is locked by Ada until ", "Deployments and promotions wait"));

        assertThat(told(GRACE, "ship", staging).answer())
                .contains("staging is locked by Ada until ", "Nothing was shipped.");
        assertThat(told(GRACE, "ship-status", staging).answer()).contains("staging is locked by Ada until ");
        assertThat(told(GRACE, "ship-lock", staging).answer()).contains("Unlock it first, or wait.");
        assertThat(told(MALLORY, "ship-unlock", staging).answer())
                .contains("You may not take back somebody else's lock");
        DeployId id = verified(node);

        acknowledged(discord.click(GRACE, world.card(id), "Promote"));
        await().until(() -> world.now(id).isRestrained());
        assertThat(told(GRACE, "ship-unlock", staging).answer()).contains("🔓 staging is unlocked.");
        acknowledged(discord.click(GRACE, world.card(id), "Promote"));
        world.awaitStatus(id, DeploymentStatus.PROMOTED);
    }

    @Test
    @DisplayName("a stop is for everybody, and a rollback goes all the same")
    void stop() {
        Node node = world.start();
        DeployId id = verified(node);
        assertThat(told(MALLORY, "ship-lock", Map.of("env", "all")).answer()).contains("You may not lock");
        assertThat(told(ADA, "ship-lock", Map.of("env", "all", "for", "never")).answer())
                .contains("for: \"never\" is not allowed");
        assertThat(told(ADA, "ship-lock", Map.of("env", "all")).answer())
                .contains("🔒 Everything is stopped by Ada until ", "Under way before: " + id);

        assertThat(told(ADA, "ship", Map.of("env", "prod")).answer()).contains("Everything is stopped by Ada until ");
        world.rollBack(GRACE, world.card(id), "");
        world.awaitStatus(id, DeploymentStatus.ROLLING_BACK);
        assertThat(told(ADA, "ship-unlock", Map.of("env", "all")).answer()).contains("🔓 The stop is over.");
    }

    @Test
    @DisplayName("other commands of the application stay")
    void other_commands_stay() {
        discord.addForeignCommand("lunch");
        world.start();
        await().until(() -> discord.commands().size() == Node.COMMANDS + 1);

        assertThat(discord.commands())
                .anySatisfy(c -> assertThat(c.path("name").asText()).isEqualTo("lunch"));
        assertThat(discord.requests()).noneMatch(r -> r.startsWith("PUT"));
    }
}

package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.ReplyText;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What happened to a deployment")
class AuditStoryTest {

    private static final Actor ADA = World.ADA.withChat("discord");
    private static final Actor EVE = Actor.person("3", "Eve");

    private final World world = new World();

    private final Conductor conductor = world.byHand()
            .authorizer(question -> question.actor().id().equals(EVE.id()) && question.action() != Action.DETAILS
                    ? Authorizer.Answer.deny("Eve is a guest.")
                    : Authorizer.Answer.permit())
            .build();

    private List<AuditEntry> trail(DeployId id) {
        AuditTrail trail = conductor.audit(id);
        assertThat(trail.problems()).isEmpty();
        return trail.entries();
    }

    private List<String> told(DeployId id) {
        return trail(id).stream()
                .map(entry -> entry.told().event() + " by "
                        + (entry.told().by() == null
                                ? entry.told().source()
                                : entry.told().by().name() + "@" + entry.told().source())
                        + ": " + entry.told().before() + " -> " + entry.told().after())
                .toList();
    }

    private DeployId rolledBack() {
        Deployment verified = world.shipAndVerify(conductor);
        conductor.rollback(verified.id(), ADA, "checkout is slow");
        world.runUntil(conductor, verified.id(), DeploymentStatus.ROLLED_BACK);
        conductor.runDue();
        return verified.id();
    }

    @Test
    @DisplayName("is told in order, with who did it, from where, and why")
    void is_told_in_order() {
        DeployId id = rolledBack();

        assertThat(told(id))
                .startsWith("ship by Ada@api: null -> initiated")
                .containsSubsequence(
                        "intended by node: initiated -> initiated",
                        "verified by node: verifying -> verified",
                        "roll_back by Ada@discord: verified -> rolling_back",
                        "alert_delivered by node: rolling_back -> rolling_back",
                        "verified by node: rolling_back -> rolled_back");
        assertThat(trail(id))
                .filteredOn(entry -> entry.told().event().equals("roll_back"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.told().reason()).isEqualTo("checkout is slow");
                    assertThat(entry.told().detail()).isEqualTo("alerts: rollback_triggered");
                });
    }

    @Test
    @DisplayName("ends with the digest that the settled card shows, and that the record has")
    void ends_with_the_shown_digest() {
        DeployId id = rolledBack();
        AuditEntry last = trail(id).get(trail(id).size() - 1);

        assertThat(world.now(id).audit()).isEqualTo(last);
        assertThat(CardText.render(CardRenderer.render(world.now(id))))
                .contains("Audit: " + last.number() + " entries, " + last.shownDigest());
        assertThat(world.chat.messages.values())
                .singleElement()
                .satisfies(card -> assertThat(card.digest())
                        .isEqualTo(CardRenderer.render(world.now(id)).digest()));
    }

    @Test
    @DisplayName("has who was denied and who came too late, once a minute each, with what was left out")
    void has_who_was_refused() {
        DeployId id = world.shipAndVerify(conductor).id();
        for (int i = 0; i < 5; i++) {
            conductor.promote(id, EVE);
        }
        conductor.runDue();
        world.clock.tick(Duration.ofMinutes(2));
        conductor.promote(id, EVE);
        conductor.promote(id, ADA);
        conductor.rollback(id, World.BOB, null);
        conductor.runDue();

        assertThat(trail(id))
                .filteredOn(entry ->
                        List.of("denied", "refused").contains(entry.told().event()))
                .extracting(entry -> entry.told().event() + " "
                        + Objects.requireNonNull(entry.told().by()).name() + " "
                        + entry.told().detail() + ": " + entry.told().reason())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("denied Eve asked to promote: Eve is a guest."),
                        second -> assertThat(second)
                                .isEqualTo("denied Eve asked to promote: Eve is a guest. (4 more were not noted)"),
                        third -> assertThat(third).startsWith("refused Bob asked to rollback: "));
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.PROMOTED);
    }

    @Test
    @DisplayName("has no more than twenty refusals an hour, whoever asks")
    void has_few_refusals() {
        DeployId id = world.shipAndVerify(conductor).id();
        int before = trail(id).size();
        for (int i = 0; i < 300; i++) {
            conductor.noteDenial(id, Actor.person("guest-" + i, "Guest"), Action.PROMOTE, "Guests may not.");
        }
        conductor.runDue();

        assertThat(trail(id)).hasSize(before + 20);
    }

    @Test
    @DisplayName(
            "has who was denied while the store was away once it is back, and nobody waits for each of them meanwhile")
    void has_who_was_denied_while_the_store_was_away() {
        StoreWithTroubles store = new StoreWithTroubles(world.store);
        Conductor node = world.byHand().store(store).build();
        DeployId id = world.shipAndVerify(node).id();
        store.down = true;
        for (int i = 0; i < 5; i++) {
            node.noteDenial(id, Actor.person("guest-" + i, "Guest"), Action.PROMOTE, "Guests may not.");
        }
        int before = store.found.get();
        assertThatThrownBy(node::runDue).isInstanceOf(StoreUnavailableException.class);

        assertThat(store.found.get() - before).isLessThanOrEqualTo(1);
        store.down = false;
        node.runDue();
        assertThat(trail(id))
                .filteredOn(entry -> entry.told().event().equals("denied"))
                .hasSize(5);
    }

    @Test
    @DisplayName("can be read by who may see details, also once the deployment itself is gone")
    void can_be_read() {
        DeployId id = rolledBack();
        ChatOps ops = ChatOps.of(conductor, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
        Command command = new Command(
                Command.DETAILS,
                Map.of(Command.DEPLOYMENT, id.value(), Command.SHOW, Command.AUDIT),
                EVE,
                null,
                null,
                world.clock.instant());
        String said = ReplyText.render(((Reception.Accepted) ops.ask(command)).carryOut());

        assertThat(said)
                .contains("Audit of " + id, "1. ship by Ada (api): initiated; strategy full")
                .contains("roll back by Ada (discord): verified → rolling back; because: checkout is slow")
                .contains("Last digest: "
                        + Objects.requireNonNull(world.now(id).audit()).digest());
        assertThat(conductor.audit(new DeployId("ship-staging-1"), EVE)).isInstanceOf(AuditResult.NotFound.class);
        assertThat(conductor.audit(id, Actor.POLICY)).isInstanceOf(AuditResult.Denied.class);
    }
}

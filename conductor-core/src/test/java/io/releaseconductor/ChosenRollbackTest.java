package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Completion;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.HistoryQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rollback to a version that somebody chooses")
class ChosenRollbackTest {

    private static final String COMMIT = "3f2a91c0de3f2a91c0de3f2a91c0de3f2a91c0de";

    private final World world = new World();
    private final Conductor conductor = world.byHandWith(
                    EnvironmentSettings.of(Environment.STAGING).withLinked(null).withBaselineVersion("v0"),
                    EnvironmentSettings.of(Environment.PROD)
                            .withPlan(Strategy.FULL, RolloutPlan.BLUE_GREEN)
                            .withBaselineVersion("v0"))
            .build();
    private final ChatOps ops = ChatOps.of(conductor, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));

    private DeployId verified(ShipRequest request) {
        DeployId id = World.shipped(conductor.ship(request)).id();
        world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
        return id;
    }

    private DeployId verified(String version) {
        return verified(World.toStaging().withVersion(version));
    }

    private DeployId promoted(String version) {
        DeployId id = verified(version);
        conductor.promote(id, World.BOB);
        world.runUntil(conductor, id, DeploymentStatus.PROMOTED);
        world.clock.tick(Duration.ofMinutes(1));
        return id;
    }

    private DeployId rolledBack(DeployId id, String version) {
        World.done(conductor.rollback(id, World.BOB, "slow", version));
        world.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);
        world.clock.tick(Duration.ofMinutes(1));
        return id;
    }

    private DispatchIntent last() {
        return world.workflows.dispatched.get(world.workflows.dispatched.size() - 1);
    }

    private List<String> good(DeployId id) {
        return conductor.goodVersions(id).stream().map(HistoryEntry::version).toList();
    }

    @Test
    @DisplayName("deploys that version again, and the card, the answer and the history name it")
    void deploys_it_again() {
        promoted(COMMIT);
        promoted("v2");
        DeployId id = verified("v3");
        Reply reply = ((Reception.Accepted) ops.ask(new Command(
                        Command.ROLLBACK,
                        Map.of("deployment", id.value(), "version", "3f2a91c", "reason", "slow"),
                        World.BOB,
                        null,
                        null,
                        world.clock.instant())))
                .carryOut();
        Deployment d = world.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);

        assertThat(((Reply.Done) reply).text())
                .isEqualTo("⏪ Taken: the rollback of " + id + " to 3f2a91c is under way.");
        assertThat(last().phase()).isEqualTo(Phase.ROLL_BACK);
        assertThat(last().version()).isEqualTo(COMMIT);
        assertThat(last().method()).isEqualTo(RollbackMethod.REDEPLOY);
        assertThat(CardText.render(CardRenderer.render(d))).contains("Returned to: " + COMMIT);
        assertThat(conductor
                        .history(HistoryQuery.newest(Environment.STAGING, 1))
                        .entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.returnedTo()).isEqualTo(COMMIT));
    }

    @Test
    @DisplayName("is refused where it was never promoted there, or was rolled back since, and what is allowed is said")
    void not_known_to_be_good() {
        promoted("v1");
        rolledBack(promoted("v2"), "v1");
        DeployId id = verified("v3");

        assertThat(World.refused(conductor.rollback(id, World.BOB, null, "v9")))
                .isEqualTo(
                        "\"v9\" is not known to be good in Staging: it was never promoted there, or was rolled back since."
                                + " Allowed: v1.");
        assertThat(World.refused(conductor.rollback(id, World.BOB, null, "v2"))).contains("rolled back since");
        assertThat(World.refused(conductor.rollback(id, World.BOB, null, "v3"))).contains("Allowed: v1.");
        assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(good(id)).containsExactly("v1");
    }

    @Test
    @DisplayName("may be what a rollback would return to anyway, promoted there or not")
    void what_ran_before() {
        DeployId id = verified("v1");
        assertThat(good(id)).isEmpty();
        rolledBack(id, "v0");

        assertThat(last().version()).isEqualTo("v0");
    }

    @Test
    @DisplayName("is one of the last ten, the newest first and each once")
    void the_last_ten() {
        IntStream.rangeClosed(1, 12).forEach(number -> promoted("v" + number));
        promoted("v5");
        DeployId id = verified("v13");

        assertThat(good(id)).containsExactly("v5", "v12", "v11", "v10", "v9", "v8", "v7", "v6", "v4", "v3");
        assertThat(ops.complete(Command.ROLLBACK, Map.of(Command.DEPLOYMENT, id.value()), Command.VERSION, "v1", 2))
                .containsExactly(
                        new Completion("v12: promoted in Staging 2 min ago", "v12"),
                        new Completion("v11: promoted in Staging 3 min ago", "v11"));
        assertThat(ops.complete(Command.ROLLBACK, Map.of(), Command.VERSION, "", 25))
                .isEmpty();
        assertThat(ops.complete(Command.ROLLBACK, Map.of(Command.DEPLOYMENT, "what"), Command.VERSION, "", 25))
                .isEmpty();
    }

    @Test
    @DisplayName("is refused where only a canary is removed or the traffic is switched back")
    void takes_no_version() {
        promoted("v1");
        promoted("v2");
        DeployId canary = verified(World.toStaging().withVersion("v3").withStrategy(Strategy.CANARY));
        assertThat(World.refused(conductor.rollback(canary, World.BOB, null, "v1")))
                .contains("only the canary instances are removed", "Roll back without a version");
        conductor.rollback(canary, World.BOB);
        world.runUntil(conductor, canary, DeploymentStatus.ROLLED_BACK);

        for (String version : List.of("v1", "v2")) {
            DeployId id = verified(ShipRequest.to(Environment.PROD, World.ADA).withVersion(version));
            conductor.promote(id, World.BOB);
            world.runUntil(conductor, id, DeploymentStatus.PROMOTED);
            world.clock.tick(Duration.ofMinutes(1));
        }
        DeployId switched = verified(ShipRequest.to(Environment.PROD, World.ADA).withVersion("v3"));
        assertThat(World.refused(conductor.rollback(switched, World.BOB, null, "v1")))
                .contains("the traffic goes back to what served before");
    }

    @Test
    @DisplayName("stays what was chosen where what ran before has changed since it was shipped")
    void stays_though_history_changed() {
        promoted("v1");
        promoted("v2");
        DeployId third = promoted("v3");
        world.workflows.onLook = run -> run.at(RunStatus.IN_PROGRESS).completed(RunConclusion.FAILURE);
        DeployId failed = World.shipped(conductor.ship(World.toStaging().withVersion("v4")))
                .id();
        world.runUntil(conductor, failed, DeploymentStatus.FAILED);
        world.workflows.onLook = run -> run.at(RunStatus.IN_PROGRESS).completed(RunConclusion.SUCCESS);
        World.done(conductor.rollback(third, World.BOB));
        world.runUntil(conductor, third, DeploymentStatus.ROLLED_BACK);
        World.done(conductor.rollback(failed, World.BOB, null, "v1"));
        Deployment d = world.runUntil(conductor, failed, DeploymentStatus.ROLLED_BACK);

        assertThat(last().version()).isEqualTo("v1");
        assertThat(d.request().previousVersion()).isEqualTo("v2");
    }

    @Test
    @DisplayName("stays what was chosen while the run is still being stopped, and once the place is held again")
    void stays() {
        promoted("v1");
        promoted("v2");
        DeployId late = promoted("v3");
        World.done(conductor.rollback(late, World.BOB, null, "v1"));
        world.runUntil(conductor, late, DeploymentStatus.ROLLED_BACK);
        assertThat(last().version()).isEqualTo("v1");

        world.workflows.onLook = run -> run.at(RunStatus.IN_PROGRESS);
        DeployId id = World.shipped(conductor.ship(World.toStaging().withVersion("v4")))
                .id();
        world.runUntil(conductor, id, DeploymentStatus.DEPLOYING);
        world.clock.tick(Duration.ofSeconds(20));
        conductor.runDue();
        World.done(conductor.rollback(id, World.BOB, null, "v2"));
        Rollback wish = Objects.requireNonNull(world.now(id).rollbackWish());
        assertThat(wish.version()).isEqualTo("v2");
        assertThat(wish.chosen()).isTrue();
        world.runUntil(conductor, id, d -> d.rollback() != null);

        assertThat(Objects.requireNonNull(world.now(id).rollback()).version()).isEqualTo("v2");
    }
}

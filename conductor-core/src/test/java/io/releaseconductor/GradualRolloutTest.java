package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.Authorizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A gradual rollout")
class GradualRolloutTest {

    private final World world = new World();

    @BeforeEach
    void inThreeWaves() {
        world.variables = Map.of("SHIP_CANARY_WAVES", "5,25,100", "SHIP_FORMAT", "2");
    }

    private static ShipRequest canary() {
        return ShipRequest.to(Environment.STAGING, World.ADA)
                .withStrategy(Strategy.CANARY)
                .withDestination(World.CHANNEL)
                .withVersion("v2");
    }

    private Deployment atFirstGate(Conductor conductor) {
        DeployId id = World.shipped(conductor.ship(canary())).id();
        return world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
    }

    private Deployment atSecondGate(Conductor conductor) {
        DeployId id = atFirstGate(conductor).id();
        World.done(conductor.promote(id, World.BOB));
        return world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
    }

    @Test
    @DisplayName("goes wave by wave, asked for at each gate, and is promoted once its last wave is verified")
    void in_waves() {
        Conductor conductor = world.byHand().build();
        DeployId id = atSecondGate(conductor).id();
        World.done(conductor.promote(id, World.BOB));
        Deployment promoted = world.runUntil(conductor, id, DeploymentStatus.PROMOTED);

        List<DispatchIntent> sent = world.workflows.dispatched.stream()
                .filter(intent -> intent.deployment().equals(id))
                .toList();
        assertThat(sent)
                .extracting(DispatchIntent::correlationKey)
                .containsExactly(id + "/deploy/1", id + "/promote/1", id + "/promote-3/1");
        assertThat(sent)
                .extracting(DispatchIntent::reach)
                .containsExactly(new Reach.Percentage(5), new Reach.Percentage(25), Reach.ALL);
        assertThat(promoted.waves())
                .allSatisfy(wave -> assertThat(wave.verification().result()).isNotNull());
        assertThat(promoted.promotion().by()).isEqualTo(World.BOB);
    }

    @Test
    @DisplayName("says on its card what is meant, which wave it is, and how far the next one goes")
    void on_the_card() {
        Conductor conductor = world.byHand().build();
        Deployment first = atFirstGate(conductor);

        assertThat(CardRenderer.render(first).toString())
                .contains("Canary: 5 % → 25 % → 100 %")
                .contains("1 of 3: 5 %")
                .contains("Promote to 25 %");
        World.done(conductor.promote(first.id(), World.BOB));
        Deployment second = world.runUntil(conductor, first.id(), DeploymentStatus.VERIFIED);
        assertThat(CardRenderer.render(second).buttons().get(0).id())
                .isEqualTo(ButtonId.promote(2, first.id()))
                .hasToString("ship_promote-2_" + first.id());
    }

    @Test
    @DisplayName("opens no later gate for a click on an old card")
    void old_card() {
        Conductor conductor = world.byHand().build();
        Deployment second = atSecondGate(conductor);

        assertThat(World.refused(conductor.press(ButtonId.promote(1, second.id()), World.ADA)))
                .startsWith("That gate is open since Bob");
        assertThat(World.refused(conductor.press(ButtonId.promote(3, second.id()), World.ADA)))
                .isEqualTo("Not yet: that gate comes later.");
        assertThat(world.now(second.id()).wave()).isEqualTo(2);
    }

    @Test
    @DisplayName("is rolled back by policy when a check fails in a later wave")
    void fails_later() {
        Conductor conductor = world.byHand().build();
        DeployId id = atFirstGate(conductor).id();
        world.checks.put("api", context -> {
            assertThat(context.wave()).isIn(0, 2);
            return context.wave() == 0 ? CheckResult.pass("200") : CheckResult.fail("500");
        });
        World.done(conductor.promote(id, World.BOB));
        Deployment back = world.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);

        assertThat(back.rollback().reason()).isEqualTo("api_down");
        assertThat(world.workflows.dispatched.get(2).method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
    }

    @Test
    @DisplayName("goes on by itself where its gates are open, with checks that see how far it reaches")
    void open_gates() {
        world.variables =
                Map.of("SHIP_CANARY_WAVES", "eu-west, us-east", "SHIP_CANARY_GATES", "open", "SHIP_FORMAT", "2");
        List<Reach> seen = new ArrayList<>();
        world.checks.put("media", context -> {
            if (!context.isBaselineLook()) {
                seen.add(context.reach());
            }
            return CheckResult.pass("OK");
        });
        Conductor conductor = world.byHand().build();
        DeployId id = World.shipped(conductor.ship(canary())).id();
        world.runUntil(conductor, id, DeploymentStatus.PROMOTED);

        assertThat(seen).containsExactly(new Reach.Target("eu-west"), new Reach.Target("us-east"));
    }

    @Test
    @DisplayName("is not shipped where its workflow cannot do what a wave asks for")
    void untold() {
        world.workflows.obstacles =
                plan -> "its workflow cannot be told to go to 5 %; let it take the input percentage";
        ShipResult result = world.byHand().build().ship(canary());

        assertThat(result)
                .isEqualTo(new ShipResult.Invalid(List.of("strategy: \"canary\" is not allowed for staging: it goes"
                        + " 5 % → 25 % → 100 %, and its workflow cannot be told to go to 5 %; let it take the input"
                        + " percentage")));
    }

    @Nested
    @DisplayName("goes on as it was shipped")
    class AsShipped {

        @Test
        @DisplayName("whatever plan and policy the node has that takes it on")
        void by_another_node() {
            Deployment first = atFirstGate(world.byHand().build());
            world.variables = Map.of("SHIP_AUTO_PROMOTE", "true");
            Conductor other = world.byHand().build();
            World.done(other.promote(first.id(), World.BOB));
            Deployment second = world.runUntil(other, first.id(), DeploymentStatus.VERIFIED);

            assertThat(second.wave()).isEqualTo(2);
            assertThat(second.request().policy())
                    .isEqualTo(first.request().policy())
                    .isNotEqualTo(other.policy(Environment.STAGING).orElseThrow());
        }

        @Test
        @DisplayName("and is verified by a node that has all of its checks, never by some of them")
        void with_all_checks() {
            DeployId id = World.shipped(world.byHand().build().ship(canary())).id();
            Conductor lacking = world.byHand()
                    .checks(CheckCatalog.of(world.check("frontend"), world.check("api"), world.check("auth")))
                    .build();
            world.runUntil(lacking, id, DeploymentStatus.VERIFYING);
            for (int second = 0; second < 30; second++) {
                lacking.runDue();
                world.clock.tick(Duration.ofSeconds(1));
            }
            assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFYING);
            assertThat(world.now(id).verification().done()).isZero();

            Deployment verified = world.runUntil(world.byHand().build(), id, DeploymentStatus.VERIFIED);
            assertThat(verified.verification().result().results()).hasSize(5);
        }

        @Test
        @DisplayName("or without data, and with an alert, if no such node comes in time")
        void without_any() {
            DeployId id = World.shipped(world.byHand().build().ship(canary())).id();
            Conductor lacking =
                    world.byHandWith(EnvironmentSettings.of(Environment.PROD)).build();
            Deployment verified = world.runUntil(lacking, id, DeploymentStatus.VERIFIED);

            assertThat(verified.verification().result().hasData()).isFalse();
            assertThat(verified.alerts().get(verified.alerts().size() - 1).message())
                    .startsWith("Not verified: the checks could not be run within");
        }

        @Test
        @DisplayName("though its record is from before policies were recorded: the first change records them")
        void older_record() {
            Conductor conductor = world.byHand().build();
            Deployment shipped = World.shipped(conductor.ship(canary()));
            Deployment older = shipped.toBuilder()
                    .request(shipped.request().toBuilder().frozen(null, null).build())
                    .revision(shipped.revision() + 1)
                    .build();
            world.store.compareAndSet(older, shipped.revision(), null, "older");
            Deployment verified = world.runUntil(conductor, shipped.id(), DeploymentStatus.VERIFIED);

            assertThat(verified.request()).isEqualTo(shipped.request());
            assertThat(verified.request().checks()).containsExactlyElementsOf(World.CHECK_IDS);
        }
    }

    @Nested
    @DisplayName("is configured")
    class Configured {

        private List<String> problems(Map<String, String> variables) {
            world.variables = variables;
            List<String> found = new ArrayList<>();
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> world.byHandWith(
                                    EnvironmentSettings.of(Environment.STAGING).withLinked(null))
                            .build())
                    .satisfies(e -> found.addAll(e.problems()));
            return found;
        }

        @Test
        @DisplayName("by waves that can be walked through, or told why not")
        void waves() {
            assertThat(problems(Map.of("SHIP_CANARY_WAVES", "25,5", "SHIP_FORMAT", "2")))
                    .containsExactly("SHIP_CANARY_WAVES: \"25,5\" is not allowed: 5 % after 25 % is not allowed;"
                            + " percentages have to rise; the last wave reaches 5 %; allowed: 100 %; allowed: percentages"
                            + " that rise to 100, such as 5,25,100, or names of targets, such as eu-west,us-east");
            assertThat(problems(Map.of("SHIP_CANARY_WAVES_STAGING", "5,,100", "SHIP_FORMAT", "2")))
                    .singleElement()
                    .asString()
                    .startsWith("SHIP_CANARY_WAVES_STAGING: \"5,,100\" is not allowed: \"\" is neither; allowed: ");
            assertThat(problems(Map.of("SHIP_CANARY_GATES", "open")))
                    .containsExactly("SHIP_CANARY_GATES is set, but there are no waves; set SHIP_CANARY_WAVES as well,"
                            + " or take it out");
        }

        @Test
        @DisplayName("only where no node of an older version would walk through it otherwise")
        void format() {
            assertThat(problems(Map.of("SHIP_CANARY_WAVES", "5,25,100")))
                    .containsExactly(
                            "environment staging: canary goes 5 % (one look, one approval) → 25 % (one look, one"
                                    + " approval) → 100 % (one look, open), which a node of a version without waves would not; set"
                                    + " SHIP_FORMAT=2 to say that no such node works on the same state");
        }

        @Test
        @DisplayName("by spans of time that go together")
        void bakes() {
            world.variables = Map.of(
                    "SHIP_CANARY_WAVES", "5,100",
                    "SHIP_CANARY_BAKE", "5m..30m",
                    "SHIP_CANARY_WARM_UP", "90s",
                    "SHIP_FORMAT", "2");
            Deployment shipped = World.shipped(world.byHand().build().ship(canary()));
            assertThat(shipped.request().plan())
                    .hasToString("canary: 5 % (5min to 30min, a round every 30s, open)"
                            + " → 100 % (5min to 30min, a round every 30s, open)");

            assertThat(problems(
                            Map.of("SHIP_CANARY_WAVES", "5,100", "SHIP_CANARY_BAKE", "30m..5m", "SHIP_FORMAT", "2")))
                    .containsExactly("SHIP_CANARY_BAKE: \"30m..5m\" is not allowed: at most 5m is not allowed;"
                            + " allowed: 30m (the least) to 24h");
            assertThat(problems(Map.of(
                            "SHIP_CANARY_WAVES", "5,100",
                            "SHIP_CANARY_BAKE", "1h30m20s",
                            "SHIP_CANARY_LOOK_EVERY", "1h",
                            "SHIP_FORMAT", "2")))
                    .containsExactly(
                            "SHIP_CANARY_BAKE: \"1h30m20s\" is not allowed: at least 1h30m20s is not enough for"
                                    + " 3 rounds, one every 1h");
            assertThat(problems(Map.of("SHIP_APPROVAL_GROUPS", "qa,qa", "SHIP_FORMAT", "2")))
                    .containsExactly("SHIP_APPROVAL_GROUPS: group \"qa\" is there twice; allowed: once");
            assertThat(problems(Map.of("SHIP_CANARY_WAVES", "5,100", "SHIP_CANARY_BAKE", "5 min", "SHIP_FORMAT", "2")))
                    .containsExactly("SHIP_CANARY_BAKE: \"5 min\" is not allowed; allowed: a span of time such as 10m,"
                            + " or two of them, the least and the most, such as 5m..30m");
            assertThat(problems(Map.of("SHIP_CANARY_WAVES", "5,100", "SHIP_CANARY_WARM_UP", "-1s")))
                    .contains("SHIP_CANARY_WARM_UP: \"-1s\" is not allowed; allowed: a span of time such as 90s, 5m or"
                            + " 1h30m, from 0s to 24h");
            assertThat(problems(
                            Map.of("SHIP_CANARY_WAVES", "5,100", "SHIP_CANARY_LOOK_EVERY", "5s", "SHIP_FORMAT", "2")))
                    .containsExactly(
                            "SHIP_CANARY_LOOK_EVERY is set, but there is no bake; set SHIP_CANARY_BAKE as well,"
                                    + " or take it out");
        }

        @Test
        @DisplayName("so short that three rounds fit into the least of a bake, where nobody says how often to look")
        void short_bakes() {
            world.variables = Map.of("SHIP_CANARY_WAVES", "5,100", "SHIP_CANARY_BAKE", "10s", "SHIP_FORMAT", "2");
            Deployment shipped = World.shipped(world.byHand().build().ship(canary()));
            assertThat(shipped.request().plan().describe()).isEqualTo("5 % → 100 %");
            assertThat(shipped.request().plan().wave(1).bake().words()).isEqualTo("10s, a round every 5s");
        }

        @Test
        @DisplayName("with as many approvals as an environment asks for, whatever is shipped there")
        void approvals() {
            world.variables = Map.of(
                    "SHIP_APPROVALS_STAGING", "2",
                    "SHIP_APPROVAL_GROUPS_STAGING", "qa, ops",
                    "SHIP_INITIATOR_APPROVES", "false",
                    "SHIP_FORMAT", "2");
            Conductor conductor = world.byHand()
                    .authorizer(question -> question.actor().equals(World.BOB)
                            ? Authorizer.Answer.permit(Set.of("qa", "ops"))
                            : Authorizer.Answer.permit())
                    .build();
            DeployId id = world.shipAndVerify(conductor).id();
            assertThat(world.now(id).request().plan())
                    .hasToString("full: 100 % (one look, 2 approvals, of qa and ops, not by whoever shipped it)");

            World.done(conductor.promote(id, World.BOB));
            assertThat(CardRenderer.render(world.now(id)).toString()).contains("1 of 2: Bob");
            assertThat(World.refused(conductor.promote(id, World.ADA))).startsWith("You shipped it");
            World.done(conductor.promote(id, Actor.person("3", "Cy")));
            assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.PROMOTED);
        }

        @Test
        @DisplayName("in code as well, where variables for that environment are in vain")
        void in_code() {
            world.variables = Map.of("SHIP_CANARY_WAVES_STAGING", "5,100", "SHIP_FORMAT", "2");
            Conductor conductor = world.byHandWith(EnvironmentSettings.of(Environment.STAGING)
                            .withLinked(null)
                            .asBlueGreen())
                    .build();
            assertThat(conductor.warnings())
                    .containsExactly(
                            "SHIP_CANARY_WAVES_STAGING is set in vain: the plan of staging is chosen otherwise");
        }
    }
}

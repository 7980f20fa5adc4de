package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Question;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckProvider;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.HistoryQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("The conductor")
class ConductorTest {

    private final World world = new World();
    private final Conductor conductor = world.byHand().build();

    @Nested
    @DisplayName("ships")
    class Ships {

        @Test
        void a_deployment_through_dispatch_and_checks_to_a_decision() {
            Deployment verified = world.shipAndVerify(conductor);

            assertThat(world.workflows.dispatched).singleElement().satisfies(intent -> {
                assertThat(intent.correlationKey()).isEqualTo(verified.id() + "/deploy/1");
                assertThat(intent.version()).isEqualTo("v2");
            });
            assertThat(Objects.requireNonNull(verified.verification()).result())
                    .satisfies(
                            result -> assertThat(Objects.requireNonNull(result).headline())
                                    .isEqualTo("5/5 checks passed"));
            assertThat(world.chat.messages).hasSize(1);
        }

        @Test
        void the_version_that_the_run_names_where_none_was_asked_for() {
            Deployment d = World.shipped(conductor.ship(World.toStaging().withVersion(null)));
            assertThat(world.runUntil(conductor, d.id(), DeploymentStatus.VERIFIED)
                            .version())
                    .isEqualTo("commit-of-main");
        }

        @Test
        void once_for_a_key_however_often_it_is_asked_also_when_that_has_settled() {
            ShipRequest request = World.toStaging().withKey("interaction-1");
            Deployment first = World.shipped(conductor.ship(request));
            world.clock.tick(Duration.ofSeconds(3));
            assertThat(World.shipped(conductor.ship(request)).id()).isEqualTo(first.id());
            World.done(conductor.cancel(first.id(), World.ADA));
            world.clock.tick(Duration.ofHours(1));

            assertThat(World.shipped(conductor.ship(request)))
                    .satisfies(d -> assertThat(d.id()).isEqualTo(first.id()))
                    .satisfies(d -> assertThat(d.status()).isEqualTo(DeploymentStatus.CANCELLED));
            assertThat(conductor.ship(request.withVersion("v3")))
                    .isInstanceOfSatisfying(
                            ShipResult.Invalid.class,
                            invalid -> assertThat(invalid.problems())
                                    .singleElement()
                                    .asString()
                                    .contains(
                                            "key: \"interaction-1\" was used for another request",
                                            first.id().value()));
            assertThat(World.shipped(conductor.ship(request.withKey("interaction-2")))
                            .id())
                    .isNotEqualTo(first.id());
            assertThatThrownBy(() -> request.withKey("a b")).hasMessageContaining("visible ASCII");
        }

        @Test
        void nowhere_that_is_not_configured() {
            assertThat(conductor.ship(ShipRequest.to(new Environment("moon"), World.ADA)))
                    .isEqualTo(
                            new ShipResult.Invalid(List.of("env: \"moon\" is not allowed; allowed: [prod, staging]")));
        }

        @Test
        void one_deployment_per_environment_and_tells_who_holds_the_place() {
            Deployment first = World.shipped(conductor.ship(World.toStaging()));
            ShipResult second = conductor.ship(ShipRequest.to(Environment.STAGING, World.BOB));
            assertThat(second).isInstanceOfSatisfying(ShipResult.Taken.class, taken -> {
                assertThat(taken.holder().id()).isEqualTo(first.id());
                assertThat(taken.reason()).contains(first.id().value(), "Ada");
            });
        }

        @Test
        void under_distinct_ids_within_one_second() {
            Deployment first = World.shipped(conductor.ship(World.toStaging()));
            World.done(conductor.cancel(first.id(), World.ADA));
            Deployment second = World.shipped(conductor.ship(World.toStaging()));
            World.done(conductor.cancel(second.id(), World.ADA));
            Deployment third = World.shipped(conductor.ship(World.toStaging()));
            assertThat(second.id()).isEqualTo(first.id().next());
            assertThat(third.id()).isEqualTo(second.id().next());
        }

        @Test
        void no_version_to_where_the_workflow_takes_none() {
            world.workflows.fromHead = (environment, phase) -> phase == Phase.DEPLOY;
            assertThat(conductor.ship(World.toStaging()))
                    .isInstanceOfSatisfying(
                            ShipResult.Invalid.class,
                            invalid -> assertThat(invalid.problems())
                                    .singleElement()
                                    .asString()
                                    .startsWith("version: \"v2\" is not allowed for staging: "));
            assertThat(conductor.ship(World.toStaging().withVersion(null))).isInstanceOf(ShipResult.Shipped.class);
        }

        @Test
        void not_with_a_ref_that_is_too_long() {
            assertThat(conductor.ship(World.toStaging().withRef("x".repeat(256))))
                    .isInstanceOfSatisfying(
                            ShipResult.Invalid.class,
                            invalid -> assertThat(invalid.problems())
                                    .singleElement()
                                    .asString()
                                    .startsWith("ref: "));
        }
    }

    @Nested
    @DisplayName("promotes")
    class Promotes {

        @Test
        void staging_and_ships_the_same_to_production_for_the_promoter() {
            Deployment verified = world.shipAndVerify(conductor);
            World.done(conductor.promote(verified.id(), World.BOB));
            conductor.runDue();

            Deployment promoted = world.now(verified.id());
            assertThat(promoted.status()).isEqualTo(DeploymentStatus.PROMOTED);
            LinkedShip linked = Objects.requireNonNull(promoted.linked());
            assertThat(linked.state()).isEqualTo(LinkedShip.State.SHIPPED);
            Deployment production = world.now(Objects.requireNonNull(linked.deployment()));
            assertThat(production.environment()).isEqualTo(Environment.PROD);
            assertThat(production.request().initiatedBy()).isEqualTo(World.BOB);
            assertThat(production.request().version()).isEqualTo("v2");
            assertThat(production.request().parent()).isEqualTo(verified.id());
        }

        @Test
        void staging_but_not_production_when_its_place_is_taken_and_keeps_a_button_for_it() {
            Deployment holder = World.shipped(conductor.ship(ShipRequest.to(Environment.PROD, World.BOB)));
            Deployment verified = world.shipAndVerify(conductor);
            World.done(conductor.promote(verified.id(), World.ADA));
            conductor.runDue();

            LinkedShip linked = Objects.requireNonNull(world.now(verified.id()).linked());
            assertThat(linked.state()).isEqualTo(LinkedShip.State.BLOCKED);
            assertThat(linked.reason()).contains(holder.id().value());
            assertThat(kinds()).contains(AlertKind.LINKED_BLOCKED);

            World.done(conductor.rollback(holder.id(), World.BOB));
            world.runUntil(conductor, holder.id(), DeploymentStatus.ROLLED_BACK);
            World.done(conductor.press(ButtonId.of(Question.LINKED, verified.id()), World.ADA));
            conductor.runDue();
            assertThat(Objects.requireNonNull(world.now(verified.id()).linked()).state())
                    .isEqualTo(LinkedShip.State.SHIPPED);
        }

        @Test
        void staging_but_not_production_when_the_dispatcher_cannot_say_whether_it_can() {
            Deployment d = world.shipAndVerify(conductor);
            world.workflows.unsupported = (environment, rollout) -> {
                throw new NoClassDefFoundError("gone");
            };
            World.done(conductor.promote(d.id(), World.ADA));
            conductor.runDue();
            assertThat(world.now(d.id()).linked())
                    .satisfies(linked -> assertThat(linked.state()).isEqualTo(LinkedShip.State.BLOCKED))
                    .satisfies(linked -> assertThat(linked.reason()).contains("could not say whether they can do it"));
        }

        @Test
        void staging_but_not_a_canary_on_to_production_that_has_no_workflow_for_it() {
            world.workflows.unsupported =
                    (environment, rollout) -> environment.equals(Environment.PROD) && rollout == Rollout.CANARY;
            Deployment canary = World.shipped(conductor.ship(World.toStaging().withStrategy(Strategy.CANARY)));
            world.runUntil(conductor, canary.id(), DeploymentStatus.VERIFIED);
            World.done(conductor.promote(canary.id(), World.ADA));
            world.runUntil(conductor, canary.id(), DeploymentStatus.PROMOTED);
            LinkedShip linked = Objects.requireNonNull(world.now(canary.id()).linked());
            assertThat(linked.state()).isEqualTo(LinkedShip.State.BLOCKED);
            assertThat(linked.reason()).contains("no workflow is configured");
        }

        @Test
        void a_canary_by_dispatching_the_full_rollout() {
            Deployment canary = World.shipped(conductor.ship(World.toStaging().withStrategy(Strategy.CANARY)));
            world.runUntil(conductor, canary.id(), DeploymentStatus.VERIFIED);
            World.done(conductor.promote(canary.id(), World.ADA));
            world.runUntil(conductor, canary.id(), DeploymentStatus.PROMOTED);
            assertThat(world.workflows.dispatched)
                    .extracting(DispatchIntent::environment, DispatchIntent::phase)
                    .startsWith(tuple(Environment.STAGING, Phase.DEPLOY), tuple(Environment.STAGING, Phase.PROMOTE));
        }

        @Test
        void a_canary_whose_promotion_takes_no_version_to_the_head_and_says_so_before_and_after() {
            world.workflows.fromHead =
                    (environment, phase) -> environment.equals(Environment.STAGING) && phase == Phase.PROMOTE;
            world.workflows.onDispatch = intent -> begun(intent, intent.phase() == Phase.PROMOTE ? "later" : "v2");
            Deployment canary = World.shipped(conductor.ship(World.toStaging().withStrategy(Strategy.CANARY)));
            Deployment verified = world.runUntil(conductor, canary.id(), DeploymentStatus.VERIFIED);
            assertThat(CardRenderer.render(verified).lines())
                    .contains("⚠️ Promotion deploys the head of the branch at that time, not the verified commit:"
                            + " the promotion workflow takes no version");
            assertThat(verified.version()).isEqualTo("v2");

            World.done(conductor.promote(canary.id(), World.ADA));
            Deployment promoted = world.runUntil(conductor, canary.id(), DeploymentStatus.PROMOTED);
            assertThat(promoted.version()).as("what runs now").isEqualTo("later");
            assertThat(conductor
                            .history(HistoryQuery.promoted(Environment.STAGING, 1))
                            .entries())
                    .extracting(HistoryEntry::version)
                    .containsExactly("later");
        }

        @Test
        void staging_and_ships_the_head_to_production_where_that_takes_no_version_and_says_so() {
            world.workflows.fromHead =
                    (environment, phase) -> environment.equals(Environment.PROD) && phase == Phase.DEPLOY;
            world.workflows.onDispatch = intent -> begun(intent, intent.version() == null ? "later" : "v2");
            Deployment verified = world.shipAndVerify(conductor);
            assertThat(CardRenderer.render(verified).lines())
                    .contains("⚠️ Prod then gets the head of the branch, not the verified commit:"
                            + " its deployment workflow takes no version");

            World.done(conductor.promote(verified.id(), World.BOB));
            conductor.runDue();
            LinkedShip linked = Objects.requireNonNull(world.now(verified.id()).linked());
            Deployment production = world.now(Objects.requireNonNull(linked.deployment()));
            assertThat(production.request().version()).isNull();
            assertThat(world.runUntil(conductor, production.id(), DeploymentStatus.VERIFIED)
                            .version())
                    .isEqualTo("later");
            assertThat(CardRenderer.render(production).lines())
                    .contains("⚠️ Deploys the head of the branch, which may not be what was verified as "
                            + verified.id() + ": the deployment workflow takes no version");
        }

        private DispatchOutcome begun(DispatchIntent intent, String head) {
            WorkflowRun run = ((DispatchOutcome.Started) world.workflows.begin(intent))
                    .run()
                    .withVersion(head);
            world.workflows.runs.put(run.id(), run);
            return new DispatchOutcome.Started(run);
        }

        @Test
        void by_policy_where_that_is_switched_on_but_never_on_to_production_unless_its_policy_allows_it() {
            world.variables = Map.of("SHIP_AUTO_PROMOTE_STAGING", "true");
            Conductor eager = world.byHand().build();
            Deployment d = World.shipped(eager.ship(World.toStaging()));
            Deployment promoted = world.runUntil(eager, d.id(), DeploymentStatus.PROMOTED);
            assertThat(Objects.requireNonNull(promoted.promotion()).by()).isEqualTo(Actor.POLICY);
            assertThat(Objects.requireNonNull(world.now(d.id()).linked()).state())
                    .isEqualTo(LinkedShip.State.BLOCKED);
            assertThat(conductor.holder(Environment.PROD)).isEmpty();
        }

        @Test
        void not_by_policy_once_a_person_holds_it() {
            world.variables = Map.of("SHIP_AUTO_PROMOTE", "true");
            Conductor eager = world.byHand().build();
            Deployment d = World.shipped(eager.ship(World.toStaging()));
            World.done(eager.hold(d.id(), World.BOB));
            world.runUntil(eager, d.id(), DeploymentStatus.VERIFIED);
            world.clock.tick(Duration.ofMinutes(30));
            eager.runDue();
            assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.VERIFIED);

            World.done(eager.lift(d.id(), World.BOB));
            world.runUntil(eager, d.id(), DeploymentStatus.PROMOTED);
        }
    }

    @Nested
    @DisplayName("rolls back")
    class RollsBack {

        @Test
        void for_a_person_to_the_version_before_and_verifies_it() {
            Deployment verified = world.shipAndVerify(conductor);
            World.done(conductor.rollback(verified.id(), World.BOB));
            Deployment back = world.runUntil(conductor, verified.id(), DeploymentStatus.ROLLED_BACK);
            DispatchIntent rollback = world.workflows.dispatched.get(1);
            assertThat(rollback.phase()).isEqualTo(Phase.ROLL_BACK);
            assertThat(rollback.method()).isEqualTo(RollbackMethod.REDEPLOY);
            assertThat(rollback.version()).isEqualTo("v1");
            assertThat(back.rollbackVerification()).isNotNull();
            assertThat(kinds()).contains(AlertKind.ROLLBACK_TRIGGERED);
        }

        @Test
        void by_policy_when_a_trigger_fires_and_says_which() {
            world.checks.put(
                    "api", context -> context.wave() == 1 ? CheckResult.fail("503") : CheckResult.pass("200 OK"));
            Deployment d = World.shipped(conductor.ship(World.toStaging()));
            Deployment back = world.runUntil(conductor, d.id(), DeploymentStatus.ROLLED_BACK);
            assertThat(Objects.requireNonNull(back.rollback()).reason()).isEqualTo("api_down");
            assertThat(back.rollback().decision().by()).isEqualTo(Actor.POLICY);
        }

        @Test
        void and_says_failed_when_a_trigger_still_fires_afterwards() {
            world.onceDeployed("api", CheckResult.fail("503"));
            Deployment d = World.shipped(conductor.ship(World.toStaging()));
            Deployment failed = world.runUntil(conductor, d.id(), DeploymentStatus.FAILED);
            assertThat(Objects.requireNonNull(failed.failure()).reason()).contains("api_down");
            assertThat(kinds()).contains(AlertKind.ROLLBACK_FAILED);
        }

        @Test
        void late_to_what_was_promoted_before() {
            Deployment first = world.shipAndVerify(conductor);
            World.done(conductor.promote(first.id(), World.ADA));
            conductor.runDue();
            world.clock.tick(Duration.ofMinutes(10));
            Deployment second = World.shipped(conductor.ship(World.toStaging().withVersion("v3")));
            world.runUntil(conductor, second.id(), DeploymentStatus.VERIFIED);
            World.done(conductor.promote(second.id(), World.ADA));
            conductor.runDue();

            assertThat(World.refused(conductor.rollback(first.id(), World.ADA)))
                    .contains(second.id().value());
            World.done(conductor.rollback(second.id(), World.ADA));
            world.runUntil(conductor, second.id(), DeploymentStatus.ROLLED_BACK);
            DispatchIntent last = world.workflows.dispatched.get(world.workflows.dispatched.size() - 1);
            assertThat(last.version()).isEqualTo("v2");
        }

        @Test
        void never_to_nothing() {
            Conductor newcomer = world.byHand()
                    .environment(EnvironmentSettings.of(new Environment("qa")))
                    .build();
            Deployment d = World.shipped(newcomer.ship(ShipRequest.to(new Environment("qa"), World.ADA)));
            world.runUntil(newcomer, d.id(), DeploymentStatus.VERIFIED);
            assertThat(World.refused(newcomer.rollback(d.id(), World.ADA))).contains("no earlier version is known");
        }

        @Test
        void not_past_a_promoted_deployment_whose_version_never_became_known() {
            world.workflows.onDispatch =
                    intent -> new DispatchOutcome.Started(WorkflowRun.queued(intent.correlationKey(), null));
            Deployment first = World.shipped(conductor.ship(World.toStaging().withVersion(null)));
            world.runUntil(conductor, first.id(), DeploymentStatus.VERIFIED);
            World.done(conductor.promote(first.id(), World.ADA));
            conductor.runDue();
            world.clock.tick(Duration.ofMinutes(10));
            Deployment second = World.shipped(conductor.ship(World.toStaging().withVersion("v3")));
            assertThat(second.previousVersion()).isNull();
        }

        @Test
        void during_a_run_by_cancelling_it_and_watching_it_to_its_end_first() {
            world.workflows.onLook = run -> run.at(RunStatus.IN_PROGRESS);
            Deployment d = World.shipped(conductor.ship(World.toStaging()));
            world.runUntil(conductor, d.id(), DeploymentStatus.DEPLOYING);
            world.clock.tick(Duration.ofSeconds(3));
            conductor.runDue();
            World.done(conductor.rollback(d.id(), World.BOB));
            assertThat(World.refused(conductor.rollback(d.id(), World.ADA))).contains("Bob");
            world.workflows.onLook = run -> run.completed(RunConclusion.SUCCESS);
            world.runUntil(conductor, d.id(), DeploymentStatus.ROLLED_BACK);
            assertThat(world.workflows.cancelled).containsExactly("1");
        }
    }

    @Nested
    @DisplayName("dispatches at most once")
    class DispatchesOnce {

        @Test
        void and_looks_for_the_run_when_nobody_knows_whether_there_is_one() {
            world.workflows.onDispatch = intent -> {
                world.workflows.begin(intent);
                return new DispatchOutcome.Unknown("timeout");
            };
            Deployment verified = world.shipAndVerify(conductor);
            assertThat(world.workflows.dispatched).hasSize(1);
            assertThat(verified.deployPhase().run().orElseThrow().id()).isEqualTo("1");
        }

        @Test
        void and_asks_a_person_when_no_run_is_found() {
            world.workflows.onDispatch = intent -> new DispatchOutcome.Unknown("timeout");
            RunCandidate candidate = new RunCandidate("77", null, "Client Deploy", world.clock.instant());
            world.workflows.onLocate = intent -> new LocateOutcome.NotFound(List.of(candidate));
            Deployment d = World.shipped(conductor.ship(World.toStaging()));
            Deployment asking = world.runUntil(conductor, d.id(), DeploymentStatus.NEEDS_ATTENTION);
            assertThat(world.workflows.dispatched).hasSize(1);
            assertThat(Objects.requireNonNull(asking.attention()).candidates()).containsExactly(candidate);
            assertThat(kinds()).contains(AlertKind.NEEDS_ATTENTION);

            World.done(conductor.press(new ButtonId(Question.ADOPT, 1, d.id()), World.ADA));
            Deployment verified = world.runUntil(conductor, d.id(), DeploymentStatus.VERIFIED);
            assertThat(verified.deployPhase().run().orElseThrow().id()).isEqualTo("77");
        }

        @Test
        void and_takes_an_exception_of_the_dispatcher_for_not_knowing() {
            world.workflows.onDispatch = intent -> {
                world.workflows.begin(intent);
                throw new IllegalStateException("broken adapter");
            };
            world.shipAndVerify(conductor);
            assertThat(world.workflows.dispatched).hasSize(1);
        }

        @Test
        void and_again_only_when_it_certainly_was_not_sent() {
            world.workflows.onDispatch = intent -> intent.attempt().number() < 3
                    ? new DispatchOutcome.NotSent("connection refused", world.clock.instant())
                    : world.workflows.begin(intent);
            world.shipAndVerify(conductor);
            assertThat(world.workflows.dispatched)
                    .extracting(intent -> intent.attempt().number())
                    .containsExactly(1, 2, 3);
        }

        @Test
        void even_when_a_person_changes_the_deployment_while_the_call_is_under_way() {
            world.workflows.onDispatch = intent -> {
                World.done(conductor.cancel(intent.deployment(), World.BOB));
                return world.workflows.begin(intent);
            };
            Deployment d = World.shipped(conductor.ship(World.toStaging()));
            world.runUntil(conductor, d.id(), DeploymentStatus.CANCELLED);
            assertThat(world.workflows.dispatched).hasSize(1);
            assertThat(world.workflows.cancelled).containsExactly("1");
        }
    }

    @Nested
    @DisplayName("asks for permission")
    class AsksForPermission {

        @Test
        void at_every_action_and_gives_the_reason_of_a_denial() {
            Conductor strict = world.byHand()
                    .authorizer(question -> question.action() == Action.SHIP
                            ? Authorizer.Answer.permit()
                            : Authorizer.Answer.deny("ask Ada"))
                    .build();
            DeployId id = World.shipped(strict.ship(World.toStaging())).id();
            assertThat(List.of(
                            strict.promote(id, World.BOB),
                            strict.rollback(id, World.BOB),
                            strict.cancel(id, World.BOB),
                            strict.hold(id, World.BOB),
                            strict.lift(id, World.BOB),
                            strict.adopt(id, World.BOB, "1"),
                            strict.retry(id, World.BOB),
                            strict.giveUp(id, World.BOB),
                            strict.shipLinked(id, World.BOB),
                            strict.details(id, World.BOB)))
                    .containsOnly(new ActionResult.Denied("ask Ada"));
        }

        @Test
        void and_denies_when_the_answer_is_an_exception_or_nothing() {
            Conductor broken = world.byHand()
                    .authorizer(question -> {
                        throw new IllegalStateException("no directory");
                    })
                    .build();
            assertThat(broken.ship(World.toStaging())).isInstanceOf(ShipResult.Denied.class);
        }

        @Test
        void and_lets_nobody_act_as_the_policy() {
            assertThat(conductor.ship(ShipRequest.to(Environment.STAGING, Actor.POLICY)))
                    .isInstanceOf(ShipResult.Denied.class);
            DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
            assertThat(conductor.cancel(id, Actor.POLICY)).isInstanceOf(ActionResult.Denied.class);
        }
    }

    @Nested
    @DisplayName("tells the team")
    class Tells {

        @Test
        void late_when_the_chat_is_down_but_works_on_all_the_same() {
            world.chat.trouble = () -> new DeliveryOutcome.Unavailable("down", world.clock.instant());
            Deployment verified = world.shipAndVerify(conductor);
            assertThat(world.chat.messages).isEmpty();
            world.chat.trouble = null;
            world.clock.tick(Duration.ofMinutes(10));
            conductor.runDue();
            assertThat(world.chat.messages).hasSize(1);
            assertThat(world.now(verified.id()).status()).isEqualTo(DeploymentStatus.VERIFIED);
        }

        @Test
        void by_a_fresh_message_when_the_old_one_was_deleted() {
            Deployment verified = world.shipAndVerify(conductor);
            world.chat.messages.clear();
            World.done(conductor.promote(verified.id(), World.ADA));
            conductor.runDue();
            assertThat(world.chat.messages.keySet())
                    .anySatisfy(key -> assertThat(key).isEqualTo(verified.id() + ":card:1"));
        }

        @Test
        void of_every_alert_again_until_the_sink_takes_it() {
            world.onceDeployed("api", CheckResult.fail("503"));
            AtomicInteger tries = new AtomicInteger();
            Conductor flaky = world.byHand()
                    .alerts((alert, deployment) -> {
                        if (tries.incrementAndGet() <= 3) {
                            throw new IOException("pager down");
                        }
                        world.alerts.add(alert);
                    })
                    .build();
            Deployment d = World.shipped(flaky.ship(World.toStaging()));
            world.runUntil(flaky, d.id(), DeploymentStatus.FAILED);
            world.clock.tick(Duration.ofMinutes(10));
            flaky.runDue();
            assertThat(world.now(d.id()).alerts()).noneMatch(Alert::isPending);
            assertThat(world.alerts).extracting(Alert::id).doesNotHaveDuplicates();
        }

        @Test
        void of_a_creation_once_however_often_the_same_is_asked_for_at_the_same_instant() {
            List<DeployId> created = new CopyOnWriteArrayList<>();
            Conductor listened = world.builder()
                    .listener((before, event, after) -> {
                        if (before == null) {
                            created.add(after.id());
                        }
                    })
                    .build();
            ShipRequest request = World.toStaging().withKey("interaction-1");
            DeployId first = World.shipped(listened.ship(request)).id();
            assertThat(World.shipped(listened.ship(request)).id()).isEqualTo(first);
            listened.runDue();
            world.clock.tick(Duration.ofMinutes(1));
            assertThat(World.shipped(listened.ship(request)).id()).isEqualTo(first);
            listened.close();
            assertThat(created).containsExactly(first);
        }

        @Test
        void and_is_not_hurt_by_a_listener_that_throws() {
            Conductor listened = world.byHand()
                    .listener((before, event, after) -> {
                        throw new IllegalStateException("metrics broken");
                    })
                    .build();
            world.shipAndVerify(listened);
        }

        @Test
        void that_nobody_decided_in_time() {
            Deployment verified = world.shipAndVerify(conductor);
            world.clock.tick(Duration.ofHours(1));
            conductor.runDue();
            assertThat(world.now(verified.id()).status()).isEqualTo(DeploymentStatus.EXPIRED);
            assertThat(kinds()).contains(AlertKind.EXPIRED);
        }
    }

    @Test
    void looks_at_a_run_a_few_times_for_a_thousand_webhooks() {
        AtomicInteger looks = new AtomicInteger();
        world.workflows.onLook = run -> {
            looks.incrementAndGet();
            return run.at(RunStatus.IN_PROGRESS);
        };
        Deployment d = World.shipped(conductor.ship(World.toStaging()));
        conductor.runDue();
        for (int i = 0; i < 1_000; i++) {
            conductor.wake(d.id());
            conductor.runDue();
            world.clock.tick(Duration.ofMillis(10));
        }
        assertThat(looks.get()).isBetween(1, 7);
    }

    @Test
    void keeps_history_beyond_the_deployments_and_cleans_up_daily() {
        Deployment verified = world.shipAndVerify(conductor);
        World.done(conductor.promote(verified.id(), World.ADA));
        conductor.runDue();
        world.clock.tick(Duration.ofHours(30));
        conductor.runDue();
        assertThat(conductor.find(verified.id())).isEmpty();
        assertThat(conductor.promote(verified.id(), World.ADA)).isInstanceOf(ActionResult.NotFound.class);
        assertThat(conductor
                        .history(HistoryQuery.newest(Environment.STAGING, 10))
                        .entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.id()).isEqualTo(verified.id()));
    }

    @Test
    void a_misspelt_variable_is_refused_and_one_that_nothing_reads_is_a_warning() {
        world.variables = Map.of("SHIP_AUTO_PROMTE", "true", "SHIP_COLOUR", "red");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> world.byHand().build())
                .satisfies(e -> {
                    assertThat(e.problems())
                            .containsExactly("SHIP_AUTO_PROMTE is not known; did you mean SHIP_AUTO_PROMOTE?");
                    assertThat(e.warnings()).singleElement().asString().startsWith("SHIP_COLOUR is not known");
                });
        world.variables = Map.of("SHIP_COLOUR", "red");
        assertThat(world.byHand().build().warnings()).singleElement().asString().startsWith("SHIP_COLOUR is not known");
    }

    @Test
    void what_a_plug_in_reads_or_declares_is_known_however_near_to_another_name_it_is() {
        world.variables = Map.of("SHIP_AUTO_PROMOTER", "ada", "SHIP_SETTLE_MS_", "1", "SHIP_AUTO_PROMTE", "1");
        CheckProvider plugIn = (environment, variables) -> {
            variables.text("SHIP_AUTO_PROMOTER");
            variables.declare("SHIP_SETTLE_MS_");
            return List.of();
        };
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        world.byHand().checks(world.catalog().with(plugIn)).build())
                .satisfies(e -> assertThat(e.problems())
                        .singleElement()
                        .asString()
                        .startsWith("SHIP_AUTO_PROMTE is not known"));
    }

    @Test
    void four_eyes_where_the_policy_promotes_by_itself_are_a_warning() {
        world.variables = Map.of("SHIP_AUTO_PROMOTE_PROD", "true");
        Conductor lonely = world.byHand().fourEyes(Environment.PROD).build();
        assertThat(lonely.warnings())
                .singleElement()
                .asString()
                .startsWith("environment prod asks for four eyes, but its policy promotes by itself");
        assertThat(lonely.policy(Environment.PROD)).contains(ReleasePolicy.DEFAULT.withAutoPromote(true));
        assertThat(lonely.policy(new Environment("elsewhere"))).isEmpty();
    }

    @Test
    void names_everything_that_is_wrong_with_its_configuration_at_once() {
        world.variables = Map.of("SHIP_AUTO_PROMOTE", "maybe", "SHIP_VERIFICATION_TIMEOUT_MS", "soon");
        ConductorBuilder builder = Conductor.builder()
                .variables(Variables.of(world.variables))
                .environment(EnvironmentSettings.of(Environment.STAGING))
                .environment(EnvironmentSettings.of(Environment.STAGING))
                .environment(EnvironmentSettings.of(new Environment("a")).withLinked(new Environment("b")))
                .environment(EnvironmentSettings.of(new Environment("b")).withLinked(new Environment("a")))
                .checks(CheckCatalog.of(new Check[0]));
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "workflows is not given",
                        "chat is not given",
                        "authorizer is not given",
                        "SHIP_AUTO_PROMOTE",
                        "maybe",
                        "SHIP_VERIFICATION_TIMEOUT_MS",
                        "staging is given twice",
                        "staging is linked to prod",
                        "linked to itself over others");
    }

    @Test
    void wants_to_know_whom_to_alert_where_there_is_no_chat() {
        assertThatThrownBy(() -> Conductor.builder()
                        .chat(ChatChannel.NONE)
                        .workflows(world.workflows)
                        .authorizer(Authorizer.allowAll())
                        .checks(CheckCatalog.of(new Check[0]))
                        .build())
                .hasMessageContaining("alerts is not given");
    }

    @Test
    void refuses_a_policy_that_the_checks_cannot_meet_where_somebody_chose_it() {
        ReleasePolicy chosen = ReleasePolicy.DEFAULT.withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(3));
        EnvironmentSettings test = EnvironmentSettings.of(new Environment("test"));
        ConductorBuilder inCode = world.byHand().checks(twoChecks()).environment(test.withPolicy(chosen));
        assertThatThrownBy(inCode::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("environment test: policy: min_checks_passing for rolling back is 3")
                .hasMessageContaining("RollbackTriggers.withMinChecksPassing(2)");
        world.variables = Map.of("SHIP_ROLLBACK_MIN_CHECKS_PASSING_TEST", "3");
        ConductorBuilder byVariable = world.byHand().checks(twoChecks()).environment(test);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(byVariable::build)
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly("SHIP_ROLLBACK_MIN_CHECKS_PASSING_TEST: \"3\" is not allowed; allowed: 0 to 2,"
                                + " since test has the checks frontend, api"));
    }

    @Test
    void says_at_the_start_and_once_what_is_doubtful_or_asked_for_less() {
        world.variables = Map.of("SHIP_COLOUR", "red");
        ch.qos.logback.classic.Logger logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Conductor.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        logger.setLevel(Level.INFO);
        try (Conductor small = world.builder().checks(twoChecks()).build()) {
            small.start().start();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(said);
        }
        assertThat(said.list)
                .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
                .contains(tuple(
                        Level.INFO,
                        "Configuration: environment staging has the checks frontend, api; defaults that ask for more give"
                                + " way: auto-promote off: frontend_latency_ms at most 500ms, api_latency_ms at most"
                                + " 200ms, min_checks_passing at least 2, min_pass_percentage at least 80%;"
                                + " auto-rollback on: frontend_down on, api_down on, auth_broken on, critical_errors on,"
                                + " min_checks_passing fewer than 2, workflow_failed off"))
                .filteredOn(each -> each.toList().get(1).toString().contains("SHIP_COLOUR"))
                .hasSize(1);
    }

    @Test
    void warns_of_variables_that_are_set_in_vain_since_code_says_otherwise() {
        world.variables = Map.of(
                "SHIP_AUTO_PROMOTE_TEST", "true", "SHIP_AUTO_ROLLBACK", "false", "SHIP_DEADLINE_RUN_MS", "60000");
        Conductor conductor = world.byHand()
                .environment(EnvironmentSettings.of(new Environment("test")).withPolicy(ReleasePolicy.DEFAULT))
                .deadlines(Deadlines.DEFAULT)
                .build();
        assertThat(conductor.warnings())
                .containsExactly(
                        "SHIP_DEADLINE_RUN_MS is set in vain: deadlines are given in code",
                        "SHIP_AUTO_PROMOTE_TEST is set in vain: the policy of test is given in code");
        assertThat(conductor.policy(Environment.STAGING).orElseThrow().autoRollback())
                .isFalse();
    }

    @Test
    void waits_for_a_decision_as_long_as_a_variable_says_unless_code_does() {
        world.variables = Map.of("SHIP_DEADLINE_DECISION_MS", "120000");
        Conductor hasty = world.byHand().build();
        Deployment verified = world.shipAndVerify(hasty);
        world.clock.tick(Duration.ofMinutes(2));
        hasty.runDue();
        assertThat(hasty.find(verified.id()).orElseThrow().status()).isEqualTo(DeploymentStatus.EXPIRED);
        world.variables = Map.of("SHIP_DEADLINE_VERIFICATION_MS", "90000");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> world.byHand().build())
                .satisfies(e -> assertThat(e.problems())
                        .contains(
                                "SHIP_VERIFICATION_TIMEOUT_MS for staging is 30000 and SHIP_SETTLE_MS is 60000; allowed:"
                                        + " together less than the deadline for verifications, 90000"
                                        + " (SHIP_DEADLINE_VERIFICATION_MS)"));
        assertThat(world.byHand().deadlines(Deadlines.DEFAULT).build().warnings())
                .containsExactly("SHIP_DEADLINE_VERIFICATION_MS is set in vain: deadlines are given in code");
    }

    @Test
    void asks_for_less_by_default_where_there_are_fewer_checks() {
        Conductor small = world.byHand().checks(twoChecks()).build();
        ReleasePolicy policy = small.policy(Environment.STAGING).orElseThrow();
        assertThat(policy.thresholds().minChecksPassing()).isEqualTo(2);
        assertThat(policy.thresholds().maxLatencies()).containsOnlyKeys("frontend", "api");
        assertThat(policy.triggers().minChecksPassing()).isEqualTo(2);
        assertThat(small.warnings()).isEmpty();
    }

    @Test
    void refuses_to_verify_nothing_unless_that_is_chosen() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        world.byHand().checks(CheckCatalog.of(new Check[0])).build())
                .satisfies(e -> assertThat(e.problems())
                        .contains(
                                "environment staging: there are no checks, so that nothing would be verified; add some,"
                                        + " or set SHIP_ROLLBACK_MIN_CHECKS_PASSING_STAGING=0"));
        world.variables = Map.of("SHIP_ROLLBACK_MIN_CHECKS_PASSING", "0");
        assertThat(world.byHand().checks(CheckCatalog.of(new Check[0])).build().warnings())
                .isEmpty();
    }

    private CheckCatalog twoChecks() {
        return CheckCatalog.of(world.check("frontend"), world.check("api"));
    }

    @Test
    void refuses_a_workflow_for_rollbacks_that_cannot_return_to_a_version_unless_the_traffic_is_switched() {
        world.workflows.fromHead = (environment, phase) -> phase == Phase.ROLL_BACK;
        assertThatThrownBy(() -> world.byHand().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "environment staging: the workflow for the rollback of a full rollout takes no version");

        Environment blueGreen = new Environment("qa");
        Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(EnvironmentSettings.of(blueGreen).asBlueGreen())
                .workflows(world.workflows)
                .chat(world.chat)
                .authorizer(Authorizer.allowAll())
                .checks(world.catalog())
                .build();
    }

    private List<AlertKind> kinds() {
        return world.alerts.stream().map(Alert::kind).toList();
    }
}

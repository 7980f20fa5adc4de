package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Times;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.Authorizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A lock")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LocksTest {

    private final World world = new World();
    private final Notices notices = new Notices();
    private final Conductor conductor = world.byHand().alerts(notices).build();

    private static final class Notices implements AlertSink {

        private final List<LockNotice> taken = new ArrayList<>();
        private boolean down;

        @Override
        public void send(Alert alert, Deployment deployment) {}

        @Override
        public void send(LockNotice notice) throws Exception {
            if (down) {
                throw new Exception("down");
            }
            taken.add(notice);
        }

        List<LockNews> kinds() {
            return taken.stream().map(LockNotice::kind).toList();
        }
    }

    private Lock locked(Environment environment, Actor actor) {
        LockResult result = conductor.lock(
                LockRequest.of(environment, actor).because("load test").toldIn(World.CHANNEL));
        assertThat(result).isInstanceOf(LockResult.Locked.class);
        return ((LockResult.Locked) result).lock();
    }

    private static String refused(LockResult result) {
        assertThat(result).isInstanceOf(LockResult.Refused.class);
        return ((LockResult.Refused) result).reason();
    }

    private static String notAdmitted(ShipResult result) {
        assertThat(result).isInstanceOf(ShipResult.NotAdmitted.class);
        return ((ShipResult.NotAdmitted) result).reason();
    }

    private void pass(Duration span) {
        Instant end = world.clock.instant().plus(span);
        while (world.clock.instant().isBefore(end)) {
            world.clock.tick(Duration.ofSeconds(10));
            conductor.runDue();
        }
    }

    @Test
    void refuses_at_once_what_another_person_ships_and_says_whose_it_is_until_when_and_why() {
        Lock lock = locked(Environment.STAGING, World.BOB);

        assertThat(lock.until()).isEqualTo(world.clock.instant().plus(Duration.ofHours(2)));
        assertThat(notAdmitted(conductor.ship(World.toStaging())))
                .isEqualTo("staging is locked by Bob until " + Times.format(lock.until())
                        + ": load test. Nothing was shipped.");
        assertThat(conductor.holder(Environment.STAGING)).isEmpty();
        World.shipped(conductor.ship(ShipRequest.to(Environment.PROD, World.ADA)));
    }

    @Test
    void lets_its_owner_ship_and_promote() {
        locked(Environment.STAGING, World.ADA);
        Deployment verified = world.shipAndVerify(conductor);

        assertThat(World.done(conductor.promote(verified.id(), World.ADA)).status())
                .isEqualTo(DeploymentStatus.PROMOTED);
    }

    @Test
    void ends_by_itself() {
        locked(Environment.STAGING, World.BOB);
        pass(Duration.ofHours(2));

        assertThat(conductor.locks()).isEmpty();
        world.shipAndVerify(conductor);
    }

    @Test
    void that_falls_between_ship_and_send_lets_the_deployment_wait_and_begin_when_it_is_over() {
        Deployment shipped = World.shipped(conductor.ship(World.toStaging()));
        Lock lock = locked(Environment.STAGING, World.BOB);
        pass(Duration.ofMinutes(5));

        Deployment waiting = world.now(shipped.id());
        assertThat(waiting.status()).isEqualTo(DeploymentStatus.INITIATED);
        assertThat(world.workflows.dispatched).isEmpty();
        assertThat(CardText.render(CardRenderer.render(waiting)))
                .contains("🔒 Waiting: staging is locked by Bob until " + Times.format(lock.until()) + ": load test");

        assertThat(conductor.unlock(Environment.STAGING, World.BOB)).isInstanceOf(LockResult.Unlocked.class);
        Deployment verified = world.runUntil(conductor, shipped.id(), DeploymentStatus.VERIFIED);
        assertThat(verified.alerts()).isEmpty();
    }

    @Test
    void that_lasts_too_long_cancels_what_waits_and_says_so() {
        Deployment shipped = World.shipped(conductor.ship(World.toStaging()));
        locked(Environment.STAGING, World.BOB);
        pass(Duration.ofMinutes(61));

        Deployment cancelled = world.now(shipped.id());
        assertThat(cancelled.status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(cancelled.alerts()).extracting(Alert::kind).containsExactly(AlertKind.NOT_ADMITTED);
        assertThat(CardText.render(CardRenderer.render(cancelled)))
                .contains("Why: It has not begun within 1h, and does not begin any more: staging is locked by Bob");
        assertThat(world.workflows.dispatched).isEmpty();
    }

    @Test
    void keeps_a_gate_shut_to_everybody_else_while_the_decision_waits_for_as_long() {
        DeployId id = world.shipAndVerify(conductor).id();
        Lock lock = locked(Environment.STAGING, World.BOB);

        assertThat(World.refused(conductor.promote(id, World.ADA)))
                .isEqualTo("staging is locked by Bob until " + Times.format(lock.until()) + ": load test.");
        pass(Duration.ofMinutes(110));
        assertThat(world.now(id).status()).as("its hour rests").isEqualTo(DeploymentStatus.VERIFIED);
        pass(Duration.ofMinutes(20));
        assertThat(World.done(conductor.promote(id, World.ADA)).status()).isEqualTo(DeploymentStatus.PROMOTED);
    }

    @Test
    void lets_its_owner_open_the_gate() {
        DeployId id = world.shipAndVerify(conductor).id();
        locked(Environment.STAGING, World.BOB);

        assertThat(World.done(conductor.promote(id, World.BOB)).status()).isEqualTo(DeploymentStatus.PROMOTED);
    }

    @Test
    void keeps_nobody_from_rolling_back() {
        DeployId id = world.shipAndVerify(conductor).id();
        locked(Environment.STAGING, World.BOB);
        assertThat(conductor.lock(LockRequest.stop(World.BOB))).isInstanceOf(LockResult.Locked.class);

        World.done(conductor.rollback(id, World.ADA));
        world.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);
    }

    @Test
    void keeps_the_next_wave_from_beginning_though_its_gate_is_open() {
        Deployment shipped = World.shipped(conductor.ship(World.toStaging().withStrategy(Strategy.CANARY)));
        world.runUntil(conductor, shipped.id(), DeploymentStatus.VERIFIED);
        World.done(conductor.promote(shipped.id(), World.ADA));
        locked(Environment.STAGING, World.BOB);
        pass(Duration.ofMinutes(100));

        assertThat(world.now(shipped.id()).status()).isEqualTo(DeploymentStatus.PROMOTING);
        assertThat(world.workflows.dispatched).hasSize(1);
        conductor.unlock(Environment.STAGING, World.BOB);
        assertThat(world.runUntil(conductor, shipped.id(), DeploymentStatus.PROMOTED)
                        .alerts())
                .isEmpty();
        assertThat(world.workflows.dispatched)
                .filteredOn(intent -> intent.deployment().equals(shipped.id()))
                .hasSize(2);
    }

    @Test
    void names_what_was_begun_before_it() {
        Deployment shipped = World.shipped(conductor.ship(World.toStaging()));
        conductor.runDue();

        assertThat(conductor.lock(LockRequest.of(Environment.STAGING, World.BOB)))
                .isInstanceOfSatisfying(
                        LockResult.Locked.class,
                        locked -> assertThat(locked.underWay())
                                .extracting(Deployment::id)
                                .containsExactly(shipped.id()));
    }

    @Test
    void blocks_what_follows_a_promotion_and_says_why() {
        DeployId id = world.shipAndVerify(conductor).id();
        locked(Environment.PROD, World.BOB);
        World.done(conductor.promote(id, World.ADA));
        conductor.runDue();

        assertThat(world.now(id).linked().reason()).startsWith("prod is locked by Bob until");
        assertThat(conductor.holder(Environment.PROD)).isEmpty();
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class of_somebody {

        @Test
        void is_nobody_elses_to_replace_but_may_be_taken_back_by_who_is_permitted() {
            Lock lock = locked(Environment.STAGING, World.BOB);

            assertThat(refused(conductor.lock(LockRequest.of(Environment.STAGING, World.ADA))))
                    .isEqualTo(lock.words() + ". Unlock it first, or wait.");
            assertThat(conductor.unlock(Environment.STAGING, World.ADA)).isInstanceOf(LockResult.Unlocked.class);
            assertThat(refused(conductor.unlock(Environment.STAGING, World.ADA)))
                    .isEqualTo("staging is not locked.");
        }

        @Test
        void is_theirs_to_lengthen_and_to_end_with_the_permission_to_lock_alone() {
            Conductor narrow = world.byHand()
                    .authorizer(question -> question.action() == Action.UNLOCK
                            ? Authorizer.Answer.deny("Only admins.")
                            : Authorizer.Answer.permit())
                    .build();
            narrow.lock(LockRequest.of(Environment.STAGING, World.BOB));

            assertThat(narrow.lock(
                            LockRequest.of(Environment.STAGING, World.BOB).lasting(Duration.ofHours(5))))
                    .isInstanceOf(LockResult.Locked.class);
            assertThat(narrow.locks())
                    .extracting(Lock::until)
                    .containsExactly(world.clock.instant().plus(Duration.ofHours(5)));
            assertThat(narrow.unlock(Environment.STAGING, World.ADA)).isEqualTo(new LockResult.Denied("Only admins."));
            assertThat(narrow.unlock(Environment.STAGING, World.BOB)).isInstanceOf(LockResult.Unlocked.class);
        }

        @Test
        void has_a_length_that_is_allowed_in_an_environment_that_there_is() {
            assertThat(conductor.lock(
                            LockRequest.of(Environment.STAGING, World.BOB).lasting(Duration.ofDays(15))))
                    .isEqualTo(new LockResult.Invalid(List.of("for: \"360h\" is not allowed; allowed: 1min to 336h")));
            assertThat(conductor.lock(LockRequest.of(new Environment("qa"), World.BOB)))
                    .isEqualTo(new LockResult.Invalid(List.of("env: \"qa\" is not allowed; allowed: [prod, staging]")));
            assertThat(conductor.lock(LockRequest.of(Environment.STAGING, Actor.POLICY)))
                    .isInstanceOf(LockResult.Denied.class);
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class of_everything {

        @Test
        void binds_everybody_its_owner_included() {
            conductor.lock(LockRequest.stop(World.ADA).because("incident 7"));

            assertThat(notAdmitted(conductor.ship(World.toStaging())))
                    .startsWith("Everything is stopped by Ada until ")
                    .endsWith(": incident 7. Nothing was shipped.");
            assertThat(conductor.locks()).extracting(Lock::isStop).containsExactly(true);
        }

        @Test
        void takes_the_permission_everywhere() {
            Conductor narrow = world.byHand()
                    .authorizer(question -> question.environment().equals(Environment.PROD)
                            ? Authorizer.Answer.deny("Not in prod.")
                            : Authorizer.Answer.permit())
                    .build();

            assertThat(narrow.lock(LockRequest.stop(World.BOB))).isEqualTo(new LockResult.Denied("Not in prod."));
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class is_told_to_the_team {

        @Test
        void when_it_begins_ten_minutes_before_its_end_and_when_it_has_ended() {
            locked(Environment.STAGING, World.BOB);
            pass(Duration.ofMinutes(109));
            assertThat(notices.kinds()).containsExactly(LockNews.LOCKED);
            pass(Duration.ofMinutes(2));
            assertThat(notices.kinds()).containsExactly(LockNews.LOCKED, LockNews.ENDS_SOON);
            pass(Duration.ofMinutes(12));

            assertThat(notices.kinds()).containsExactly(LockNews.LOCKED, LockNews.ENDS_SOON, LockNews.ENDED);
            assertThat(notices.taken).extracting(LockNotice::id).doesNotHaveDuplicates();
            assertThat(notices.taken.get(2).message())
                    .isEqualTo("The lock of staging by Bob (load test) has ended: deployments may begin again.");
            assertThat(world.store.environmentStates()).isEmpty();
        }

        @Test
        void with_who_ended_it_before_its_time() {
            locked(Environment.STAGING, World.BOB);
            conductor.runDue();
            conductor.unlock(Environment.STAGING, World.ADA);
            conductor.runDue();

            assertThat(notices.kinds()).containsExactly(LockNews.LOCKED, LockNews.ENDED);
            assertThat(notices.taken.get(1).message())
                    .isEqualTo("Ada has unlocked staging, which Bob had locked (load test):"
                            + " deployments may begin again.");
        }

        @Test
        void once_though_two_nodes_look() {
            Conductor other = world.byHand().nodeId("other").alerts(notices).build();
            locked(Environment.STAGING, World.BOB);
            conductor.runDue();
            other.runDue();

            assertThat(notices.kinds()).containsExactly(LockNews.LOCKED);
        }

        @Test
        void later_where_that_was_not_possible_and_not_any_more_when_it_is_no_news() {
            locked(Environment.STAGING, World.BOB);
            notices.down = true;
            pass(Duration.ofMinutes(30));
            notices.down = false;
            pass(Duration.ofMinutes(5));
            assertThat(notices.kinds()).containsExactly(LockNews.LOCKED);

            notices.down = true;
            pass(Duration.ofHours(4));
            assertThat(world.store.environmentState(Environment.STAGING).lock()).isNull();
        }
    }

    @Test
    void that_this_node_did_not_hear_of_is_found_by_what_waits() {
        DeployId id = world.shipAndVerify(conductor).id();
        Instant now = world.clock.instant();
        Lock lock = new Lock(Environment.STAGING, World.BOB, "", now, now.plus(Duration.ofHours(5)), null);
        world.store.replaceEnvironmentState(
                EnvironmentState.unlocked(Environment.STAGING).locked(lock));
        pass(Duration.ofMinutes(2));

        assertThat(world.now(id).isRestrained()).isTrue();
        assertThat(CardText.render(CardRenderer.render(world.now(id))))
                .contains("🔒 Waiting: staging is locked by Bob");
    }
}

package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With a store that breaks and nodes that die, the conductor")
class ConductorCrashTest {

    private final World world = new World();
    private final StoreWithTroubles wayOfOne = new StoreWithTroubles(world.store);
    private final Conductor one = world.builder().store(wayOfOne).nodeId("one").build();
    private final Conductor two = world.builder().nodeId("two").build();

    @Test
    void keeps_an_outcome_in_hand_until_the_store_is_back() {
        // all at once on this thread, so that no outcome comes into hand while they are counted
        Conductor one = world.byHand().store(wayOfOne).nodeId("one").build();
        world.workflows.onDispatch = intent -> {
            wayOfOne.down = true;
            return world.workflows.begin(intent);
        };
        Deployment d = World.shipped(one.ship(World.toStaging()));
        assertThatThrownBy(one::runDue).isInstanceOf(StoreUnavailableException.class);
        assertThat(world.now(d.id()).deployPhase().stage()).isInstanceOf(Stage.Sending.class);
        assertThatThrownBy(one::runDue).isInstanceOf(StoreUnavailableException.class);
        int inHand = one.health().outcomesInHand();
        assertThat(inHand).isPositive();

        List<Integer> inHandWhileItIsSaved = new ArrayList<>();
        wayOfOne.beforeSave = next -> inHandWhileItIsSaved.add(one.health().outcomesInHand());
        wayOfOne.down = false;
        one.runDue();
        assertThat(inHandWhileItIsSaved.get(0)).isEqualTo(inHand);
        assertThat(one.health().outcomesInHand()).isZero();
        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.DEPLOYING);
        assertThat(world.workflows.dispatched).hasSize(1);
    }

    @Test
    void keeps_an_outcome_that_comes_into_hand_while_others_are_saved_in_two_rounds_at_once() {
        goDownOnceDispatched();
        World.shipped(one.ship(World.toStaging()));
        assertThatThrownBy(one::runDue).isInstanceOf(StoreUnavailableException.class);
        Deployment second = World.shipped(two.ship(ShipRequest.to(Environment.PROD, World.BOB)));
        wayOfOne.beforeSave = first -> {
            wayOfOne.beforeSave = others -> {};
            goDownOnceDispatched();
            assertThatThrownBy(one::runDue).isInstanceOf(StoreUnavailableException.class);
            wayOfOne.down = false;
        };
        wayOfOne.down = false;
        world.workflows.onDispatch = world.workflows::begin;

        one.runDue();
        one.runDue();

        assertThat(world.workflows.dispatched).hasSize(2);
        assertThat(world.now(second.id()).deployPhase().stage()).isInstanceOf(Stage.Running.class);
    }

    private void goDownOnceDispatched() {
        world.workflows.onDispatch = intent -> {
            wayOfOne.down = true;
            return world.workflows.begin(intent);
        };
    }

    @Test
    void has_another_node_find_the_run_of_a_node_that_died_with_the_answer() {
        world.workflows.onDispatch = intent -> {
            DispatchOutcome outcome = world.workflows.begin(intent);
            wayOfOne.down = true;
            return outcome;
        };
        Deployment d = World.shipped(one.ship(World.toStaging()));
        assertThatThrownBy(one::runDue).isInstanceOf(StoreUnavailableException.class);

        world.runUntil(two, d.id(), DeploymentStatus.VERIFIED);
        assertThat(world.workflows.dispatched).hasSize(1);
        assertThat(Duration.between(d.statusSince(), world.clock.instant())).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void asks_a_person_when_a_node_died_between_the_intent_and_the_call() {
        world.workflows.onDispatch = intent -> {
            wayOfOne.down = true;
            return new DispatchOutcome.Unknown("the node died before it was sent");
        };
        Deployment d = World.shipped(one.ship(World.toStaging()));
        assertThatThrownBy(one::runDue).isInstanceOf(StoreUnavailableException.class);
        world.runUntil(two, d.id(), DeploymentStatus.NEEDS_ATTENTION);
        assertThat(world.workflows.dispatched).hasSize(1);
    }

    @Test
    void takes_no_write_of_an_earlier_start_under_the_same_name_for_its_own() {
        Deployment before = World.shipped(one.ship(World.toStaging()));
        world.runUntil(one, before.id(), DeploymentStatus.VERIFIED);
        Conductor restarted = world.builder().nodeId("one").build();

        ShipRequest other = ShipRequest.to(Environment.PROD, World.BOB).withVersion("v3");
        Deployment shipped = World.shipped(restarted.ship(other));
        assertThat(shipped.environment()).isEqualTo(Environment.PROD);
        assertThat(shipped.version()).isEqualTo("v3");
        assertThat(restarted.holder(Environment.PROD)).contains(shipped);

        World.done(restarted.rollback(before.id(), World.BOB));
        assertThat(world.now(before.id()).rollback()).isNotNull();
    }

    @Test
    void recognises_its_own_write_when_only_the_answer_was_lost() {
        for (int lost = 0; lost < 12; lost++) {
            wayOfOne.lostAnswers.set(1);
            one.runDue();
            if (lost == 0) {
                World.shipped(one.ship(World.toStaging()));
            }
            world.clock.tick(Duration.ofSeconds(3));
        }
        assertThat(world.workflows.dispatched).hasSize(1);
        assertThat(two.holder(Environment.STAGING))
                .hasValueSatisfying(d -> assertThat(d.status()).isEqualTo(DeploymentStatus.VERIFIED));
    }

    @Test
    void says_of_no_decision_that_it_changed_nothing_when_its_answer_was_lost_and_the_deployment_is_gone() {
        Deployment d = World.shipped(one.ship(World.toStaging()));
        wayOfOne.lostAnswers.set(1);
        wayOfOne.beforeSave = first -> wayOfOne.beforeSave = second -> wayOfOne.forget();

        assertThatThrownBy(() -> one.cancel(d.id(), World.ADA))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the answer got lost");

        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.CANCELLED);
    }

    @Test
    void comes_back_to_a_deployment_that_a_defect_keeps_it_from_only_when_the_claim_has_run_out() {
        Deployment d = World.shipped(one.ship(World.toStaging()));
        wayOfOne.defect = true;
        assertThat(one.runDue()).isEqualTo(1);
        assertThat(one.runDue()).isZero();
        wayOfOne.defect = false;
        world.clock.tick(Duration.ofSeconds(31));
        one.runDue();
        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.DEPLOYING);
    }

    @Test
    void works_on_nothing_by_hand_once_it_is_closed() {
        World.shipped(one.ship(World.toStaging()));
        one.close();
        assertThatThrownBy(one::runDue).isInstanceOf(IllegalStateException.class);
        assertThat(world.workflows.dispatched).isEmpty();
    }

    @Test
    void leaves_a_claimed_deployment_to_the_node_that_works_on_it_until_its_lease_is_over() {
        Deployment d = World.shipped(one.ship(World.toStaging()));
        world.store.claimDue(world.clock.instant(), Duration.ofSeconds(30), 1);
        assertThat(two.runDue()).isZero();
        world.clock.tick(Duration.ofSeconds(31));
        assertThat(two.runDue()).isPositive();
        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.DEPLOYING);
    }

    @Test
    void leaves_what_its_checks_found_to_the_node_that_took_the_deployment_over_meanwhile() {
        List<Claim> claims = new ArrayList<>();
        wayOfOne.beforeSave = next -> {
            if (claims.isEmpty() && next.status() == DeploymentStatus.VERIFIED) {
                Instant whenTheLeaseIsOver = world.clock.instant().plusSeconds(31);
                claims.addAll(world.store.claimDue(whenTheLeaseIsOver, Duration.ofSeconds(30), 1));
            }
        };
        Deployment d = World.shipped(one.ship(World.toStaging()));
        for (int i = 0; i < 20 && claims.isEmpty(); i++) {
            one.runDue();
            world.clock.tick(Duration.ofSeconds(3));
        }
        assertThat(claims).hasSize(1);
        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.VERIFYING);

        world.clock.tick(Duration.ofSeconds(62));
        two.runDue();
        assertThat(world.now(d.id()).status()).isEqualTo(DeploymentStatus.VERIFIED);
    }

    @Test
    void returns_to_what_was_promoted_while_the_store_was_slow_to_create_the_next_deployment() {
        Conductor conductor = world.builder().store(wayOfOne).build();
        Deployment first = world.shipAndVerify(conductor);
        world.clock.tick(Duration.ofMinutes(1));
        wayOfOne.beforeCreate = () -> {
            wayOfOne.beforeCreate = () -> {};
            World.done(conductor.promote(first.id(), World.BOB));
        };
        Deployment second = World.shipped(conductor.ship(World.toStaging().withVersion("v3")));
        world.runUntil(conductor, second.id(), DeploymentStatus.VERIFIED);
        World.done(conductor.rollback(second.id(), World.BOB));
        Deployment rolledBack = world.runUntil(conductor, second.id(), DeploymentStatus.ROLLED_BACK);
        assertThat(rolledBack.rollback().version()).isEqualTo("v2");
    }
}

package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When many act at once, the conductor")
class ConductorRaceTest {

    private static final int THREADS = 64;

    private final World world = new World();
    private final ExecutorService pool = Executors.newFixedThreadPool(100);

    @AfterEach
    void endThreads() {
        pool.shutdownNow();
    }

    private <T> List<T> atOnce(int threads, IntFunction<T> act) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            futures.add(pool.submit((Callable<T>) () -> {
                start.await();
                return act.apply(number);
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    @Test
    void lets_exactly_one_of_64_opposite_clicks_win_and_tells_all_others_who_did_a_thousand_times_over()
            throws Exception {
        Conductor conductor = world.builder()
                .environment(EnvironmentSettings.of(new Environment("qa")).withBaselineVersion("v1"))
                .build();
        for (int round = 0; round < 1000; round++) {
            Deployment d = World.shipped(conductor.ship(ShipRequest.to(new Environment("qa"), World.ADA)));
            DeployId id = d.id();
            world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
            List<ActionResult> results = atOnce(THREADS, i -> {
                Actor actor = Actor.person("p" + i, "Person " + i);
                return i % 2 == 0 ? conductor.promote(id, actor) : conductor.rollback(id, actor);
            });

            Deployment after = world.now(id);
            Decision promotion = after.promotion();
            Rollback rollback = after.rollback();
            assertThat(results).filteredOn(ActionResult.Done.class::isInstance).hasSize(1);
            assertThat(promotion == null).isNotEqualTo(rollback == null);
            String winner =
                    (promotion == null ? Objects.requireNonNull(rollback).decision() : promotion).describe();
            for (ActionResult result : results) {
                if (result instanceof ActionResult.Refused refused) {
                    assertThat(refused.reason()).contains(winner);
                } else {
                    assertThat(result).isInstanceOf(ActionResult.Done.class);
                }
            }
            finish(conductor, id);
        }
    }

    private void finish(Conductor conductor, DeployId id) {
        world.runUntil(
                conductor,
                id,
                world.now(id).rollback() == null ? DeploymentStatus.PROMOTED : DeploymentStatus.ROLLED_BACK);
        world.clock.tick(Duration.ofSeconds(1));
    }

    @Test
    void accepts_exactly_one_of_100_simultaneous_ships_for_one_environment() throws Exception {
        Conductor conductor = world.builder().build();
        List<ShipResult> results = atOnce(
                100, i -> conductor.ship(ShipRequest.to(Environment.STAGING, Actor.person("p" + i, "Person " + i))));
        assertThat(results).filteredOn(ShipResult.Shipped.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(ShipResult.Taken.class::isInstance).hasSize(99);
    }

    @Test
    void gives_100_environments_shipped_to_in_one_second_a_deployment_each() throws Exception {
        ConductorBuilder builder = world.builder();
        for (int i = 0; i < 100; i++) {
            builder.environment(EnvironmentSettings.of(new Environment("env" + i)));
        }
        Conductor conductor = builder.build();
        List<ShipResult> results =
                atOnce(100, i -> conductor.ship(ShipRequest.to(new Environment("env" + i), World.ADA)));
        assertThat(results.stream().map(World::shipped).map(Deployment::id)).doesNotHaveDuplicates();
    }
}

package io.releaseconductor.deployment;

import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Watch;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Walks of 1 to 80 events, over every kind of rollout and canaries of several waves, linked or not, shipped on or not, with and without an earlier version or a way back, and
 * whoever is to be called. */
public final class Walks implements ArbitrarySupplier<Walk> {

    @Override
    public Arbitrary<Walk> get() {
        Arbitrary<Long> seeds = Arbitraries.longs().withDistribution(RandomDistribution.uniform());
        return Combinators.combine(requests(), seeds.list().ofMinSize(1).ofMaxSize(80))
                .as(Walk::of);
    }

    /** The plan that everybody knows, and for canaries those with more waves. */
    private static List<RolloutPlan> plans(Rollout kind) {
        return kind == Rollout.CANARY
                ? List.of(
                        RolloutPlan.CANARY,
                        Samples.GRADUAL,
                        Samples.OPEN,
                        Samples.REGIONS,
                        Samples.BAKED,
                        Samples.SLOW,
                        Samples.APPROVED)
                : List.of(RolloutPlan.of(kind));
    }

    public static Arbitrary<DeployRequest> requests() {
        Arbitrary<DeployRequest> requests = Combinators.combine(
                        Arbitraries.of(Rollout.class),
                        Arbitraries.of(Environment.PROD).injectNull(0.5),
                        Arbitraries.of(Samples.PREVIOUS).injectNull(0.3),
                        Arbitraries.of(Happenings.PARENT).injectNull(0.8))
                .as(Samples::request);
        Arbitrary<Called> called = Arbitraries.of(
                Called.NOBODY,
                Called.INITIATOR,
                Called.groups("oncall"),
                Called.groups("oncall").andInitiator());
        Arbitrary<RiskyPaths> risky =
                Arbitraries.of(RiskyPaths.NONE, RiskyPaths.NONE, new RiskyPaths(List.of("db/migration/**")));
        Arbitrary<Watch> watches = Arbitraries.of(
                Watch.OFF,
                Watch.DEFAULT,
                new Watch(Duration.ofSeconds(150), Duration.ofMinutes(1), false),
                new Watch(Duration.ofMinutes(1), Duration.ofSeconds(20), true));
        Arbitrary<AdmissionRules> rules = Arbitraries.of(AdmissionRules.NONE, AdmissionRules.NONE, Samples.CI);
        return Combinators.combine(requests, Arbitraries.of(false, false, false, true), called, risky, watches, rules)
                .as((request, without, whom, paths, watch, admission) -> request.toBuilder()
                        .withoutRollback(without)
                        .called(whom)
                        .riskyPaths(paths)
                        .watch(watch)
                        .admission(admission)
                        .build())
                .flatMap(request -> Combinators.combine(
                                Arbitraries.of(plans(request.rollout())), Arbitraries.of(true, false))
                        .as((plan, counted) ->
                                counted ? Samples.counted(Samples.with(plan, request)) : Samples.with(plan, request)));
    }
}

package io.releaseconductor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.Walk;
import io.releaseconductor.deployment.Walks;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("However the world answers, left alone, a deployment")
class SettlingPropertyTest {

    /** As given, but for the run: a day of looks at one would only take longer. */
    private static final Deadlines DEADLINES = Deadlines.DEFAULT.toBuilder()
            .run(Duration.ofMinutes(20))
            .runWaiting(Duration.ofHours(2))
            .build();

    /** More than a run that is looked at every 2 seconds for as long as a phase may take, three times over. */
    private static final int MOST_WORK = 15_000;

    private final Planner planner =
            new Planner(DEADLINES, d -> CardRenderer.render(d).digest());

    @Property(tries = 200)
    @Label("settles or asks for a person within the sum of its deadlines")
    void settles_or_asks_for_a_person(@ForAll("requests") DeployRequest request, @ForAll("worlds") Ports world) {
        VirtualTime time = new VirtualTime(planner, world, Samples.initiated(request), request.initiatedAt());

        time.settle(MOST_WORK);

        assertSettledOrAsked(time, request.initiatedAt());
    }

    @Property(tries = 100)
    @Label("settles or asks for a person, wherever it stood when the world fell silent")
    void settles_or_asks_for_a_person_when_the_world_falls_silent(
            @ForAll(supplier = Walks.class) Walk walk, @ForAll("silent") Ports world) {
        Deployment deployment = walk.end();
        Instant now = deployment.statusSince().plusSeconds(1);
        VirtualTime time = new VirtualTime(planner, world, deployment, now);

        time.settle(MOST_WORK);

        assertSettledOrAsked(time, now);
    }

    private static void assertSettledOrAsked(VirtualTime time, Instant start) {
        assertThat(time.deployment().settled() || time.waitsForAPerson())
                .as("after %s pieces of work: %s", time.work(), time.deployment())
                .isTrue();
        assertThat(Duration.between(start, time.now())).isLessThan(longest(DEADLINES));
    }

    /** Deploy, promote and roll back, each with all that it may wait for; two verifications and a decision. */
    private static Duration longest(Deadlines d) {
        Duration phase = d.dispatch()
                .plus(d.intent())
                .plus(d.call())
                .plus(d.locate())
                .plus(d.run())
                .plus(d.runWaiting())
                .plus(d.cancel());
        return phase.multipliedBy(3)
                .plus(d.verification().multipliedBy(2))
                .plus(d.decision())
                .plusMinutes(5);
    }

    @Property(tries = 50)
    @Label("reminds of itself while it needs a person, first after 15 minutes and then every hour")
    void reminds_of_itself_while_it_needs_a_person(@ForAll(supplier = Walks.class) Walk walk) {
        for (Deployment d : walk.states()) {
            if (d.status() == DeploymentStatus.NEEDS_ATTENTION && d.attention().reminders() == 0) {
                VirtualTime time = new VirtualTime(planner, Ports.obliging(), d, d.statusSince());
                time.pass(Duration.ofMinutes(14));
                assertThat(time.deployment().attention().reminders()).isZero();
                time.pass(Duration.ofMinutes(2));
                assertThat(time.deployment().attention().reminders()).isEqualTo(1);
                time.pass(Duration.ofHours(5));
                assertThat(time.deployment().attention().reminders()).isEqualTo(6);
            }
        }
    }

    @Provide
    Arbitrary<DeployRequest> requests() {
        return Walks.requests();
    }

    @Provide
    Arbitrary<Ports> worlds() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.of(Ports.Dispatching.class),
                        Arbitraries.of(Ports.Locating.class),
                        Arbitraries.of(Ports.Watching.class),
                        Arbitraries.of(Ports.Cancelling.class),
                        Arbitraries.of(Ports.Checking.class),
                        Arbitraries.of(Ports.Telling.class))
                .as(Ports::of);
    }

    @Provide
    Arbitrary<Ports> silent() {
        return Combinators.combine(
                        Arbitraries.of(
                                Ports.Dispatching.REFUSES_CONNECTIONS,
                                Ports.Dispatching.LEAVES_IN_DOUBT,
                                Ports.Dispatching.NEVER_ANSWERS),
                        Arbitraries.of(Ports.Watching.UNAVAILABLE, Ports.Watching.SHOWS_OLD_VIEWS))
                .as((dispatching, watching) -> Ports.of(
                        0,
                        dispatching,
                        Ports.Locating.UNAVAILABLE,
                        watching,
                        Ports.Cancelling.UNAVAILABLE,
                        Ports.Checking.NEVER_ENDS,
                        Ports.Telling.UNAVAILABLE));
    }
}

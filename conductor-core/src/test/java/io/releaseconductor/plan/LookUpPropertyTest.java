package io.releaseconductor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Lifecycle;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.Walk;
import io.releaseconductor.deployment.Walks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;

@Label("Asking what is being shipped")
@PropertyDefaults(tries = 200)
class LookUpPropertyTest {

    private static final CardDigests CARDS = d -> CardRenderer.render(d).digest();
    private static final List<ChangeOutcome> OUTCOMES = List.of(
            new ChangeOutcome.Known(new ChangeSummary("Fix login", "Ada", null, null, null)),
            new ChangeOutcome.NothingKnown("404"),
            new ChangeOutcome.Unavailable("502"));

    private final Planner without = new Planner(Deadlines.DEFAULT, CARDS);
    private final Planner with = new Planner(Deadlines.DEFAULT, CARDS, true, Map.of());

    @Property
    @Label("puts off no work, card or alert, and is asked only where a run is known and something is to be decided")
    void puts_nothing_off(
            @ForAll(supplier = Walks.class) Walk walk, @ForAll @IntRange(min = -60, max = 9_000) int later) {
        for (Deployment d : walk.states()) {
            Instant now = d.statusSince().plusSeconds(later);
            Plan plan = with.next(d, now);
            Plan plain = without.next(d, now);
            assertThat(plain.lookUp()).isNull();
            assertThat(new Plan(plan.work(), plan.announce(), plan.alert(), null, plan.count(), plain.dueAt()))
                    .isEqualTo(plain);
            assertThat(plan.isIdle())
                    .isEqualTo(plan.dueAt() == null || plan.dueAt().isAfter(now));
            if (plan.lookUp() != null) {
                assertThat(d.settled()).isFalse();
                assertThat(d.status()).isNotIn(DeploymentStatus.INITIATED, DeploymentStatus.ROLLING_BACK);
                assertThat(d.deployPhase().run()).isPresent();
                assertThat(d.version()).isNotNull();
                assertThat(plan.lookUp()).isEqualTo(new Step.LookUpChange(d.version(), d.previousVersion()));
            }
        }
    }

    @Property
    @Label("ends after two answers at most, each of which moves the deployment and changes no plan of other work")
    void ends(
            @ForAll(supplier = Walks.class) Walk walk,
            @ForAll @IntRange(max = 2) int first,
            @ForAll @IntRange(max = 2) int second) {
        for (Deployment d : walk.states()) {
            Deployment current = d.toBuilder().change(null).build();
            Instant now = d.statusSince().plusSeconds(60);
            for (int outcome : new int[] {first, second}) {
                if (with.next(current, now).lookUp() != null) {
                    Deployment next = moved(current, OUTCOMES.get(outcome), now);
                    assertThat(with.next(next, now).work())
                            .isEqualTo(with.next(current, now).work());
                    current = next;
                    now = now.plusSeconds(31);
                }
            }
            ChangeLookup change = current.change();
            assertThat(with.next(current, now).lookUp()).as("%s", change).isNull();
        }
    }

    private static Deployment moved(Deployment d, ChangeOutcome outcome, Instant now) {
        LifecycleResult result = Lifecycle.apply(d, new DeploymentEvent.ChangeAnswered(outcome, now));
        assertThat(result).isInstanceOf(LifecycleResult.Moved.class);
        return ((LifecycleResult.Moved) result).next();
    }
}

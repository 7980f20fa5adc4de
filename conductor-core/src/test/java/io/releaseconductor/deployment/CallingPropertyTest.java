package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Walk.Walked;
import io.releaseconductor.model.Called;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;

@Label("Whatever happens, people are called")
@PropertyDefaults(tries = 500)
class CallingPropertyTest {

    private static List<Alert> calls(Walked step) {
        List<String> before = step.before().alerts().stream().map(Alert::id).toList();
        return step.after().alerts().stream()
                .filter(alert -> !before.contains(alert.id()))
                .filter(alert -> !alert.called().isNobody())
                .toList();
    }

    @Property
    @Label("at most once by a change, and only those who are to be called")
    void at_most_once_by_a_change(@ForAll(supplier = Walks.class) Walk walk) {
        Called called = walk.request().called();
        for (Walked step : walk.moves()) {
            assertThat(calls(step)).as("%s", step).hasSizeLessThanOrEqualTo(1).allSatisfy(alert -> {
                assertThat(called.groups()).containsAll(alert.called().groups());
                assertThat(called.initiator() || !alert.called().initiator()).isTrue();
            });
        }
    }

    @Property
    @Label("to decide once for each wait, and where nobody is to be called, never")
    void to_decide_once_for_each_wait(@ForAll(supplier = Walks.class) Walk walk) {
        int due = 0;
        for (Walked step : walk.moves()) {
            due = step.entered(DeploymentStatus.VERIFIED) ? 0 : due;
            boolean isDue = calls(step).stream().anyMatch(alert -> alert.kind() == AlertKind.DECISION_DUE);
            due += isDue ? 1 : 0;
            assertThat(due).as("%s", step).isLessThanOrEqualTo(1);
            assertThat(isDue
                            && (walk.request().called().isNobody()
                                    || step.before().promotableByPolicy()))
                    .as("%s", step)
                    .isFalse();
        }
    }

    @Property
    @Label("not for what they did themselves, nor any group for what somebody did")
    void not_for_what_they_did_themselves(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            boolean byPolicy = step.after().rollback() != null
                    && step.after().rollback().decision().by().isPolicy();
            boolean liftedAndFired = step.event() instanceof DeploymentEvent.Lift
                    && (byPolicy || step.after().status() != DeploymentStatus.ROLLING_BACK);
            if (step.event() instanceof DeploymentEvent.Asked asked
                    && !asked.by().isPolicy()
                    && !liftedAndFired) {
                assertThat(calls(step)).as("%s", step).allSatisfy(alert -> {
                    assertThat(alert.called()).isEqualTo(Called.INITIATOR);
                    assertThat(asked.by().isSameAs(walk.request().initiatedBy()))
                            .isFalse();
                });
            }
        }
    }
}

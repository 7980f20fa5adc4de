package io.releaseconductor.testkit;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The fake CI service")
class FakeWorkflowsTest {

    private final ManualClock clock = new ManualClock();
    private final FakeWorkflows ci = new FakeWorkflows(clock);
    private final Deployment deployment = aDeployment().sending();
    private final DispatchIntent intent =
            ((Stage.Sending) deployment.deployPhase().stage()).intent();

    @Test
    @DisplayName("completes runs by themselves once it is told to")
    void completes_runs_by_themselves() {
        WorkflowRun run = started();
        assertThat(seen(run).isCompleted()).isFalse();
        ci.completeByThemselves();

        assertThat(seen(run).succeeded()).isTrue();
    }

    @Test
    @DisplayName("concludes the runs of a phase as it is told to")
    void concludes_as_told() {
        ci.conclude(Phase.DEPLOY, RunConclusion.FAILURE);

        assertThat(seen(started()).conclusion()).isEqualTo(RunConclusion.FAILURE);
    }

    @Test
    @DisplayName("lets a run wait for a reviewer")
    void lets_a_run_wait() {
        WorkflowRun run = started();
        ci.hold(run.id());

        assertThat(seen(run).status()).isEqualTo(RunStatus.WAITING);
    }

    @Test
    @DisplayName("ignores requests to cancel until they are forced, if it is told to")
    void ignores_cancels() {
        ci.ignoreCancels(true);
        WorkflowRun run = started();

        assertThat(ci.cancel(run, false)).isEqualTo(new CancelOutcome.Accepted());
        assertThat(seen(run).isCompleted()).isFalse();
        ci.cancel(run, true);
        assertThat(seen(run).conclusion()).isEqualTo(RunConclusion.CANCELLED);
    }

    @Test
    @DisplayName("forgets a run that is deleted")
    void forgets_deleted_runs() {
        WorkflowRun run = started();
        ci.delete(run.id());

        assertThat(ci.status(run)).isInstanceOf(StatusOutcome.Gone.class);
        assertThat(ci.runs()).isEmpty();
    }

    @Test
    @DisplayName("tells requests and runs by attempt, by phase and in all")
    void tells_requests_and_runs() {
        ci.failNext(DispatchFault.LOST_AFTER_EFFECT, DispatchFault.NOT_REACHED);
        ci.dispatch(intent);
        ci.dispatch(intent);
        WorkflowRun other = ci.addOther("Somebody's");

        assertThat(ci.requests()).isEqualTo(1);
        assertThat(ci.requests(intent.correlationKey())).isEqualTo(1);
        assertThat(ci.requests("another key")).isZero();
        assertThat(ci.runs(intent.correlationKey())).hasSize(1);
        assertThat(ci.run(deployment.id(), Phase.DEPLOY)).contains(ci.runs().get(0));
        assertThat(ci.run(deployment.id(), Phase.PROMOTE)).isEmpty();
        assertThat(ci.runs()).hasSize(2).contains(other);
    }

    @Test
    @DisplayName("offers runs that were created since as candidates, and locates nothing where keys are not shown")
    void offers_candidates() {
        ci.addOther("Too old");
        clock.advance(Duration.ofSeconds(5));
        ci.echoKeys(false);
        ci.dispatch(intent);
        WorkflowRun other = ci.addOther("Somebody's");

        assertThat(ci.locate(intent)).isInstanceOfSatisfying(LocateOutcome.Undecidable.class, undecidable -> {
            assertThat(undecidable.candidates()).hasSize(2);
            assertThat(undecidable.candidates().get(1).runId()).isEqualTo(other.id());
            assertThat(undecidable.candidates().get(1).title()).isEqualTo("Somebody's");
        });
    }

    @Test
    @DisplayName("deploys the version asked for, else the head of the branch")
    void deploys_a_version() {
        assertThat(started().version()).isEqualTo("v2");
        Stage.Sending sending = (Stage.Sending)
                aDeployment().version(null).sending().deployPhase().stage();
        ci.dispatch(sending.intent());

        assertThat(ci.runs().get(1).version()).isEqualTo("0a1b2c3");
    }

    @Test
    @DisplayName("supports every phase but those that it is without")
    void supports_phases() {
        ci.without(Phase.ROLL_BACK);

        assertThat(ci.supports(Environment.PROD, Phase.ROLL_BACK, Rollout.FULL)).isFalse();
        assertThat(ci.supports(Environment.PROD, Phase.DEPLOY, Rollout.FULL)).isTrue();
    }

    @Test
    @DisplayName("rejects the id of a run that it does not know, and says which it knows")
    void rejects_unknown_runs() {
        started();

        assertThatIllegalArgumentException().isThrownBy(() -> ci.begin("7")).withMessageContainingAll("\"7\"", "1001");
    }

    private WorkflowRun started() {
        return ((DispatchOutcome.Started) ci.dispatch(intent)).run();
    }

    private WorkflowRun seen(WorkflowRun run) {
        return ((StatusOutcome.Seen) ci.status(run)).run();
    }

    @Nested
    @DisplayName("under the contract")
    class UnderTheContract extends WorkflowDispatcherContract {

        @Override
        protected CiHarness openCi(Clock kitClock) {
            return new FakeCiHarness(new FakeWorkflows(kitClock));
        }
    }
}

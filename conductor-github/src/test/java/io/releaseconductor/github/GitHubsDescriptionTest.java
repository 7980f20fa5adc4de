package io.releaseconductor.github;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.ChangeLog;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The other tests hold what they ask and are answered against the description as well, where it is here. */
@DisplayName("What is asked and answered is as in GitHub's own description of its API")
class GitHubsDescriptionTest {

    private static final String REASON =
            "-D" + GitHubsDescription.PROPERTY + " names no folder with GitHub's description of its API";

    @ParameterizedTest
    @EnumSource
    @DisplayName("for each kind of request, at GitHub and at GitHub Enterprise Server")
    void eachKind(ServerKind kind) {
        assumeTrue(GitHubsDescription.of(kind).isPresent(), REASON);
        try (Bench bench = new Bench(kind)) {
            bench.fake.addRef("release/2", FakeGitHub.HEAD);
            bench.reconfigure(options -> options.withRef("release/2").showingDeployments());
            bench.workflows.check();
            bench.workflows.dispatch(bench.deploy(1));
            WorkflowRun rejected = another(bench);
            bench.at(rejected).waitFor(List.of("ana", "ben"), 30, bench.clock.instant());
            assertThat(bench.look(rejected).run().detail()).contains("ana, ben may approve");
            bench.at(rejected).reject("ana", "not on a Friday", bench.clock.instant());
            assertThat(bench.look(rejected).run().conclusion()).isEqualTo(RunConclusion.REJECTED);
            assertThat(bench.workflows.cancel(another(bench), false)).isInstanceOf(CancelOutcome.Accepted.class);
            bench.workflows.locate(bench.deploy(2));
            bench.workflows
                    .changeLog()
                    .find(new ChangeLog.Question(Environment.STAGING, null, FakeGitHub.HEAD, FakeGitHub.HEAD));
            bench.workflows.changeLog().find(new ChangeLog.Question(Environment.STAGING, null, "release/2", null));
            bench.fake.write("client-deploy.yml", "on: {workflow_dispatch: {}}\njobs: {deploy: {runs-on: x}}");
            deploying(bench);
            bench.fake.addTag("v2.0", FakeGitHub.HEAD);
            bench.fake.startRunFor("push", "client-deploy.yml", FakeGitHub.HEAD);
            bench.fake.addCheckRun(FakeGitHub.HEAD, "codecov", "coverage", "completed", "success");
            bench.fake.addStatus(FakeGitHub.HEAD, "ci/circleci", "pending");
            bench.workflows.ci().ask(new Admission.Question(Environment.STAGING, null, "v2.0"));
            bench.workflows.refs().resolve(Environment.STAGING, null);
            assertThat(bench.workflows.refs().named("", 10)).containsExactly("release/2", "main", "v2.0");

            assertThat(Arrays.stream(Call.values()).filter(call -> bench.fake.count(call) == 0))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("and what is not so is found")
    void bites() {
        try (Bench bench = new Bench()) {
            GitHubsDescription.Watch watch = GitHubsDescription.watch(bench.fake, ServerKind.GITHUB_COM);
            assumeTrue(GitHubsDescription.of(ServerKind.GITHUB_COM).isPresent(), REASON);
            String runs = "/repos/acme/app/actions/workflows/a.yml/runs";
            watch.accept(new Received(Call.LIST, "GET", runs + "?pages=2", "", Instant.EPOCH, 200, "{}", true));
            assertThatThrownBy(watch::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("there is no parameter pages")
                    .hasMessageContaining("required property 'workflow_runs' not found");
        }
    }

    private static void deploying(Bench bench) {
        Deployment d = aDeployment().version(FakeGitHub.HEAD).deploying();
        Stage.Running running = (Stage.Running) d.deployPhase().stage();
        WorkflowRun run = another(bench).at(RunStatus.IN_PROGRESS);
        Stage here = new Stage.Running(run, running.since(), running.seenAt(), null, null, null);
        bench.workflows
                .deployments()
                .changed(
                        null,
                        null,
                        d.toBuilder().progress(d.deployPhase().at(here)).build());
    }

    private static WorkflowRun another(Bench bench) {
        return WorkflowRun.queued(
                bench.fake.startRun("client-deploy.yml", "Deploy", "somebody").id(), null);
    }
}

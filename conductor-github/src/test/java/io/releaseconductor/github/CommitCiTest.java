package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionOutcome.No;
import io.releaseconductor.deployment.AdmissionOutcome.NotYet;
import io.releaseconductor.deployment.AdmissionOutcome.Unknown;
import io.releaseconductor.deployment.AdmissionOutcome.Yes;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeJob;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.testkit.AdmissionContract;
import io.releaseconductor.testkit.AdmissionHarness;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CI at the commit that is shipped")
class CommitCiTest {

    private static final String SHA = "1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d5e6f0001";

    @Nested
    @DisplayName("under the contract")
    class UnderTheContract extends AdmissionContract {

        @Override
        protected AdmissionHarness openAdmission(ManualClock clock) {
            return new Harness(clock);
        }
    }

    /** A commit with one run. */
    private static final class Harness implements AdmissionHarness {

        private final Bench bench;
        private final FakeRun run;

        private Harness(ManualClock clock) {
            bench = new Bench(clock);
            bench.fake.add(FakeWorkflow.asInSpec("build.yml", "Build").notDispatchable());
            bench.fake.addCommit(SHA, FakeGitHub.HEAD, "Ada Lovelace", "Change it");
            run = bench.fake.startRunFor("push", "build.yml", SHA);
            allow();
        }

        @Override
        public Admission admission() {
            return bench.workflows.ci();
        }

        @Override
        public Admission.Question question() {
            return new Admission.Question(Environment.STAGING, "main", SHA);
        }

        @Override
        public void allow() {
            run.set("completed", "success", bench.clock.instant());
        }

        @Override
        public void forbid() {
            run.set("completed", "failure", bench.clock.instant());
        }

        @Override
        public void goDown() {
            bench.fake.goDown();
        }

        @Override
        public void comeUp() {
            bench.fake.comeUp();
        }

        @Override
        public void hang() {
            bench.fake.failNext(Call.ALL_RUNS, Fault.late(Duration.ofMinutes(1)));
        }

        @Override
        public Set<String> secrets() {
            return Set.of(Planted.TOKEN);
        }

        @Override
        public void close() {
            bench.close();
        }
    }

    private final Bench bench = new Bench();

    @BeforeEach
    void workflows() {
        for (String name : List.of("Build", "Lint", "E2E", "Nightly", "Fifth")) {
            bench.fake.add(FakeWorkflow.asInSpec(name.toLowerCase(Locale.ROOT) + ".yml", name)
                    .notDispatchable());
        }
        bench.fake.addCommit(SHA, FakeGitHub.HEAD, "Ada Lovelace", "Change it");
        bench.fake.addTag("v1.4.2", SHA);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private AdmissionOutcome ask(@Nullable String version) {
        return bench.workflows.ci().ask(new Admission.Question(Environment.STAGING, null, version));
    }

    private AdmissionOutcome ask() {
        return ask(SHA);
    }

    /** A run of a workflow for a push. */
    private FakeRun run(String file, @Nullable String conclusion) {
        return runFor("push", file, conclusion);
    }

    private FakeRun runFor(String event, String file, @Nullable String conclusion) {
        FakeRun run = bench.fake.startRunFor(event, file, SHA);
        run.set(conclusion == null ? "in_progress" : "completed", conclusion, bench.clock.instant());
        return run;
    }

    private List<String> requests() {
        return bench.fake.received().stream()
                .map(Received::path)
                .map(path -> path.replaceFirst("^.*/repos/acme/app/", "").replaceFirst("[?].*", ""))
                .toList();
    }

    private void requireCi(String... names) {
        bench.reconfigure(options -> options.requiringCi(Environment.STAGING, names));
    }

    @Test
    @DisplayName("is green once all runs, check runs of other apps and statuses are, and three requests tell it")
    void green() {
        run("build.yml", "success");
        run("lint.yml", "skipped");
        bench.fake.addCheckRun(SHA, "codecov", "coverage", "completed", "neutral");
        bench.fake.addStatus(SHA, "ci/circleci", "success");

        assertThat(bench.workflows.ci().name()).isEqualTo("ci");
        assertThat(ask()).isEqualTo(new Yes("4 of 4 green at 1a2b3c4"));
        assertThat(requests())
                .containsExactly("actions/runs", "commits/" + SHA + "/check-runs", "commits/" + SHA + "/status");
    }

    @Test
    @DisplayName("costs nothing of the hourly limit while it stays as it is, and is asked for all the same")
    void conditional() {
        FakeRun build = run("build.yml", null);
        assertThat(ask()).isEqualTo(new NotYet("1 of 1 still running at 1a2b3c4: Build"));
        bench.fake.forget();
        assertThat(ask()).isEqualTo(new NotYet("1 of 1 still running at 1a2b3c4: Build"));
        assertThat(bench.fake.received())
                .hasSize(3)
                .extracting(Received::counted)
                .containsOnly(false);

        build.set("completed", "success", bench.clock.instant());
        assertThat(ask()).isEqualTo(new Yes("1 of 1 green at 1a2b3c4"));
        build.rerun(bench.clock.instant());
        assertThat(ask()).as("a run counts by its latest attempt").isInstanceOf(NotYet.class);
    }

    @Test
    @DisplayName("is waited for while something runs and nothing has failed")
    void running() {
        run("build.yml", "success");
        run("lint.yml", null);
        run("e2e.yml", null).set("waiting", null, bench.clock.instant());
        bench.fake.addStatus(SHA, "ci/circleci", "pending");
        bench.fake.addCheckRun(SHA, "codecov", "coverage", "queued", null);

        assertThat(ask()).isEqualTo(new NotYet("4 of 5 still running at 1a2b3c4: E2E, Lint, coverage and 1 more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failure", "timed_out", "startup_failure", "action_required", "cancelled", "stale"})
    @DisplayName("is not green where a run ended otherwise, even while others still run")
    void failed(String conclusion) {
        run("build.yml", null);
        run("lint.yml", conclusion);

        assertThat(ask()).isEqualTo(new No("1 of 2 failed at 1a2b3c4: Lint"));
    }

    @ParameterizedTest
    @CsvSource({"failure, No", "error, No", "pending, NotYet", "success, Yes"})
    @DisplayName("is judged by the latest status of each context")
    void statuses(String state, String outcome) {
        bench.fake.addStatus(SHA, "ci/circleci", "failure");
        bench.fake.addStatus(SHA, "ci/circleci", state);

        assertThat(ask().getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    @DisplayName("has not run where there is nothing at all: the pending state of no status is none")
    void nothing() {
        assertThat(ask()).isEqualTo(new NotYet("no CI has run at 1a2b3c4 yet"));
    }

    @Test
    @DisplayName("is the latest run of each workflow for each event: a run for a pull request is no run for a push")
    void latest() {
        run("build.yml", "failure");
        runFor("pull_request", "build.yml", "success");
        assertThat(ask()).isEqualTo(new No("1 of 2 failed at 1a2b3c4: Build"));

        run("build.yml", "success");
        assertThat(ask()).isEqualTo(new Yes("2 of 2 green at 1a2b3c4"));
        runFor("workflow_dispatch", "lint.yml", "cancelled");
        assertThat(ask()).isEqualTo(new No("1 of 3 failed at 1a2b3c4: Lint"));
    }

    @Test
    @DisplayName("is not what the conductor itself dispatched, for whichever environment, and its jobs are not, either")
    void not_ours() {
        for (String file : List.of("client-deploy.yml", "backend-deploy.yml", "rollback.yml")) {
            runFor("workflow_dispatch", file, "failure");
        }
        assertThat(ask()).isEqualTo(new NotYet("no CI has run at 1a2b3c4 yet"));

        requireCi("deploy", "Deploy");
        assertThat(ask())
                .isEqualTo(new NotYet("2 of 2 not done at 1a2b3c4: deploy (not there yet), Deploy (not there yet)"));
        bench.reconfigure(options -> options.requiringCi(Environment.STAGING));
        runFor("push", "client-deploy.yml", "success");
        assertThat(ask()).as("a run of the same file for a push is").isEqualTo(new Yes("1 of 1 green at 1a2b3c4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"schedule", "issue_comment", "workflow_run", "dynamic", "deployment_status", "release"})
    @DisplayName("is not what only happened while this commit was the last one, unless it is named")
    void other_events(String event) {
        run("build.yml", "success");
        runFor(event, "nightly.yml", "failure");
        assertThat(ask()).isEqualTo(new Yes("1 of 1 green at 1a2b3c4"));

        requireCi("Build", "Nightly");
        assertThat(ask()).isEqualTo(new No("1 of 2 failed at 1a2b3c4: Nightly"));
    }

    @Test
    @DisplayName("is what is required where something is, by the names of workflows, jobs, check runs and statuses")
    void required() {
        requireCi("Build", "unit (17)", "coverage", "ci/circleci");
        run("build.yml", "success").with(new FakeJob("unit (17)", "completed", "success", true, null));
        run("lint.yml", "failure");
        bench.fake.addCheckRun(SHA, "codecov", "coverage", "completed", "success");
        bench.fake.addCheckRun(SHA, "codecov", "patch", "completed", "failure");

        assertThat(ask()).isEqualTo(new NotYet("1 of 4 not done at 1a2b3c4: ci/circleci (not there yet)"));
        bench.fake.addStatus(SHA, "ci/circleci", "pending");
        assertThat(ask()).isEqualTo(new NotYet("1 of 4 still running at 1a2b3c4: ci/circleci"));
        bench.fake.addStatus(SHA, "ci/circleci", "success");
        assertThat(ask()).isEqualTo(new Yes("4 of 4 green at 1a2b3c4"));
        assertThat(bench.workflows.ci().ask(new Admission.Question(Environment.PROD, null, SHA)))
                .as("of another environment nothing is required")
                .isEqualTo(new No("2 of 5 failed at 1a2b3c4: Lint, patch"));
    }

    @Test
    @DisplayName("is looked for by the version's name, with and without a v, as it was found last")
    void by_name() {
        run("build.yml", "success");
        bench.fake.addTag("1.4.3", SHA);

        assertThat(ask("1.4.2")).isEqualTo(new Yes("1 of 1 green at 1a2b3c4"));
        assertThat(ask("1.4.3")).isEqualTo(new Yes("1 of 1 green at 1a2b3c4"));
        assertThat(ask("1.4.3")).isEqualTo(new Yes("1 of 1 green at 1a2b3c4"));
        assertThat(ask("1a2b3c4")).isEqualTo(new Yes("1 of 1 green at 1a2b3c4"));
        assertThat(requests().stream().filter(path -> path.matches("commits/[^/]+")))
                .containsExactly(
                        "commits/v1.4.2", "commits/v1.4.3", "commits/1.4.3", "commits/1.4.3", "commits/1a2b3c4");
    }

    @Test
    @DisplayName("is not known as long as no commit is, and is not green where there certainly is none")
    void no_commit() {
        assertThat(ask(null)).isEqualTo(new Unknown("nobody knows yet which commit is shipped"));
        assertThat(ask("main...other")).isInstanceOf(No.class);
        assertThat(requests()).isEmpty();

        assertThat(ask("1.4.2-build.77"))
                .isEqualTo(new No("there is no commit, tag or branch 1.4.2-build.77 in acme/app"));
        String gone = SHA.replace('1', '9');
        assertThat(ask(gone)).isEqualTo(new No("there is no commit " + gone));
        bench.fake.failNext(Call.COMMIT, Fault.answer(false, 404, "Not Found"));
        assertThat(ask("elsewhere"))
                .isEqualTo(
                        new Unknown("GitHub answered HTTP 404: Not Found; it knows no such name, or the token may not"
                                + " read contents"));
    }

    @Test
    @DisplayName("is told without what the token may not see, and says so")
    void unseen() {
        bench.fake.addCheckRun(SHA, "codecov", "coverage", "completed", "failure");
        bench.fake.forbid(Call.CHECK_RUNS);
        bench.fake.forbid(Call.STATUS);
        String unseen = "check runs of apps (\"Checks: read\"), commit statuses (\"Commit statuses: read\")";

        assertThat(ask()).isEqualTo(new NotYet("no CI has run at 1a2b3c4 yet; not seen: " + unseen));
        run("build.yml", "success");
        assertThat(ask()).isEqualTo(new Yes("1 of 1 green at 1a2b3c4; not seen: " + unseen));
        requireCi("Build", "coverage");
        assertThat(ask())
                .isEqualTo(new Unknown(
                        "coverage is not there at 1a2b3c4 yet, or among what the token may not see: " + unseen));
    }

    @Test
    @DisplayName("is not known where the token may not see runs")
    void forbidden() {
        bench.fake.forbid(Call.ALL_RUNS);

        assertThat(ask()).isInstanceOf(Unknown.class);
        assertThat(ask().detail()).contains("Resource not accessible", "Actions: read");
        assertThat(requests()).hasSize(2).containsOnly("actions/runs");
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("a server's error", Fault.answer(false, 502, "Server Error"), 3),
                Arguments.of("half a body", Fault.truncated(), 3),
                Arguments.of("a page of something on the way", Fault.page(200, "Sign in"), 3),
                Arguments.of("a firewall on the way", Fault.page(403, "Blocked"), 1),
                Arguments.of("a limit", Fault.answer(false, 429, "slow down", "Retry-After", "60"), 1),
                Arguments.of("another body", Fault.otherBody("{\"check_runs\":7}"), 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    @DisplayName("is not known, and is known again later, because of")
    void troubles(String what, Fault fault, int times) {
        run("build.yml", "success");
        for (int i = 0; i < times; i++) {
            bench.fake.failNext(Call.CHECK_RUNS, fault);
        }
        AdmissionOutcome outcome = ask();

        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(outcome.detail()).doesNotContain(Planted.TOKEN);
        bench.clock.advance(Duration.ofMinutes(2));
        assertThat(ask()).isEqualTo(new Yes("1 of 1 green at 1a2b3c4"));
    }

    @Test
    @DisplayName("is not green where something has failed, whatever else cannot be read")
    void failed_beside_trouble() {
        run("build.yml", "failure");
        bench.fake.failNext(Call.CHECK_RUNS, Fault.answer(false, 429, "slow down", "Retry-After", "60"));

        assertThat(ask()).isEqualTo(new No("1 of 1 failed at 1a2b3c4: Build"));
    }

    @Test
    @DisplayName("is not known where GitHub is down")
    void down() {
        bench.fake.goDown();
        assertThat(ask()).isInstanceOf(Unknown.class);
        assertThat(ask("1.4.2")).isInstanceOf(Unknown.class);
    }

    @Test
    @DisplayName("is not guessed by words that nobody knows")
    void new_words() {
        run("build.yml", "success");
        FakeRun lint = run("lint.yml", "success");
        lint.set("completed", "mostly\u0007 harmless", bench.clock.instant());
        assertThat(ask()).isEqualTo(new Unknown("GitHub says \"mostly harmless\" of Lint at 1a2b3c4"));

        lint.with(new FakeJob("lint", "queued", null, false, null)).set("parked", null, bench.clock.instant());
        assertThat(ask()).isEqualTo(new Unknown("GitHub says \"parked\" of Lint at 1a2b3c4"));
    }

    @Test
    @DisplayName("is not known where a run has no status")
    void no_status() {
        bench.fake.failNext(
                Call.ALL_RUNS,
                Fault.otherBody("{\"total_count\":1,\"workflow_runs\":[{\"id\":1,\"name\":\"Build\",\"event\":\"push\","
                        + "\"status\":null,\"conclusion\":null,\"workflow_id\":3,\"head_sha\":\"" + SHA + "\"}]}"));
        assertThat(ask()).isEqualTo(new Unknown("GitHub says nothing of Build at 1a2b3c4"));
    }

    @Test
    @DisplayName("is never that of another commit")
    void another_commit() {
        bench.fake.failNext(
                Call.ALL_RUNS,
                Fault.otherBody("{\"total_count\":1,\"workflow_runs\":[{\"id\":1,\"name\":\"Build\",\"event\":\"push\","
                        + "\"status\":\"completed\",\"conclusion\":\"success\",\"workflow_id\":3,\"head_sha\":\""
                        + FakeGitHub.HEAD + "\"}]}"));
        assertThat(ask()).isEqualTo(new NotYet("no CI has run at 1a2b3c4 yet"));
    }

    @Test
    @DisplayName("has names that fit into a line, however they are written at GitHub")
    void names() {
        bench.fake.addStatus(SHA, "one\n@everyone\u202E " + "x".repeat(300), "failure");
        bench.fake.addStatus(SHA, "", "failure");
        bench.fake.addStatus(SHA, "ghp_aTokenThatSomebodyPutIntoAName", "failure");

        assertThat(ask().detail())
                .isEqualTo("3 of 3 failed at 1a2b3c4: one @everyone " + "x".repeat(25) + "…, one without a name, ***");
    }

    @ParameterizedTest
    @CsvSource({"100, 4", "101, 4", "250, 5", "999, 12"})
    @DisplayName("is read on where there are more than a hundred of something")
    void many(int checks, int requests) {
        run("build.yml", "success");
        for (int i = 0; i < checks - 1; i++) {
            bench.fake.addCheckRun(SHA, "bazel", "target " + i, "completed", "success");
        }

        assertThat(ask()).isEqualTo(new Yes(checks + " of " + checks + " green at 1a2b3c4"));
        assertThat(requests()).hasSize(requests);
    }

    @Test
    @DisplayName("is not taken for green where there is more than GitHub tells, but for failed where it is")
    void too_many() {
        run("build.yml", "success");
        for (int i = 0; i < 1_000; i++) {
            bench.fake.addCheckRun(SHA, "bazel", "target " + i, "completed", "success");
        }
        assertThat(ask()).isEqualTo(new Unknown("GitHub has more than 1000 check runs"));

        bench.fake.addCheckRun(SHA, "bazel", "target 7", "completed", "failure");
        assertThat(ask()).isInstanceOf(No.class);
    }

    @Test
    @DisplayName("is examined beforehand: what the token may read of it is said, and is no trouble")
    void examined() {
        assertThat(bench.workflows.examine(Map.of()))
                .contains(new Finding(
                        Finding.Weight.GOOD,
                        null,
                        "Whether CI is green can be read: runs, check runs of apps and commit statuses",
                        null));
        bench.fake.forbid(Call.CHECK_RUNS);
        assertThat(bench.workflows.examine(Map.of()))
                .contains(new Finding(
                        Finding.Weight.NOTE,
                        null,
                        "Whether CI is green is told without check runs of apps (\"Checks: read\"), which the token may not"
                                + " read",
                        null));
        bench.workflows.check();
    }
}

package io.releaseconductor.github;

import static io.releaseconductor.examples.fakegithub.FakeJob.done;
import static io.releaseconductor.examples.fakegithub.FakeJob.held;
import static io.releaseconductor.examples.fakegithub.FakeJob.unbegun;
import static io.releaseconductor.examples.fakegithub.FakeJob.working;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeJob;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A run is judged by the jobs that deploy:")
class RunOutcomesTest {

    private static final FakeJob GUARD = done("only-once / Only once", "success");
    private static final String FILE = """
            on:
              workflow_dispatch:
                inputs: { environment: { type: string } }
            jobs:
              only-once:
                uses: ./.github/workflows/only-once.yml
              build:
                name: Build for ${{ inputs.environment }}
              deploy:
                name: Deploy
                environment: ${{ inputs.environment }}
              notify: { if: failure() }
            """;

    private final Bench bench = new Bench();
    private WorkflowRun run;

    @BeforeEach
    void start() {
        run = bench.start(1);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private WorkflowRun ended(String conclusion, FakeJob... jobs) {
        bench.at(run).set("completed", conclusion, bench.clock.instant());
        bench.at(run).with(jobs);
        return bench.look(run).run();
    }

    private WorkflowRun at(String status, FakeJob... jobs) {
        bench.at(run).set(status, null, bench.clock.instant());
        bench.at(run).with(jobs);
        return bench.look(run).run();
    }

    private String link(int job) {
        return ": https://github.example/acme/app/actions/runs/" + run.id() + "/job/" + run.id() + job;
    }

    @Nested
    @DisplayName("it deployed")
    class Deployed {

        @Test
        void if_they_all_succeeded_and_the_file_is_not_asked_for() {
            WorkflowRun seen = ended("success", GUARD, done("build", "success"), done("Deploy", "success"));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.SUCCESS);
            assertThat(seen.detail()).isNull();
            assertThat(bench.fake.count(Call.CONTENTS)).isZero();
        }

        @Test
        void though_another_job_failed_afterwards_which_is_told() {
            bench.fake.write("client-deploy.yml", FILE);
            WorkflowRun seen = ended("failure", GUARD, done("Deploy", "success"), done("notify", "failure"));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.SUCCESS);
            assertThat(seen.detail()).isEqualTo("job \"notify\" failed at step \"Roll out\"" + link(2));
        }

        @Test
        void by_a_job_with_an_environment_in_a_workflow_that_the_file_calls() {
            bench.fake.write("client-deploy.yml", """
                    on: workflow_dispatch
                    jobs:
                      only-once: { uses: ./.github/workflows/only-once.yml }
                      build: {}
                      ship:
                        name: Ship ${{ inputs.environment }}
                        strategy: { matrix: { region: [eu, us] } }
                        uses: ./.github/workflows/ship.yml
                      elsewhere: { uses: acme/tools/.github/workflows/report.yml@v1 }
                    """);
            bench.fake.write("ship.yml", """
                    on: workflow_call
                    jobs:
                      prepare: {}
                      inner: { uses: ./.github/workflows/inner.yml }
                    """);
            bench.fake.write("inner.yml", """
                    on: workflow_call
                    jobs:
                      deploy: { environment: production }
                      notify: {}
                    """);
            FakeJob deployed = done("Ship prod (eu) / inner / deploy", "success");
            FakeJob failed = done("Ship prod (us) / inner / notify", "failure");
            WorkflowRun seen = ended("failure", GUARD, done("build", "success"), deployed, failed);
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.SUCCESS);
            assertThat(seen.detail()).startsWith("job \"Ship prod (us) / inner / notify\" failed");
            assertThat(bench.fake.count(Call.CONTENTS))
                    .as("the guard's file is not read")
                    .isEqualTo(3);

            FakeJob skipped = unbegun("Ship prod (us) / inner / deploy", "skipped", null);
            assertThat(ended("success", GUARD, done("build", "success"), skipped)
                            .conclusion())
                    .isEqualTo(RunConclusion.SKIPPED);
        }

        @Test
        void whatever_calls_itself() {
            bench.fake.write("client-deploy.yml", """
                    on: workflow_dispatch
                    jobs: { again: { uses: ./.github/workflows/client-deploy.yml } }
                    """);
            assertThat(ended("failure", done("again / x", "success"), done("again / y", "failure"))
                            .conclusion())
                    .isEqualTo(RunConclusion.FAILURE);
        }

        @Test
        void if_one_of_several_ways_was_taken_and_the_others_were_skipped() {
            bench.fake.write("client-deploy.yml", """
                    on: workflow_dispatch
                    jobs:
                      a: { name: To staging, environment: staging }
                      b: { name: To production, environment: production }
                    """);
            assertThat(ended("success", done("To staging", "success"), unbegun("To production", "skipped", null))
                            .conclusion())
                    .isEqualTo(RunConclusion.SUCCESS);
        }

        @Test
        void with_a_word_of_what_was_skipped_where_nobody_says_which_job_deploys() {
            bench.fake.forbid(Call.CONTENTS);
            WorkflowRun seen = ended("success", GUARD, done("Deploy", "success"), unbegun("notify", "skipped", null));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.SUCCESS);
            assertThat(seen.detail())
                    .isEqualTo(
                            "job \"notify\" was skipped; if it is the one that deploys, name it with GITHUB_DEPLOY_JOB");
        }
    }

    @Nested
    @DisplayName("green, it deployed nothing")
    class Green {

        @Test
        void if_the_only_one_was_skipped() {
            WorkflowRun seen = ended("success", GUARD, unbegun("Deploy", "skipped", null));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.SKIPPED);
            assertThat(seen.mayHaveBegun()).isFalse();
            assertThat(seen.detail())
                    .isEqualTo(
                            "job \"Deploy\" was skipped, by its own condition or since one that it needs did not succeed"
                                    + link(1));
        }

        @Test
        void if_the_one_with_the_environment_was_skipped_whatever_else_worked() {
            bench.fake.write("client-deploy.yml", FILE);
            WorkflowRun seen =
                    ended("success", GUARD, done("Build for staging", "success"), unbegun("Deploy", "skipped", null));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.SKIPPED);
            assertThat(seen.mayHaveBegun()).isFalse();
        }

        @Test
        void if_the_named_one_was_skipped_or_is_not_there() {
            bench.reconfigure(options -> options.withWorkflow(
                    Environment.STAGING,
                    Phase.DEPLOY,
                    WorkflowFile.of("client-deploy.yml").deployingBy("Deploy")));
            assertThat(ended("success", GUARD, done("build", "success"), unbegun("Deploy", "skipped", null))
                            .conclusion())
                    .isEqualTo(RunConclusion.SKIPPED);
            WorkflowRun unnamed = ended("success", GUARD, done("Roll it out", "success"));
            assertThat(unnamed.conclusion()).isEqualTo(RunConclusion.UNKNOWN);
            assertThat(unnamed.detail())
                    .isEqualTo("none of its jobs is known to deploy; name the one that does with GITHUB_DEPLOY_JOB");
            assertThat(ended("success", done("Deploy (eu, 1)", "success"), done("Deploy / push", "success"))
                            .conclusion())
                    .as("a matrix and a called workflow add to the name")
                    .isEqualTo(RunConclusion.SUCCESS);
        }

        @Test
        void if_it_failed_and_was_let_pass() {
            bench.fake.write("client-deploy.yml", FILE);
            WorkflowRun seen = ended("success", GUARD, done("Deploy", "failure"));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.FAILURE);
            assertThat(seen.started()).isTrue();
        }

        @Test
        void if_all_of_it_was_skipped() {
            WorkflowRun seen = ended("skipped", unbegun("Deploy", "skipped", null));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.SKIPPED);
            assertThat(seen.mayHaveBegun()).isFalse();
        }

        @Test
        void as_long_as_its_jobs_cannot_be_read() {
            bench.at(run).set("completed", "success", bench.clock.instant());
            for (int i = 0; i < 3; i++) {
                bench.fake.failNext(Call.JOBS, Fault.answer(false, 502, "Server Error"));
            }
            assertThat(bench.workflows.status(run)).isInstanceOf(StatusOutcome.Unavailable.class);
            assertThat(bench.look(run).run().succeeded()).isTrue();
        }
    }

    @Nested
    @DisplayName("it has begun")
    class Begun {

        @Test
        void only_when_they_have_and_not_when_the_guard_or_a_build_has() {
            bench.fake.write("client-deploy.yml", FILE);
            FakeJob build = done("Build for staging", "success");
            assertThat(at("in_progress", working("only-once / Only once")).started())
                    .isFalse();
            assertThat(at("in_progress", GUARD, working("Build for staging")).started())
                    .isFalse();
            assertThat(at("in_progress", GUARD, build).started()).isFalse();
            assertThat(at("waiting", GUARD, build, held("Deploy", "waiting")).started())
                    .isFalse();
            assertThat(at("in_progress", GUARD, build, working("Deploy")).started())
                    .isTrue();
        }

        @Test
        void not_when_it_is_cancelled_while_it_waits_for_a_reviewer() {
            WorkflowRun seen = ended("cancelled", GUARD, unbegun("Deploy", "cancelled", null));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.CANCELLED);
            assertThat(seen.mayHaveBegun()).isFalse();
        }

        @Test
        void not_when_what_comes_before_them_fails() {
            bench.fake.write("client-deploy.yml", FILE);
            WorkflowRun seen =
                    ended("failure", GUARD, done("Build for prod", "failure"), unbegun("Deploy", "skipped", null));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.FAILURE);
            assertThat(seen.mayHaveBegun()).isFalse();
            assertThat(seen.detail()).startsWith("job \"Build for prod\" failed");
        }

        @Test
        void perhaps_when_the_guard_refused_it_since_another_run_may_have() {
            WorkflowRun seen =
                    ended("failure", done("only-once / Only once", "failure"), unbegun("Deploy", "skipped", null));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.FAILURE);
            assertThat(seen.mayHaveBegun()).isTrue();
        }

        @Test
        void perhaps_when_a_build_has_and_nobody_says_which_job_deploys() {
            bench.fake.forbid(Call.CONTENTS);
            assertThat(at("in_progress", GUARD, working("build")).started()).isTrue();
        }
    }

    @Nested
    @DisplayName("before it began, it was")
    class BeforeItBegan {

        @Test
        void rejected_by_whom_and_with_which_words() {
            bench.at(run).reject("bob", "not on a Friday", bench.clock.instant());
            WorkflowRun seen = bench.look(run).run();
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.REJECTED);
            assertThat(seen.mayHaveBegun()).isFalse();
            assertThat(seen.detail()).isEqualTo("bob for the environment production, saying \"not on a Friday\"");
        }

        @Test
        void rejected_by_whom_though_annotations_may_not_be_read() {
            bench.fake.forbid(Call.ANNOTATIONS);
            bench.at(run).reject("bob", "", bench.clock.instant());
            WorkflowRun seen = bench.look(run).run();
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.REJECTED);
            assertThat(seen.detail()).isEqualTo("bob for the environment production");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                REFUSED | Branch "hotfix" is not allowed to deploy to production due to environment protection rules.
                REFUSED | The job was not started because recent account payments have failed or your spending limit needs to be increased. Please check the 'Billing & plans' section in your settings
                REFUSED | The job was not started because your account is locked due to a billing issue.
                REJECTED | The deployment was rejected or didn't satisfy other protection rules.
                """, quoteCharacter = '`')
        void refused_in_githubs_own_words(RunConclusion conclusion, String annotation) {
            WorkflowRun seen = ended("failure", GUARD, unbegun("Deploy", "failure", annotation));
            assertThat(seen.conclusion()).isEqualTo(conclusion);
            assertThat(seen.mayHaveBegun()).isFalse();
            assertThat(seen.detail()).startsWith(annotation);
        }

        @Test
        void failed_for_a_reason_that_is_not_known_or_may_not_be_read() {
            WorkflowRun seen = ended("failure", GUARD, unbegun("Deploy", "failure", "Something of tomorrow"));
            assertThat(seen.conclusion()).isEqualTo(RunConclusion.FAILURE);
            assertThat(seen.mayHaveBegun()).isFalse();
            assertThat(seen.detail())
                    .isEqualTo("job \"Deploy\" failed before it began: Something of tomorrow" + link(1));
            bench.fake.forbid(Call.ANNOTATIONS);
            bench.fake.forbid(Call.APPROVALS);
            assertThat(bench.look(run).run().detail())
                    .isEqualTo(
                            "job \"Deploy\" failed before it began: GitHub says why on its page, usually the rules of"
                                    + " its environment or billing" + link(1));
        }
    }

    @Nested
    @DisplayName("while it waits, the card says")
    class Waits {

        private final String page = ": https://github.example/acme/app/actions/runs/";

        @Test
        void until_when_a_wait_timer_runs() {
            bench.at(run).waitFor(List.of(), 30, bench.clock.instant());
            assertThat(bench.look(run).run().detail())
                    .isEqualTo("waiting for the environment production (its wait timer ends at 2023-11-12 00:30:00 UTC)"
                            + page + run.id());
        }

        @Test
        void what_is_left_to_wait_for_once_a_reviewer_has_approved() {
            bench.at(run).waitFor(List.of("alice"), 30, bench.clock.instant());
            WorkflowRun waiting = bench.look(run).run();
            assertThat(waiting.detail()).contains("(alice may approve; its wait timer ends at ");
            bench.at(run).waitFor(List.of(), 30, bench.clock.instant());
            assertThat(bench.look(waiting).run().detail()).contains("(its wait timer ends at ");
        }
    }
}

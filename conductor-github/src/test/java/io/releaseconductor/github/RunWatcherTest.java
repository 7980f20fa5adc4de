package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeJob;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.RunScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A watched run")
class RunWatcherTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @DisplayName("names the commit that it deploys")
    void names_its_commit() {
        assertThat(bench.look(bench.start(1)).run().version()).isEqualTo(FakeGitHub.HEAD);
    }

    @ParameterizedTest
    @CsvSource({
        "requested, QUEUED",
        "queued, QUEUED",
        "pending, WAITING",
        "waiting, WAITING",
        "in_progress, IN_PROGRESS",
        "brand_new_status, UNKNOWN"
    })
    @DisplayName("stands where GitHub says, new words included")
    void statuses(String word, RunStatus status) {
        WorkflowRun run = bench.start(1);
        bench.at(run).set(word, null, bench.clock.instant());

        StatusOutcome.Seen seen = bench.look(run);
        assertThat(seen.run().status()).isEqualTo(status);
        assertThat(seen.run().conclusion()).isNull();
        assertThat(seen.lookAgainAt()).isAfter(bench.clock.instant());
        if (status == RunStatus.UNKNOWN) {
            assertThat(seen.run().detail()).contains("brand_new_status");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "success, SUCCESS",
        "failure, FAILURE",
        "startup_failure, FAILURE",
        "cancelled, CANCELLED",
        "timed_out, TIMED_OUT",
        "neutral, UNKNOWN",
        "skipped, SKIPPED",
        "action_required, UNKNOWN",
        "stale, UNKNOWN",
        "brand_new_conclusion, UNKNOWN",
        ", UNKNOWN"
    })
    @DisplayName("ends as GitHub says, and nothing but success is a success")
    void conclusions(String word, RunConclusion conclusion) {
        WorkflowRun run = bench.start(1);
        bench.at(run).set("completed", word, bench.clock.instant());

        WorkflowRun seen = bench.look(run).run();
        assertThat(seen.conclusion()).isEqualTo(conclusion);
        assertThat(bench.look(run).lookAgainAt()).isNull();
        if (conclusion == RunConclusion.UNKNOWN) {
            assertThat(seen.detail()).isNotBlank();
        }
    }

    @Test
    @DisplayName("that failed names the job and the step, with a link")
    void names_what_failed() {
        WorkflowRun run = bench.start(1);
        bench.at(run).set("in_progress", null, bench.clock.instant());
        bench.at(run).set("completed", "failure", bench.clock.instant());

        assertThat(bench.look(run).run().detail())
                .isEqualTo("job \"deploy\" failed at step \"Roll out\": https://github.example/acme/app/actions/runs/"
                        + run.id() + "/job/" + run.id() + "0");
    }

    @Test
    @DisplayName("that was cancelled before any job began has not started")
    void cancelled_before_it_began() {
        WorkflowRun queued = bench.start(1);
        bench.at(queued).set("completed", "cancelled", bench.clock.instant());
        assertThat(bench.look(queued).run().started()).isFalse();

        WorkflowRun working = bench.start(2);
        bench.at(working).set("in_progress", null, bench.clock.instant());
        bench.at(working).set("completed", "cancelled", bench.clock.instant());
        assertThat(bench.look(working).run().started()).isTrue();
    }

    @Test
    @DisplayName("that waits says for whom, with a link")
    void waits_for_reviewers() {
        WorkflowRun run = bench.start(1);
        bench.at(run).waitFor(List.of("alice", "bob"), bench.clock.instant());

        WorkflowRun waiting = bench.look(run).run();
        assertThat(waiting.status()).isEqualTo(RunStatus.WAITING);
        assertThat(waiting.detail())
                .isEqualTo("waiting for the environment production (alice, bob may approve):"
                        + " https://github.example/acme/app/actions/runs/" + run.id());
        bench.fake.forget();
        assertThat(bench.look(waiting).run().detail()).isEqualTo(waiting.detail());
        assertThat(bench.fake.received().stream().filter(r -> r.counted())).isEmpty();
    }

    @Test
    @DisplayName("that waits behind another run of its concurrency group is held back, until that is at its end")
    void waits_behind_another() {
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy")
                .with("version")
                .showing("correlation_key")
                .oneAtATime("environment"));
        WorkflowRun ahead = bench.start(1);
        bench.at(ahead).set("in_progress", null, bench.clock.instant());
        WorkflowRun behind = bench.start(2);

        WorkflowRun held = bench.look(behind).run();
        assertThat(held.status()).isEqualTo(RunStatus.WAITING);
        assertThat(held.started()).isFalse();
        assertThat(held.detail())
                .isEqualTo("waiting for another run of its concurrency group to end:"
                        + " https://github.example/acme/app/actions/runs/" + behind.id());

        bench.at(ahead).set("completed", "success", bench.clock.instant());
        assertThat(bench.look(held).run().status()).isEqualTo(RunStatus.QUEUED);
        assertThat(bench.look(held).run().detail()).isNull();
    }

    @Test
    @DisplayName("that a newer one of its concurrency group has pushed out was cancelled")
    void pushed_out() {
        bench.fake.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy")
                .with("version")
                .showing("correlation_key")
                .oneAtATime("environment"));
        bench.at(bench.start(1)).set("in_progress", null, bench.clock.instant());
        WorkflowRun behind = bench.start(2);
        WorkflowRun newest = bench.start(3);

        assertThat(bench.look(behind).run().conclusion()).isEqualTo(RunConclusion.CANCELLED);
        assertThat(bench.look(behind).run().started()).isFalse();
        assertThat(bench.look(newest).run().status()).isEqualTo(RunStatus.WAITING);
    }

    @Test
    @DisplayName("whose job that deploys waits behind another run's is held back, though its guard has worked")
    void job_waits_behind_another() {
        WorkflowRun run = bench.start(1);
        bench.at(run)
                .with(FakeJob.done("only-once / Only once", "success"), FakeJob.held("deploy", "pending"))
                .set("in_progress", null, bench.clock.instant());
        WorkflowRun held = bench.look(run).run();
        assertThat(held.status()).isEqualTo(RunStatus.WAITING);
        assertThat(held.started()).isFalse();
        assertThat(held.detail()).startsWith("waiting for another run of its concurrency group to end");

        bench.at(run).with(FakeJob.done("only-once / Only once", "success"), FakeJob.working("deploy"));
        WorkflowRun working = bench.look(held).run();
        assertThat(working.status()).isEqualTo(RunStatus.IN_PROGRESS);
        assertThat(working.started()).isTrue();
        assertThat(working.detail()).isNull();
    }

    @Test
    @DisplayName("that a person starts again keeps its id and is watched in its next attempt")
    void started_again() {
        WorkflowRun run = bench.start(1);
        bench.at(run).set("completed", "failure", bench.clock.instant());
        assertThat(bench.look(run).run().runAttempt()).isEqualTo(1);
        bench.at(run).rerun(bench.clock.instant());

        WorkflowRun again = bench.look(run).run();
        assertThat(again.id()).isEqualTo(run.id());
        assertThat(again.runAttempt()).isEqualTo(2);
        assertThat(again.isCompleted()).isFalse();
        assertThat(again.detail()).contains("attempt 2");
    }

    @Test
    @DisplayName("that a person starts again after its end is new from its beginning, and is looked at closely")
    void started_again_after_its_end() {
        WorkflowRun run = bench.start(1);
        bench.at(run).set("in_progress", null, bench.clock.instant());
        bench.at(run).set("completed", "failure", bench.clock.instant());
        WorkflowRun failed = bench.look(run).run();
        assertThat(bench.look(failed)).isEqualTo(new StatusOutcome.Seen(failed, null));

        bench.clock.advance(Duration.ofHours(2));
        bench.at(run).rerun(bench.clock.instant());
        StatusOutcome.Seen queued = bench.look(failed);
        assertThat(queued.run())
                .isEqualTo(new WorkflowRun(
                        run.id(),
                        failed.url(),
                        RunStatus.QUEUED,
                        null,
                        2,
                        true,
                        failed.version(),
                        "started again at GitHub, attempt 2"));
        assertThat(queued.lookAgainAt()).isBeforeOrEqualTo(bench.clock.instant().plusSeconds(5));

        bench.at(run).set("completed", "cancelled", bench.clock.instant());
        WorkflowRun cancelled = bench.look(queued.run()).run();
        assertThat(cancelled.conclusion()).isEqualTo(RunConclusion.CANCELLED);
        assertThat(cancelled.started()).as("its first attempt had begun").isTrue();
    }

    @Test
    @DisplayName(
            "that was deleted is gone; one that was just started may only be late, and an invisible repository says nothing")
    void deleted() {
        WorkflowRun run = bench.start(1);
        bench.fake.delete(run.id());
        assertThat(bench.workflows.status(run)).isInstanceOf(StatusOutcome.Unavailable.class);

        bench.clock.advance(Duration.ofMinutes(2));
        assertThat(bench.workflows.status(run))
                .isInstanceOfSatisfying(
                        StatusOutcome.Gone.class,
                        gone -> assertThat(gone.reason()).contains("acme/app", "deleted"));
        bench.fake.failNext(Call.REPOSITORY, Fault.answer(false, 404, "Not Found"));
        assertThat(bench.workflows.status(run))
                .isInstanceOfSatisfying(
                        StatusOutcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("cannot be seen with this token"));
    }

    @Test
    @DisplayName("whose id is none of GitHub's is gone, without a request")
    void strange_ids() {
        for (String id : List.of("../../../user", "run-1", "99999999999999999999999")) {
            assertThat(bench.workflows.status(WorkflowRun.queued(id, null))).isInstanceOf(StatusOutcome.Gone.class);
            assertThat(bench.workflows.cancel(WorkflowRun.queued(id, null), false))
                    .isInstanceOf(CancelOutcome.TooLate.class);
        }
        assertThat(bench.fake.received()).isEmpty();
    }

    @Test
    @DisplayName("in a renamed repository is followed there, and the card says what to set")
    void renamed() {
        WorkflowRun run = bench.start(1);
        bench.fake.rename("acme/shop");

        assertThat(bench.look(run).run().detail()).contains("called acme/shop now", "GITHUB_REPOSITORY");
        bench.fake.forget();
        bench.look(run);
        assertThat(bench.fake.received()).as("no detour any more").hasSize(1);
        assertThat(bench.workflows.cancel(run, false)).isInstanceOf(CancelOutcome.Accepted.class);
    }

    @Test
    @DisplayName("is asked for anew each time, and what has not changed is not counted")
    void is_always_asked_for_anew() {
        bench.fake.script(RunScript.success(Duration.ofSeconds(5), Duration.ofSeconds(30)));
        WorkflowRun run = bench.start(1);
        bench.fake.forget();
        for (int i = 0; i < 4; i++) {
            assertThat(bench.look(run).run().status()).isEqualTo(RunStatus.QUEUED);
        }
        assertThat(bench.fake.received()).hasSize(4);
        assertThat(bench.fake.received().stream().filter(r -> r.counted())).hasSize(1);
        bench.clock.advance(Duration.ofSeconds(5));
        assertThat(bench.look(run).run().status()).isEqualTo(RunStatus.IN_PROGRESS);
        bench.clock.advance(Duration.ofSeconds(30));
        assertThat(bench.look(run).run().succeeded()).isTrue();
    }

    @Test
    @DisplayName("is cancelled, by force only when cancel was ignored")
    void is_cancelled() {
        bench.fake.script(RunScript.success(Duration.ZERO, Duration.ofMinutes(5)));
        WorkflowRun run = bench.start(1);
        bench.at(run).ignoreCancel();
        assertThat(bench.workflows.cancel(run, false)).isInstanceOf(CancelOutcome.Accepted.class);
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(bench.look(run).run().isCompleted()).isFalse();

        assertThat(bench.workflows.cancel(run, true)).isInstanceOf(CancelOutcome.Accepted.class);
        bench.clock.advance(Duration.ofSeconds(10));
        assertThat(bench.look(run).run().conclusion()).isEqualTo(RunConclusion.CANCELLED);
        assertThat(bench.at(run).cancels()).containsExactly(1, 1);
        assertThat(bench.workflows.cancel(run, false)).isInstanceOf(CancelOutcome.TooLate.class);
    }

    @Test
    @DisplayName("is looked at rarely where webhooks wake the conductor")
    void safety_net() {
        bench.reconfigure(GitHubOptions::wokenByWebhook);
        WorkflowRun run = bench.start(1);
        bench.at(run).set("in_progress", null, bench.clock.instant());

        assertThat(bench.look(run).lookAgainAt())
                .isEqualTo(bench.clock.instant().plus(Pace.SAFETY_NET));
    }

    @Test
    @DisplayName("is looked at once more soon where a webhook was ahead of what GitHub answers, and then rarely again")
    void lags_behind_a_delivery() {
        bench.reconfigure(GitHubOptions::wokenByWebhook);
        WorkflowRun run = bench.start(1);
        bench.at(run).set("in_progress", null, bench.clock.instant());
        WorkflowRun working = bench.look(run).run();
        bench.clock.advance(Duration.ofMinutes(5));

        assertThat(bench.look(working).lookAgainAt())
                .isEqualTo(bench.clock.instant().plus(Pace.DELIVERY_LAG));
        bench.clock.advance(Pace.DELIVERY_LAG);
        assertThat(bench.look(working).lookAgainAt())
                .isEqualTo(bench.clock.instant().plus(Pace.SAFETY_NET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "in_progress", "waiting"})
    @DisplayName("is looked at less often when little is left of the hourly limit")
    void spares_the_limit(String status) {
        WorkflowRun run = bench.start(1);
        bench.at(run).set(status, null, bench.clock.instant());
        Instant usual = bench.look(run).lookAgainAt();
        bench.fake.leave(300);
        bench.look(run);

        assertThat(Duration.between(bench.clock.instant(), bench.look(run).lookAgainAt()))
                .isGreaterThan(Duration.between(bench.clock.instant(), usual)
                        .multipliedBy(15)
                        .dividedBy(10));
    }
}

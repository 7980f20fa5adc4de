package io.releaseconductor.examples.demo.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.app.VersionShelf;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Local workflows")
class LocalWorkflowsTest {

    private static final Instant NOW = Instant.parse("2023-11-12T00:00:00Z");
    private static final Duration PACE = Duration.ofMillis(250);
    private static final Duration QUICK = Duration.ZERO;
    private static final Duration ENDLESS = Duration.ofMinutes(10);

    private final BlockingQueue<DeployId> changes = new LinkedBlockingQueue<>();

    @TempDir
    private Path directory;

    private Installation installation;
    private VersionShelf shelf;
    private LocalWorkflows workflows;

    @BeforeEach
    void start() throws IOException {
        installation = new Installation(Files.createDirectory(directory.resolve("staging")));
        installation.install(Version.good("v1"));
        shelf = new VersionShelf(Files.createDirectory(directory.resolve("shelf")));
        restart(QUICK);
    }

    private void restart(Duration step) throws IOException {
        if (workflows != null) {
            workflows.close();
        }
        workflows = LocalWorkflows.start(new LocalWorkflowsOptions(
                directory,
                Map.of(Environment.STAGING, installation),
                shelf,
                step,
                PACE,
                0,
                Clock.fixed(NOW, ZoneOffset.UTC)));
        workflows.onChange(changes::add);
    }

    @AfterEach
    void stop() {
        workflows.endRuns();
        workflows.close();
    }

    @Nested
    @DisplayName("change what is served")
    class Effects {

        @Test
        @DisplayName("by deploying to all instances")
        void deploy() {
            WorkflowRun run = ended(started(toDeploy(Rollout.FULL, "v2")));

            assertThat(run.conclusion()).isEqualTo(RunConclusion.SUCCESS);
            assertThat(run.version()).isEqualTo("v2");
            assertThat(installation.current().name()).isEqualTo("v2");
        }

        @Test
        @DisplayName("by deploying to a canary, and promoting it")
        void canary() {
            ended(started(toDeploy(Rollout.CANARY, "v2")));
            assertThat(installation.canary()).map(Version::name).hasValue("v2");
            assertThat(installation.canaryInstances()).isEqualTo(1);
            assertThat(installation.current().name()).isEqualTo("v1");

            ended(started(intent(Phase.PROMOTE, Rollout.CANARY, "v2", null)));
            assertThat(installation.canary()).isEmpty();
            assertThat(installation.current().name()).isEqualTo("v2");
        }

        @Test
        @DisplayName("by promoting a canary as far as its wave reaches, and never to all before the last one")
        void waves() {
            ended(started(promote(1, 50)));
            assertThat(installation.canaryInstances()).isEqualTo(5);

            ended(started(promote(2, 95)));
            assertThat(installation.canaryInstances()).isEqualTo(9);
            assertThat(installation.current().name()).isEqualTo("v1");
        }

        @Test
        @DisplayName("as far as percentages go: they know no targets")
        void reaches() {
            assertThat(workflows.obstacle(Environment.STAGING, Strategy.CANARY, RolloutPlan.CANARY))
                    .isEmpty();
            assertThat(workflows.obstacle(
                            Environment.STAGING,
                            Strategy.CANARY,
                            new RolloutPlan(
                                    Rollout.CANARY,
                                    List.of(
                                            new Wave(new Reach.Target("eu-west"), Bake.ONE_LOOK, Gate.OPEN),
                                            new Wave(new Reach.Target("us-east"), Bake.NONE, Gate.OPEN)))))
                    .hasValue("its workflow knows percentages only");
            DispatchOutcome refused = workflows.dispatch(intent(
                    Attempt.of(Phase.DEPLOY, 1), Rollout.CANARY, new Reach.Target("eu-west"), false, "v2", null));
            assertThat(refused)
                    .isEqualTo(new DispatchOutcome.Rejected("target \"eu-west\" is not allowed; allowed: percentages"));
        }

        @Test
        @DisplayName("by removing a canary")
        void removeCanary() {
            ended(started(toDeploy(Rollout.CANARY, "v2")));
            ended(started(intent(Phase.ROLL_BACK, Rollout.CANARY, null, RollbackMethod.REMOVE_CANARY)));

            assertThat(installation.canary()).isEmpty();
            assertThat(installation.current().name()).isEqualTo("v1");
        }

        @Test
        @DisplayName("by deploying the earlier version again")
        void redeploy() {
            ended(started(toDeploy(Rollout.FULL, "v2")));
            WorkflowRun run = ended(started(intent(Phase.ROLL_BACK, Rollout.FULL, "v1", RollbackMethod.REDEPLOY)));

            assertThat(run.conclusion()).isEqualTo(RunConclusion.SUCCESS);
            assertThat(installation.current().name()).isEqualTo("v1");
        }

        @Test
        @DisplayName("by switching the traffic, and switching it back")
        void blueGreen() {
            ended(started(toDeploy(Rollout.BLUE_GREEN, "v2")));
            assertThat(installation.current().name()).isEqualTo("v2");

            ended(started(intent(Phase.ROLL_BACK, Rollout.BLUE_GREEN, null, RollbackMethod.SWITCH_BACK)));
            assertThat(installation.current().name()).isEqualTo("v1");
        }

        @Test
        @DisplayName("with the faults that the version on the shelf has")
        void faults() {
            shelf.put(new Version("v2", Set.of(Fault.BROKEN_LOGIN)));
            ended(started(toDeploy(Rollout.FULL, "v2")));

            assertThat(installation.current().has(Fault.BROKEN_LOGIN)).isTrue();
        }

        @Test
        @DisplayName("to a version named after the run where none is asked for")
        void noVersion() {
            WorkflowRun run = ended(started(toDeploy(Rollout.FULL, null)));

            assertThat(run.version()).isEqualTo("build-" + run.id());
            assertThat(installation.current().name()).isEqualTo("build-" + run.id());
        }
    }

    @Nested
    @DisplayName("start a run")
    class Start {

        @Test
        @DisplayName("once for each correlation key: a second one is refused and changes nothing")
        void once() {
            DispatchIntent intent = toDeploy(Rollout.FULL, "v2");
            WorkflowRun first = ended(started(intent));
            installation.install(Version.good("v9"));

            assertThat(workflows.dispatch(intent))
                    .isEqualTo(new DispatchOutcome.Rejected(
                            "run " + first.id() + " has the key ship-staging-1699747200/deploy/1 already"));
            assertThat(installation.current().name()).isEqualTo("v9");
            assertThat(workflows.locate(intent)).isEqualTo(new LocateOutcome.Found(first));
        }

        @Test
        @DisplayName("once for each correlation key, after a restart as well")
        void onceAfterRestart() throws IOException {
            DispatchIntent intent = toDeploy(Rollout.FULL, "v2");
            WorkflowRun first = ended(started(intent));
            restart(QUICK);

            assertThat(workflows.dispatch(intent)).isInstanceOf(DispatchOutcome.Rejected.class);
            assertThat(((LocateOutcome.Found) workflows.locate(intent)).run().id())
                    .isEqualTo(first.id());
        }

        @Test
        @DisplayName("not for an intent that is not valid any more")
        void tooLate() {
            DispatchIntent intent = toDeploy(Rollout.FULL, "v2");
            DispatchIntent stale = new DispatchIntent(
                    intent.deployment(),
                    Attempt.of(intent.phase(), 2),
                    intent.environment(),
                    intent.strategy(),
                    intent.rollout(),
                    intent.reach(),
                    intent.lastWave(),
                    null,
                    "v2",
                    null,
                    NOW.minusSeconds(31),
                    NOW.minusSeconds(1),
                    null);

            assertThat(workflows.dispatch(stale)).isInstanceOf(DispatchOutcome.NotSent.class);
            assertThat(workflows.locate(stale)).isInstanceOf(LocateOutcome.NotFound.class);
        }

        @Test
        @DisplayName("not with a version that could leave the shelf, nor back to no version")
        void badVersion() {
            assertThat(workflows.dispatch(toDeploy(Rollout.FULL, "../v2")))
                    .isInstanceOfSatisfying(
                            DispatchOutcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).contains("\"../v2\" is not allowed"));
            assertThat(workflows.dispatch(intent(Phase.ROLL_BACK, Rollout.FULL, null, RollbackMethod.REDEPLOY)))
                    .isEqualTo(new DispatchOutcome.Rejected("the rollback workflow needs a version"));
        }

        @Test
        @DisplayName("not in an environment that they do not know")
        void unknownEnvironment() {
            Environment prod = Environment.PROD;
            DispatchIntent intent = new DispatchIntent(
                    DeployId.of(prod, NOW),
                    Attempt.of(Phase.DEPLOY, 1),
                    prod,
                    Strategy.FULL,
                    Rollout.FULL,
                    Reach.ALL,
                    true,
                    null,
                    "v2",
                    null,
                    NOW,
                    NOW.plusSeconds(30),
                    null);

            assertThat(workflows.dispatch(intent))
                    .isEqualTo(
                            new DispatchOutcome.Rejected("there is no workflow for prod; there is one for [staging]"));
        }

        @Test
        @DisplayName("that is found by its whole key and by no part of it")
        void wholeKey() {
            DispatchIntent intent = toDeploy(Rollout.FULL, "v2");
            started(intent);
            DispatchIntent secondAttempt = new DispatchIntent(
                    intent.deployment(),
                    Attempt.of(intent.phase(), 11),
                    intent.environment(),
                    intent.strategy(),
                    intent.rollout(),
                    intent.reach(),
                    intent.lastWave(),
                    null,
                    "v2",
                    null,
                    NOW,
                    NOW.plusSeconds(30),
                    null);

            assertThat(workflows.locate(intent)).isInstanceOf(LocateOutcome.Found.class);
            assertThat(workflows.locate(secondAttempt)).isInstanceOf(LocateOutcome.NotFound.class);
        }
    }

    @Nested
    @DisplayName("tell how a run goes")
    class Watching {

        @Test
        @DisplayName("step by step, and when to look again")
        void steps() throws IOException {
            restart(ENDLESS);
            WorkflowRun run = when(started(toDeploy(Rollout.FULL, "v2")), WorkflowRun::started);

            assertThat(run.status()).isEqualTo(RunStatus.IN_PROGRESS);
            assertThat(run.detail()).isEqualTo("step 1 of 4: Check out v2");
            assertThat(((StatusOutcome.Seen) workflows.status(run)).lookAgainAt())
                    .isEqualTo(NOW.plus(PACE));
        }

        @Test
        @DisplayName("that fails, with the step and the reason, and nothing changed")
        void failure() {
            shelf.put(new Version("v2", Set.of(Fault.WORKFLOW_FAILURE)));
            WorkflowRun run = ended(started(toDeploy(Rollout.FULL, "v2")));

            assertThat(run.conclusion()).isEqualTo(RunConclusion.FAILURE);
            assertThat(run.detail()).isEqualTo("step 2 of 4: Build v2: 2 of 148 tests failed");
            assertThat(installation.current().name()).isEqualTo("v1");
        }

        @Test
        @DisplayName("on a page that shows its log")
        void page() throws Exception {
            WorkflowRun run = ended(started(toDeploy(Rollout.FULL, "v2")));

            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(run.url()).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .startsWith("Run " + run.id() + ": completed success")
                    .contains("ship-staging-1699747200/deploy/1")
                    .contains("step 3 of 4: Install v2 on staging");
            URI unknown = run.url().resolve("/runs/999");
            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(unknown).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        @DisplayName("also where whoever is told of it throws")
        void throwingListener() {
            workflows.onChange(id -> {
                changes.add(id);
                throw new IllegalStateException("not now");
            });

            assertThat(ended(started(toDeploy(Rollout.FULL, "v2"))).succeeded()).isTrue();
        }

        @Test
        @DisplayName("that they do not know: gone")
        void gone() {
            assertThat(workflows.status(WorkflowRun.queued("999", null)))
                    .isEqualTo(new StatusOutcome.Gone("there is no run 999"));
            assertThat(workflows.status(WorkflowRun.queued("../staging", null))).isInstanceOf(StatusOutcome.Gone.class);
        }
    }

    @Nested
    @DisplayName("cancel a run")
    class Cancelling {

        @Test
        @DisplayName("that works: it ends cancelled, has started, and did not get as far as changing anything")
        void working() throws IOException {
            restart(ENDLESS);
            WorkflowRun run = when(started(toDeploy(Rollout.FULL, "v2")), WorkflowRun::started);

            assertThat(workflows.cancel(run, false)).isInstanceOf(CancelOutcome.Accepted.class);

            WorkflowRun ended = ended(run);
            assertThat(ended.conclusion()).isEqualTo(RunConclusion.CANCELLED);
            assertThat(ended.started()).isTrue();
            assertThat(installation.current().name()).isEqualTo("v1");
        }

        @Test
        @DisplayName("by force as well")
        void force() throws IOException {
            restart(ENDLESS);
            WorkflowRun run = started(toDeploy(Rollout.FULL, "v2"));

            assertThat(workflows.cancel(run, true)).isInstanceOf(CancelOutcome.Accepted.class);

            assertThat(ended(run).conclusion()).isEqualTo(RunConclusion.CANCELLED);
        }

        @Test
        @DisplayName("too late, once it is at its end")
        void tooLate() {
            WorkflowRun run = ended(started(toDeploy(Rollout.FULL, "v2")));

            assertThat(workflows.cancel(run, false)).isInstanceOf(CancelOutcome.TooLate.class);
            assertThat(ended(run).conclusion()).isEqualTo(RunConclusion.SUCCESS);
        }
    }

    @Nested
    @DisplayName("that are closed while a run is at work")
    class Closed {

        private ProcessHandle processOf(WorkflowRun run) {
            return new RunFiles(directory.resolve("runs").resolve(run.id()))
                    .process()
                    .orElseThrow();
        }

        @Test
        @DisplayName("leave it at work, and those that are opened next see its end")
        void goesOn() throws IOException {
            restart(Duration.ofMillis(200));
            WorkflowRun run = when(started(toDeploy(Rollout.FULL, "v2")), WorkflowRun::started);
            ProcessHandle process = processOf(run);

            restart(QUICK);
            assertThat(((LocateOutcome.Found) workflows.locate(toDeploy(Rollout.FULL, "v2")))
                            .run()
                            .id())
                    .isEqualTo(run.id());
            process.onExit().join();

            assertThat(look(run).conclusion()).isEqualTo(RunConclusion.SUCCESS);
            assertThat(installation.current().name()).isEqualTo("v2");
        }

        @Test
        @DisplayName("can have it cancelled by those that are opened next")
        void cancelled() throws IOException {
            restart(ENDLESS);
            WorkflowRun run = when(started(toDeploy(Rollout.FULL, "v2")), WorkflowRun::started);
            ProcessHandle process = processOf(run);

            restart(QUICK);
            assertThat(look(run).isCompleted()).isFalse();
            assertThat(workflows.cancel(run, false)).isInstanceOf(CancelOutcome.Accepted.class);
            process.onExit().join();

            assertThat(look(run).conclusion()).isEqualTo(RunConclusion.CANCELLED);
            assertThat(workflows.cancel(run, false)).isInstanceOf(CancelOutcome.TooLate.class);
        }

        @Test
        @DisplayName("see as failed, with the reason, what ended in between without saying how")
        void killed() throws IOException {
            restart(ENDLESS);
            WorkflowRun run = when(started(toDeploy(Rollout.FULL, "v2")), WorkflowRun::started);
            ProcessHandle process = processOf(run);
            workflows.close();
            process.destroyForcibly();
            process.onExit().join();

            restart(QUICK);

            assertThat(look(run).conclusion()).isEqualTo(RunConclusion.FAILURE);
            assertThat(look(run).detail()).isEqualTo("step 1 of 4: Check out v2: its process ended without saying how");
        }
    }

    private WorkflowRun started(DispatchIntent intent) {
        DispatchOutcome outcome = workflows.dispatch(intent);
        assertThat(outcome).isInstanceOf(DispatchOutcome.Started.class);
        return ((DispatchOutcome.Started) outcome).run();
    }

    private WorkflowRun ended(WorkflowRun run) {
        return when(run, WorkflowRun::isCompleted);
    }

    private WorkflowRun when(WorkflowRun run, Predicate<WorkflowRun> condition) {
        try {
            WorkflowRun seen = look(run);
            while (!condition.test(seen)) {
                assertThat(changes.poll(30, TimeUnit.SECONDS))
                        .as("a change of run " + run.id())
                        .isNotNull();
                seen = look(run);
            }
            return seen;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private WorkflowRun look(WorkflowRun run) {
        return ((StatusOutcome.Seen) workflows.status(run)).run();
    }

    private static DispatchIntent toDeploy(Rollout rollout, String version) {
        return intent(Phase.DEPLOY, rollout, version, null);
    }

    /** To so many percent, which is not the last wave. */
    private static DispatchIntent promote(int attempt, int percentage) {
        return intent(
                Attempt.of(Phase.PROMOTE, attempt),
                Rollout.CANARY,
                new Reach.Percentage(percentage),
                false,
                "v2",
                null);
    }

    private static DispatchIntent intent(Phase phase, Rollout rollout, String version, RollbackMethod method) {
        Reach reach = phase == Phase.DEPLOY ? RolloutPlan.of(rollout).wave(1).reach() : Reach.ALL;
        return intent(
                Attempt.of(phase, 1),
                rollout,
                phase == Phase.ROLL_BACK ? null : reach,
                phase == Phase.PROMOTE || (phase == Phase.DEPLOY && rollout != Rollout.CANARY),
                version,
                method);
    }

    private static DispatchIntent intent(
            Attempt attempt, Rollout rollout, Reach reach, boolean lastWave, String version, RollbackMethod method) {
        return new DispatchIntent(
                new DeployId("ship-staging-1699747200"),
                attempt,
                Environment.STAGING,
                rollout == Rollout.CANARY ? Strategy.CANARY : Strategy.FULL,
                rollout,
                reach,
                lastWave,
                null,
                version,
                method,
                NOW,
                NOW.plusSeconds(30),
                null);
    }
}

package io.releaseconductor.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.config.ConfigurationException;
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
import io.releaseconductor.local.CommandOptions;
import io.releaseconductor.local.CommandWorkflows;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A workflow that is a command")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class CommandWorkflowsTest {

    private static final DeployId DEPLOYMENT = new DeployId("ship-staging-1699747200");

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();

    /** As another process would open it: what is known is in the folder. */
    private CommandWorkflows opened(String... shell) {
        return CommandWorkflows.of(CommandOptions.in(folder.resolve("runs"))
                .withCommand(Phase.DEPLOY, "sh", "-c", String.join("\n", shell))
                .withClock(clock));
    }

    private DispatchIntent intent(Phase phase, RollbackMethod method) {
        return new DispatchIntent(
                DEPLOYMENT,
                Attempt.of(phase, 1),
                Environment.STAGING,
                Strategy.CANARY,
                Rollout.CANARY,
                phase == Phase.ROLL_BACK ? null : new Reach.Percentage(10),
                false,
                null,
                "v2",
                method,
                clock.instant(),
                clock.instant().plus(Duration.ofSeconds(30)),
                "ada");
    }

    private DispatchIntent deploy() {
        return intent(Phase.DEPLOY, null);
    }

    private static WorkflowRun started(DispatchOutcome outcome) {
        assertThat(outcome).isInstanceOf(DispatchOutcome.Started.class);
        return ((DispatchOutcome.Started) outcome).run();
    }

    private static WorkflowRun look(CommandWorkflows workflows, WorkflowRun run) {
        return ((StatusOutcome.Seen) workflows.status(run)).run();
    }

    private Path runFolder(String key) {
        return folder.resolve("runs").resolve(key.replace('/', '.'));
    }

    /** The process that wraps the command. The command has said that it is there by making a pipe and writing to it. */
    private Optional<ProcessHandle> process(WorkflowRun run) throws IOException {
        String pid =
                Files.readSymbolicLink(runFolder(run.id()).resolve("process")).toString();
        return ProcessHandle.of(Long.parseLong(pid));
    }

    private ProcessHandle script(WorkflowRun run) throws IOException {
        return process(run).orElseThrow();
    }

    /** Waits until a command is over that waits for nothing else: it may be by the time that it has been read. */
    private void awaitEndAfterReading(Path told, WorkflowRun run) throws IOException {
        Files.readString(told);
        process(run).ifPresent(script -> script.onExit().join());
    }

    private Path pipe(String name) throws Exception {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    @Test
    @DisplayName("is told what to do by variables, has the log that it prints, and succeeds with 0")
    void told() throws Exception {
        Path told = pipe("told");
        CommandWorkflows workflows = opened("env | grep ^DEPLOY_ | sort", "echo done > " + told);
        WorkflowRun run = started(workflows.dispatch(deploy()));
        awaitEndAfterReading(told, run);

        assertThat(look(workflows, run).conclusion()).isEqualTo(RunConclusion.SUCCESS);
        assertThat(look(workflows, run).version()).isEqualTo("v2");
        assertThat(Files.readAllLines(runFolder(run.id()).resolve("log")))
                .containsExactly(
                        "DEPLOY_ATTEMPT=1",
                        "DEPLOY_ENVIRONMENT=staging",
                        "DEPLOY_ID=ship-staging-1699747200",
                        "DEPLOY_INITIATED_BY=ada",
                        "DEPLOY_KEY=ship-staging-1699747200/deploy/1",
                        "DEPLOY_PERCENTAGE=10",
                        "DEPLOY_PHASE=deploy",
                        "DEPLOY_ROLLOUT=canary",
                        "DEPLOY_STRATEGY=canary",
                        "DEPLOY_VERSION=v2",
                        "DEPLOY_WAVE=1");
    }

    @Test
    @DisplayName("fails with any other exit code, which is told, with where its output is")
    void fails() throws Exception {
        Path told = pipe("told");
        CommandWorkflows workflows = opened("echo broken; echo done > " + told + "; exit 3");
        WorkflowRun run = started(workflows.dispatch(deploy()));
        awaitEndAfterReading(told, run);

        assertThat(look(workflows, run).conclusion()).isEqualTo(RunConclusion.FAILURE);
        assertThat(look(workflows, run).detail())
                .isEqualTo(
                        "exit code 3; its output is in " + runFolder(run.id()).resolve("log"));
    }

    private ProcessHandle afterReading(Path told, WorkflowRun run) throws IOException {
        Files.readString(told);
        return script(run);
    }

    @Test
    @DisplayName("goes on when whoever started it is gone, and is found by its key by who comes next")
    void goesOn() throws Exception {
        Path begun = pipe("begun");
        Path order = pipe("order");
        WorkflowRun run = started(opened("echo begun > " + begun + "; read code < " + order + "; exit $code")
                .dispatch(deploy()));
        ProcessHandle script = afterReading(begun, run);

        CommandWorkflows next = opened("exit 1");
        assertThat(next.dispatch(deploy())).isInstanceOf(DispatchOutcome.Rejected.class);
        assertThat(((LocateOutcome.Found) next.locate(deploy())).run().status()).isEqualTo(RunStatus.IN_PROGRESS);
        Files.writeString(order, "0\n");
        script.onExit().join();

        assertThat(look(next, run).succeeded()).isTrue();
    }

    @Test
    @DisplayName("goes on when the process that started it is killed, and hears no Ctrl-C that was meant for that one")
    void outlivesItsStarter() throws Exception {
        Path begun = pipe("begun");
        Path order = pipe("order");
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        folder.resolve("runs").toString(),
                        "echo begun > " + begun + "; read code < " + order + "; exit $code")
                .inheritIO()
                .start();
        Files.readString(begun);
        starter.destroyForcibly().waitFor();
        CommandWorkflows next = opened("exit 1");
        WorkflowRun run = ((LocateOutcome.Found) next.locate(deploy())).run();
        ProcessHandle script = script(run);
        for (String signal : List.of("-INT", "-HUP", "-TERM")) {
            new ProcessBuilder("kill", signal, Long.toString(script.pid()))
                    .start()
                    .waitFor();
        }

        assertThat(look(next, run).status()).isEqualTo(RunStatus.IN_PROGRESS);
        Files.writeString(order, "0\n");
        script.onExit().join();
        assertThat(look(next, run).succeeded()).isTrue();
    }

    /** Starts a run, and waits to be killed. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            CommandWorkflowsTest test = new CommandWorkflowsTest();
            CommandWorkflows.of(CommandOptions.in(Path.of(arguments[0]))
                            .withCommand(Phase.DEPLOY, "sh", "-c", arguments[1])
                            .withClock(test.clock))
                    .dispatch(test.deploy());
            Thread.currentThread().join();
        }
    }

    @Test
    @DisplayName("has failed, and says so, where its process is gone without an exit code")
    void killed() throws Exception {
        Path begun = pipe("begun");
        CommandWorkflows workflows = opened("echo begun > " + begun + "; read never < " + pipe("never"));
        WorkflowRun run = started(workflows.dispatch(deploy()));
        ProcessHandle script = afterReading(begun, run);
        List<ProcessHandle> children = script.descendants().toList();
        script.destroyForcibly();
        script.onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);

        assertThat(look(workflows, run).conclusion()).isEqualTo(RunConclusion.FAILURE);
        assertThat(look(workflows, run).detail()).contains("its process ended without an exit code: it was killed");
    }

    @Test
    @DisplayName("is cancelled with all that it has started")
    void cancelled() throws Exception {
        Path begun = pipe("begun");
        Path never = pipe("never");
        CommandWorkflows workflows = opened("(read never < " + never + ") & echo begun > " + begun + "; wait");
        WorkflowRun run = started(workflows.dispatch(deploy()));
        ProcessHandle script = afterReading(begun, run);
        List<ProcessHandle> children = script.descendants().toList();
        assertThat(children).isNotEmpty();

        assertThat(workflows.cancel(run, false)).isInstanceOf(CancelOutcome.Accepted.class);
        script.onExit().join();
        children.forEach(child -> child.onExit().join());

        assertThat(look(workflows, run).conclusion()).isEqualTo(RunConclusion.CANCELLED);
        assertThat(workflows.cancel(run, false)).isInstanceOf(CancelOutcome.TooLate.class);
    }

    @Test
    @DisplayName("is ended by force where it does not hear")
    void forced() throws Exception {
        Path begun = pipe("begun");
        CommandWorkflows workflows = opened("trap '' TERM; echo begun > " + begun + "; read never < " + pipe("never"));
        WorkflowRun run = started(workflows.dispatch(deploy()));
        ProcessHandle script = afterReading(begun, run);

        assertThat(workflows.cancel(run, false)).isInstanceOf(CancelOutcome.Accepted.class);
        assertThat(look(workflows, run).isCompleted()).isFalse();
        assertThat(workflows.cancel(run, true)).isInstanceOf(CancelOutcome.Accepted.class);
        script.onExit().join();

        assertThat(look(workflows, run).conclusion()).isEqualTo(RunConclusion.CANCELLED);
    }

    @Test
    @DisplayName(
            "that never began, since whoever asked for it was killed, is given up after 30 seconds, and never begins then")
    void neverBegan() throws Exception {
        CommandWorkflows workflows = opened("true");
        Path run = Files.createDirectories(runFolder(deploy().correlationKey()));
        Files.writeString(
                run.resolve("order.properties"),
                "asked_at=" + clock.instant().toString().replace(":", "\\:"));
        WorkflowRun queued = WorkflowRun.queued(deploy().correlationKey(), null);

        assertThat(look(workflows, queued).status()).isEqualTo(RunStatus.QUEUED);
        clock.advance(Duration.ofSeconds(31));
        assertThat(look(workflows, queued).conclusion()).isEqualTo(RunConclusion.FAILURE);
        assertThat(look(workflows, queued).mayHaveBegun()).isFalse();
        assertThat(run.resolve("process")).isSymbolicLink();
    }

    @Test
    @DisplayName("promotes by the one that deploys, and rolls nothing back without a command for that")
    void phases() {
        CommandWorkflows workflows = opened("true");

        assertThat(workflows.supports(Environment.PROD, Phase.PROMOTE, Rollout.CANARY))
                .isTrue();
        assertThat(workflows.supports(Environment.PROD, Phase.ROLL_BACK, Rollout.CANARY))
                .isFalse();
        assertThat(workflows.dispatch(intent(Phase.ROLL_BACK, RollbackMethod.REDEPLOY)))
                .isEqualTo(new DispatchOutcome.Rejected("there is no command for rollback"));
    }

    @Test
    @DisplayName("has to be there, and its folder has to be one")
    void wrong() throws Exception {
        CommandOptions none = CommandOptions.in(folder).withClock(clock);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CommandWorkflows.of(none))
                .withMessageContaining("there is no command that deploys");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> none.withCommand(Phase.DEPLOY, " "))
                .withMessageContaining("the command for deploy is empty");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CommandWorkflows.of(CommandOptions.in(file).withCommand(Phase.DEPLOY, "true")))
                .withMessageContaining("the folder " + file + " of runs cannot be made");
        CommandWorkflows absent = CommandWorkflows.of(none.withCommand(Phase.DEPLOY, folder + "/absent.sh"));
        assertThat(absent.dispatch(deploy()))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .startsWith(folder + "/absent.sh is no program that can be started"));
        assertThat(absent.status(WorkflowRun.queued("../../etc/passwd", null))).isInstanceOf(StatusOutcome.Gone.class);
    }
}

package io.releaseconductor.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.local.CommandAdmission;
import io.releaseconductor.local.CommandAdmissionOptions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A rule that is a command")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class CommandAdmissionTest {

    private static final Admission.Question QUESTION = new Admission.Question(Environment.PROD, "main", "v2");

    @TempDir
    private Path folder;

    private static CommandAdmissionOptions shell(String... lines) {
        return CommandAdmissionOptions.of("sh", "-c", String.join("\n", lines));
    }

    private static AdmissionOutcome ask(CommandAdmissionOptions options) {
        return CommandAdmission.of("incident", options).ask(QUESTION);
    }

    private static AdmissionOutcome ask(String... lines) {
        return ask(shell(lines));
    }

    @Test
    @DisplayName("says yes with 0 and no with 1, and the first line that it prints is what people are told")
    void answers() {
        assertThat(ask("echo; echo none open; echo more")).isEqualTo(new AdmissionOutcome.Yes("none open"));
        assertThat(ask("echo '1 open: Database is down'; exit 1"))
                .isEqualTo(new AdmissionOutcome.No("1 open: Database is down"));
    }

    @Test
    @DisplayName("says so where it printed nothing")
    void silent() {
        assertThat(ask("exit 0")).isEqualTo(new AdmissionOutcome.Yes("nothing speaks against it"));
        assertThat(ask("exit 1")).isEqualTo(new AdmissionOutcome.No("sh says no, and not why"));
        assertThat(ask("exit 2")).isEqualTo(new AdmissionOutcome.Unknown("sh ended with 2"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("does not know with any other exit code, and what it printed is told")
    @ValueSource(ints = {2, 3, 127, 255})
    void unknown(int code) {
        assertThat(ask("echo no such host; exit " + code))
                .isEqualTo(new AdmissionOutcome.Unknown("sh ended with " + code + ": no such host"));
    }

    @Test
    @DisplayName("does not know if it is killed")
    void killed() {
        assertThat(ask("kill -9 $$")).isEqualTo(new AdmissionOutcome.Unknown("sh ended with 137"));
    }

    @Test
    @DisplayName("is told what is about to begin by variables, and of nothing that is not known")
    void told() {
        String[] print = {"env | grep ^DEPLOY_ | sort | tr '\\n' ' '"};
        CommandAdmission admission = CommandAdmission.of("incident", shell(print));

        assertThat(admission.ask(QUESTION).detail())
                .isEqualTo("DEPLOY_ENVIRONMENT=prod DEPLOY_REF=main DEPLOY_VERSION=v2");
        assertThat(admission
                        .ask(new Admission.Question(Environment.STAGING, null, null))
                        .detail())
                .isEqualTo("DEPLOY_ENVIRONMENT=staging");
    }

    @Test
    @DisplayName("is no shell's: what it is told is text")
    void no_shell() throws Exception {
        Path trace = folder.resolve("trace");
        CommandAdmission admission = CommandAdmission.of("incident", shell("echo \"$DEPLOY_VERSION\""));
        String hostile = "$(touch " + trace + "); `touch " + trace + "`";

        assertThat(admission
                        .ask(new Admission.Question(Environment.STAGING, null, hostile))
                        .detail())
                .isEqualTo(hostile);
        assertThat(trace).doesNotExist();
    }

    @Test
    @DisplayName("has no input, so that it waits for none")
    void no_input() {
        assertThat(ask("read line; echo \"read: $line\"")).isEqualTo(new AdmissionOutcome.Yes("read:"));
    }

    @Test
    @DisplayName("is killed with all that it has started when its time is up")
    void too_long() throws Exception {
        Path pids = folder.resolve("pids");
        AdmissionOutcome answer = ask(shell("sleep 3600 & echo $! > " + pids + "; echo $$ >> " + pids + "; wait")
                .withTimeLimit(Duration.ofMillis(500)));

        assertThat(answer)
                .isEqualTo(new AdmissionOutcome.Unknown("sh gave no answer in time, and was ended; it has 500ms"));
        assertGone(pids, 2);
    }

    @Test
    @DisplayName("is killed with all that it has started when nobody waits any more, who stays interrupted")
    void interrupted() throws Exception {
        Path begun = folder.resolve("begun");
        assertThat(new ProcessBuilder("mkfifo", begun.toString()).start().waitFor())
                .isZero();
        List<Object> seen = new ArrayList<>();
        Thread asking = new Thread(() -> {
            seen.add(ask(shell("sleep 3600 & echo $! $$ > " + begun + "; wait").withTimeLimit(Duration.ofMinutes(5))));
            seen.add(Thread.currentThread().isInterrupted());
        });
        asking.start();
        String pids = Files.readString(begun);
        asking.interrupt();
        asking.join();

        assertThat(seen)
                .containsExactly(
                        new AdmissionOutcome.Unknown("sh was ended, since nobody waits for its answer any more"), true);
        assertGone(
                Files.writeString(
                        folder.resolve("pids"), String.join("\n", pids.strip().split(" "))),
                2);
    }

    /** Killed already, or about to be gone: it is not waited for what goes on. */
    private static void assertGone(Path pids, int count) throws Exception {
        List<String> all = Files.readAllLines(pids);
        assertThat(all).hasSize(count);
        for (String pid : all) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(process -> process.onExit().join());
        }
    }

    @Test
    @DisplayName("does not wait for what it leaves running")
    void leaves_something() throws Exception {
        Path pids = folder.resolve("pids");

        assertThat(ask("sleep 3600 & echo $! > " + pids, "echo none open"))
                .isEqualTo(new AdmissionOutcome.Yes("none open"));
        ProcessHandle left =
                ProcessHandle.of(Long.parseLong(Files.readString(pids).strip())).orElseThrow();
        assertThat(left.isAlive()).isTrue();
        left.destroyForcibly();
    }

    @Test
    @DisplayName("is ended when it prints without end, and says nothing then")
    void prints_without_end() {
        assertThat(ask(shell("yes").withTimeLimit(Duration.ofMinutes(5))).detail())
                .startsWith("sh printed more than 64 kB, and was ended");
        assertThat(ask("head -c 70000 /dev/zero; exit 0")).isInstanceOf(AdmissionOutcome.Unknown.class);
    }

    @Test
    @DisplayName("may print any bytes: people are told one line, short and whole")
    void any_bytes() {
        assertThat(ask("printf '\\033[31mred\\033[0m \\377\\202 \\342\\200\\256x\\n'; exit 1")
                        .detail())
                .isEqualTo("[31mred [0m \uFFFD\uFFFD x");
        assertThat(ask("head -c 9000 /dev/zero | tr '\\0' x").detail()).hasSize(AdmissionOutcome.MAX_LENGTH);
    }

    @Test
    @DisplayName("has its secrets masked in what it prints")
    void secrets() {
        CommandAdmissionOptions options = shell("echo asked with sesame-street and sesame; exit 3")
                .withSecret(new Secret("sesame"))
                .withSecret(new Secret("sesame-street"));

        assertThat(ask(options).detail()).isEqualTo("sh ended with 3: asked with *** and ***");
        assertThat(options.toString()).doesNotContain("secrets=[sesame");
    }

    @Test
    @DisplayName("does not know where there is no such program, or one that cannot be started, and says so")
    void no_program() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no program");

        assertThat(ask(CommandAdmissionOptions.of("no-such-program-here")).detail())
                .startsWith("no-such-program-here could not be run: ");
        assertThat(ask(CommandAdmissionOptions.of(text.toString())).detail())
                .isEqualTo(text + " is no program that can be started: put it there, and make it executable");
    }

    @Test
    @DisplayName("refuses names, programs and time limits that are not allowed, and says what is")
    void refuses() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CommandAdmission.of("No incident", shell("exit 0")))
                .withMessageContaining("\"No incident\"")
                .withMessageContaining("allowed: 1 to 24 lower-case letters, digits and hyphens");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new CommandAdmissionOptions(List.of(" "), Duration.ZERO, Set.of()))
                .withMessageContaining("the command is empty; allowed: a program and its arguments")
                .withMessageContaining("the time limit of a command is 0s; allowed: 10ms to 1h");
    }
}

package io.releaseconductor.checks.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Of a script as a check, nothing is left running")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ScriptProcessesTest {

    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    private Path temporary;

    private Scripts scripts;

    @BeforeEach
    void folder() throws IOException {
        scripts = new Scripts(temporary);
    }

    @Test
    @DisplayName("where it hangs: there is no data, and its last words are told")
    void hangs() throws Exception {
        scripts.shell("slow.sh", "echo $$ >> $PIDS", "echo asking the database", "sleep 3600");

        CheckResult result = scripts.runFor(SHORT);

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("Not done within 700ms, and was ended");
        assertThat(result.error()).isEqualTo("asking the database");
        assertThat(result.hint()).contains("SHIP_CHECK_SCRIPT_TIMEOUT_MS");
        scripts.assertNothingRuns(1);
    }

    @Test
    @DisplayName("where the limit of all checks is what ended it, which is told")
    void no_time() throws Exception {
        scripts.shell("slow.sh", "echo $$ >> $PIDS", "sleep 3600");

        CheckResult result = scripts.run(Scripts.CONTEXT.withTimeLimit(Duration.ofSeconds(2)), options -> options);

        assertThat(result.message()).isEqualTo("Not done within 1s, and was ended");
        assertThat(result.hint()).contains("SHIP_VERIFICATION_TIMEOUT_MS");
        scripts.assertNothingRuns(1);
    }

    @Test
    @DisplayName("where it has a tree of processes")
    void tree() throws Exception {
        scripts.shell(
                "tree.sh",
                "echo $$ >> $PIDS",
                "sh -c 'echo $$ >> '$PIDS'; sleep 3600 & echo $! >> '$PIDS'; wait' &",
                "wait");

        assertThat(scripts.runFor(SHORT).status()).isEqualTo(CheckStatus.NO_DATA);
        scripts.assertNothingRuns(3);
    }

    @Test
    @DisplayName("where all of them ignore that they are asked to end")
    void deaf() throws Exception {
        scripts.shell(
                "deaf.sh",
                "trap '' TERM INT HUP",
                "echo $$ >> $PIDS",
                "(trap '' TERM; echo begun; while :; do sleep 3600; done) & echo $! >> $PIDS",
                "while :; do sleep 3600; done");

        assertThat(scripts.runFor(SHORT).status()).isEqualTo(CheckStatus.NO_DATA);
        scripts.assertNothingRuns(2);
    }

    @Test
    @DisplayName("where it ends by itself and its children go on, also if they hold its output")
    void survivors() throws Exception {
        scripts.shell("daemon.sh", "sleep 3600 & echo $! >> $PIDS", "echo fine");

        CheckResult result = scripts.run();

        assertThat(result).isEqualTo(CheckResult.pass("fine"));
        scripts.assertNothingRuns(1);
    }

    @Test
    @DisplayName("where a survivor prints without end, which fills no memory")
    void noisy_survivor() throws Exception {
        scripts.shell("noisy.sh", "yes & echo $! >> $PIDS", "exit 0");

        assertThat(scripts.run().status()).isEqualTo(CheckStatus.PASS);
        scripts.assertNothingRuns(1);
    }

    @Test
    @DisplayName("where a daemon has left its tree and its session")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells the environment of processes")
    void daemon() throws Exception {
        assumeThat(Path.of("/usr/bin/setsid")).as("setsid makes the daemon").isExecutable();
        scripts.shell(
                "daemon.sh",
                "(setsid sh -c 'echo $$ >> '$PIDS'; echo begun >&3; exec sleep 3600' 3>&1 >/dev/null 2>&1 &) | read begun",
                "exit 1");

        assertThat(scripts.run().status()).isEqualTo(CheckStatus.FAIL);
        scripts.assertNothingRuns(1);
    }

    @Test
    @DisplayName("where an orphan has emptied its environment and stayed in the session")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells the session of processes")
    void bare_orphan() throws Exception {
        assumeThat(Path.of("/usr/bin/setsid")).as("setsid makes the session").isExecutable();
        scripts.shell(
                "bare.sh",
                "(env -i sh -c 'echo $$ >> '$PIDS'; echo begun >&3; exec sleep 3600' 3>&1 >/dev/null 2>&1 &) | read begun");

        scripts.run();

        scripts.assertNothingRuns(1);
    }

    @Test
    @DisplayName("where it starts processes faster than anybody could count them")
    void many() throws Exception {
        // not without end: where this fails, the machine is to have processes left
        scripts.shell(
                "many.sh",
                "echo $$ >> $PIDS",
                "n=0; while [ $n -lt 4000 ]; do sleep 3600 & echo $! >> $PIDS; n=$((n + 1)); done; wait");

        assertThat(scripts.runFor(Duration.ofMillis(300)).status()).isEqualTo(CheckStatus.NO_DATA);
        scripts.assertNothingRuns(2);
    }

    @RepeatedTest(5)
    @DisplayName(
            "where it starts itself anew and ends, over and over, so that there is never one that stays to be looked at")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has sessions that are made for a command")
    void chain() throws Exception {
        assumeThat(Path.of("/usr/bin/setsid")).as("setsid makes the session").isExecutable();
        // ends with the folder of this test: where this fails, the machine is not to be busy for good
        scripts.shell("chain.sh", "echo $$ >> $PIDS || exit 0", "(exec \"$0\" > /dev/null 2>&1) & exit 0");

        assertThat(scripts.run().status()).isEqualTo(CheckStatus.PASS);
        long begun = Files.size(scripts.pids);
        for (int i = 0; i < 300; i++) {
            scripts.assertNothingRuns(1);
        }
        assertThat(Files.size(scripts.pids)).as("what ran since it was ended").isEqualTo(begun);
    }

    @Test
    @DisplayName("where whoever asked is interrupted, who is told so")
    void interrupted() throws Exception {
        Path begun = temporary.resolve("begun");
        assertThat(new ProcessBuilder("mkfifo", begun.toString()).start().waitFor())
                .isZero();
        scripts.shell("slow.sh", "sleep 3600 & echo $! >> $PIDS; echo $$ >> $PIDS; echo go > " + begun + "; wait");
        List<Object> seen = new ArrayList<>();
        Thread asking = new Thread(() -> {
            try {
                seen.add(scripts.run());
            } catch (Exception e) {
                seen.add(e.getClass());
            }
        });
        asking.start();
        assertThat(Files.readString(begun)).isEqualTo("go\n");
        asking.interrupt();
        asking.join();

        assertThat(seen).containsExactly(InterruptedException.class);
        scripts.assertNothingRuns(2);
    }

    @Test
    @DisplayName("where the JVM ends, though nobody has ended the check")
    void jvm_ends() throws Exception {
        Path begun = temporary.resolve("begun");
        assertThat(new ProcessBuilder("mkfifo", begun.toString()).start().waitFor())
                .isZero();
        scripts.shell("slow.sh", "sleep 3600 & echo $! >> $PIDS; echo $$ >> $PIDS; echo go > " + begun + "; wait");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asking.class.getName(),
                        scripts.folder.toString())
                .inheritIO()
                .start();
        assertThat(Files.readString(begun)).isEqualTo("go\n");
        jvm.destroy();
        jvm.waitFor();

        scripts.assertNothingRuns(2);
    }

    /** A JVM that runs a script. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] folder) throws Exception {
            ScriptOptions options = ScriptOptions.in(Path.of(folder[0])).withTimeLimit(Duration.ofMinutes(2));
            ScriptChecks.of(options).get(0).run(Scripts.CONTEXT);
        }
    }

    @Test
    @DisplayName("and a script that signals all of its group does not hit who has started it")
    void signals_its_group() throws Exception {
        assumeThat(Path.of("/usr/bin/setsid"))
                .as("setsid makes a group of its own")
                .isExecutable();
        scripts.shell("group.sh", "kill -TERM 0", "sleep 3600");

        CheckResult result = scripts.run();

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("Ended with 143, as by SIGTERM");
    }

    @Test
    @DisplayName("nor any file: its pipes are removed")
    void pipes() throws Exception {
        scripts.shell("pipe.sh", "ls -l /proc/self/fd/1 || echo '-> none'");
        String message = scripts.run().message();
        String pipe = message.substring(message.indexOf("-> ") + 3);

        assertThat(Path.of(pipe)).doesNotExist();
    }
}

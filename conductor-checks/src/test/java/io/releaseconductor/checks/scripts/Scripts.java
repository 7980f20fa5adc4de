package io.releaseconductor.checks.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A folder of scripts, and the processes that they leave notes about. */
final class Scripts {

    static final CheckContext CONTEXT = new CheckContext(
            DeployId.of(Environment.PROD, Instant.ofEpochSecond(1_702_656_000)),
            Environment.PROD,
            Strategy.CANARY,
            Phase.DEPLOY,
            "v2",
            Duration.ofMinutes(2));

    final Path folder;

    /** Where scripts note processes, since a check's own folder is for scripts. */
    final Path pids;

    Scripts(Path temporary) throws IOException {
        this.folder = Files.createDirectories(temporary.resolve("checks.d"));
        this.pids = temporary.resolve("pids");
    }

    Path file(String name, String permissions, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    Path executable(String name, String... lines) throws IOException {
        return file(name, "rwxr-xr-x", String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A script for {@code /bin/sh}, in which {@code $PIDS} is where processes are noted. */
    Path shell(String name, String... lines) throws IOException {
        return executable(name, "#!/bin/sh", "PIDS=" + pids, String.join("\n", lines));
    }

    Check check(UnaryOperator<ScriptOptions> changed) {
        return ScriptChecks.of(changed.apply(ScriptOptions.in(folder).withTimeLimit(Duration.ofMinutes(1))))
                .get(0);
    }

    CheckResult run() throws Exception {
        return run(CONTEXT, options -> options);
    }

    CheckResult run(UnaryOperator<ScriptOptions> changed) throws Exception {
        return run(CONTEXT, changed);
    }

    CheckResult run(CheckContext context, UnaryOperator<ScriptOptions> changed) throws Exception {
        return check(changed).run(context);
    }

    CheckResult runFor(Duration limit) throws Exception {
        return run(options -> options.withTimeLimit(limit));
    }

    /** All that was noted is over. Nobody is waited for: it has to be so as soon as the check has answered. */
    void assertNothingRuns(int noted) throws IOException {
        List<String> all = Files.readAllLines(pids);
        assertThat(all).hasSizeGreaterThanOrEqualTo(noted);
        assertThat(all).filteredOn(Scripts::runs).isEmpty();
    }

    private static boolean runs(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid.strip(), "stat"), StandardCharsets.ISO_8859_1);
            // what nobody has asked how it ended is over all the same
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return !Files.exists(Path.of("/proc/self"))
                    && ProcessHandle.of(Long.parseLong(pid.strip()))
                            .filter(ProcessHandle::isAlive)
                            .isPresent();
        }
    }
}

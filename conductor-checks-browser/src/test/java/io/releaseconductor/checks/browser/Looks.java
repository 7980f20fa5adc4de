package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.Finding;
import io.releaseconductor.local.ProcessTree;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at pages in tests, and whether anything is left of a look. */
final class Looks {

    /** Generous, so that a busy machine makes no test fail: the pages say themselves when they are done. */
    static final Duration AMPLE = Duration.ofMinutes(1);

    private final Path folder;

    /**
     * Looks whose browsers have their folders in one that is the test's own.
     *
     * @param folder an empty folder
     */
    Looks(Path folder) throws IOException {
        this.folder = folder.toRealPath();
    }

    /** Skips the test, with the reason, where there is no browser. */
    static void requireBrowser() {
        try {
            BrowserBinary.find(null, BrowserBinary.path());
        } catch (NoLookException e) {
            abort(e.summary() + ". " + e.hint());
        }
    }

    /** Chromium does not run in its sandbox as root. */
    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    static BrowserOptions options(URI page) {
        return BrowserOptions.at(page).withNoSandbox(isRoot()).withTimes(AMPLE, AMPLE);
    }

    CheckResult at(URI page) throws InterruptedException {
        return with(options(page));
    }

    CheckResult with(BrowserOptions options) throws InterruptedException {
        return with(options, context(options.timeLimit(), Reach.ALL));
    }

    CheckResult with(BrowserOptions options, CheckContext context) throws InterruptedException {
        CheckResult result = new BrowserCheck(options, folder, Pages.LAST_WORD).run(context);
        requireNothingLeft();
        return result;
    }

    static CheckContext context(Duration timeLimit, Reach reach) {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        return new CheckContext(
                DeployId.of(Environment.STAGING, now),
                Environment.STAGING,
                Strategy.CANARY,
                Phase.DEPLOY,
                1,
                reach,
                null,
                timeLimit);
    }

    /** No process of a look runs, none waits for this one to notice its end, and no file is left. */
    void requireNothingLeft() {
        assertThat(processes()).as("processes of the look").isEmpty();
        assertThat(ProcessHandle.current().children().toList())
                .as("children of this process")
                .isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("files of the look").isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<ProcessHandle> processes() {
        return ProcessTree.marked(folder.toString());
    }

    static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** What a result tells, a line for each finding, without the browser that looked. */
    static String told(CheckResult result) {
        return result.findings().stream()
                .filter(finding -> !finding.name().equals("Looked with"))
                .map(Looks::line)
                .collect(Collectors.joining("\n"));
    }

    /** All that a result says, to see why it is not as expected. */
    static String all(CheckResult result) {
        return result.message() + " | " + result.error() + " | " + result.hint() + "\n" + told(result);
    }

    private static String line(Finding finding) {
        return finding.status() + " " + finding.name() + ": " + finding.measured();
    }
}

package io.releaseconductor.checks.browser;

import io.releaseconductor.local.ProcessTree;
import io.releaseconductor.model.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running browser of its own, with a folder of its own: both are gone once it is closed, and if this process ends before. It sees nothing
 * of this process's environment but what a browser needs, so that no secret in it reaches a page.
 */
final class BrowserProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrowserProcess.class);

    /** The browser listens on 3 and answers on 4; what it prints goes elsewhere. */
    private static final String WITH_PIPES = "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >&2";

    static final Set<String> KEPT = Set.of(
            "PATH",
            "LANG",
            "LC_ALL",
            "LD_LIBRARY_PATH",
            "FONTCONFIG_PATH",
            "FONTCONFIG_FILE",
            "TZ",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "all_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "ALL_PROXY");

    private static final Duration CLOSES_BY_ITSELF = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final Duration TELLS_WHY = Duration.ofSeconds(1);
    private static final int LONGEST_WORDS = 300;

    /** A socket that Chromium makes below it may have 107 characters in its path, and 46 are the socket's. */
    private static final int LONGEST_TEMPORARY = 60;

    /** How Chromium begins its lines: process, time, and where in its sources. */
    private static final Pattern LOG_PREFIX = Pattern.compile("^\\[[^\\]]*\\]\\s*");

    private final Process process;
    private final Path folder;
    private final ProcessTree tree;
    private final LastWords words;
    private final Pipe pipe;
    private final Thread hook;

    private BrowserProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        tree = new ProcessTree(process, folder.toString());
        words = LastWords.of(process.getErrorStream());
        pipe = new Pipe(process.getOutputStream(), process.getInputStream());
        hook = new Thread(this::end, "browser-end");
    }

    /**
     * Starts one.
     *
     * @param binary its executable
     * @param noSandbox whether to start it without its sandbox
     * @param parent where its folder is made
     * @throws NoLookException if it cannot be started
     */
    static BrowserProcess start(Path binary, boolean noSandbox, Path parent) throws NoLookException {
        Path folder = newFolder(parent);
        try {
            BrowserProcess browser = new BrowserProcess(launch(binary, folder, noSandbox), folder);
            browser.endWithThisProcess();
            return browser;
        } catch (IOException e) {
            delete(folder);
            throw new NoLookException(
                    "Browser cannot be started",
                    "Check that " + binary + " can be run by the user that the conductor runs as.",
                    e.getClass().getSimpleName());
        }
    }

    private static Path newFolder(Path parent) throws NoLookException {
        try {
            return Files.createTempDirectory(parent, "ship-").toRealPath();
        } catch (IOException e) {
            throw new NoLookException(
                    "No folder for the browser",
                    "Give the conductor's user a folder for temporary files with room in it.",
                    e.getClass().getSimpleName());
        }
    }

    private static Process launch(Path binary, Path folder, boolean noSandbox) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WITH_PIPES, binary.toString()));
        command.addAll(Flags.of(folder.resolve("profile"), noSandbox));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().retainAll(KEPT);
        for (String home : List.of("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")) {
            builder.environment().put(home, folder.toString());
        }
        if (folder.toString().length() <= LONGEST_TEMPORARY) {
            builder.environment().put("TMPDIR", folder.toString());
        }
        return builder.start();
    }

    private void endWithThisProcess() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("started while this process ends");
        }
    }

    /** {@return where it listens and answers} */
    Pipe pipe() {
        return pipe;
    }

    /** Why it does not answer any more, as far as it said. */
    NoLookException whyGone() throws InterruptedException {
        boolean ended = process.waitFor(TELLS_WHY.toMillis(), TimeUnit.MILLISECONDS);
        String said = words.text(Deadline.in(TELLS_WHY));
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("without --no-sandbox is not supported")) {
            return new NoLookException(
                    "Browser does not run as root",
                    "Run the conductor as another user. Or let the browser do without its sandbox, with"
                            + " SHIP_BROWSER_NO_SANDBOX=true: whatever gets out of a page is root then.",
                    "Chromium as root asks to have its sandbox off");
        }
        if (lower.contains("no usable sandbox") || lower.contains("failed to move to new namespace")) {
            return new NoLookException(
                    "Browser has no sandbox here",
                    "Let the conductor's user make user namespaces: in a container by its seccomp profile, on Ubuntu by AppArmor."
                            + " Or let the browser do without, with SHIP_BROWSER_NO_SANDBOX=true.",
                    lastLine(said));
        }
        return new NoLookException(
                ended ? "Browser ended by itself" : "Browser closed its connection",
                "Start it by hand as the conductor's user and see what it says. A container may have too little memory for it, or lack"
                        + " libraries.",
                (ended ? "exit status " + process.exitValue() : "it still runs")
                        + (said.isBlank() ? "" : ": " + lastLine(said)));
    }

    /** The line that says why, or the last one. */
    private String lastLine(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        String last = lines.stream()
                .filter(line -> line.contains(":FATAL:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        String line = LOG_PREFIX.matcher(last).replaceFirst("").replace(folder.toString(), "…");
        return OneLine.cut(Words.clean(line), LONGEST_WORDS);
    }

    /** Ends it with all that it started, and deletes its folder. Never throws, and does not return before that is done. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("closed while this process ends");
        }
        askToEnd();
        end();
    }

    /** A browser that ends by itself waits for its own processes, which would be left to somebody else otherwise. */
    private void askToEnd() {
        try {
            if (pipe.hangUp()) {
                process.waitFor(CLOSES_BY_ITSELF.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        int left = tree.kill(LONGEST_END);
        if (left > 0) {
            LOG.warn("{} processes of a browser could not be ended", left);
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            // what is in a folder before the folder
            files.sorted((a, b) -> b.compareTo(a)).forEach(BrowserProcess::deleteOne);
        } catch (IOException e) {
            LOG.warn("The folder of a browser that has ended cannot be deleted: {}", folder, e);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A file of a browser that has ended cannot be deleted: {}", file, e);
        }
    }
}

package io.releaseconductor.checks.scripts;

import io.releaseconductor.local.ProcessTree;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a script while somebody waits. */
final class ScriptRun {

    /** With a session of its own a script that signals its group, as {@code kill 0} does, does not hit this process. */
    private static final List<Path> SESSION = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .map(Path::of)
            .filter(Files::isExecutable)
            .limit(1)
            .toList();

    /** How {@code setsid} ends if it cannot start something, and then says why. */
    private static final List<Integer> NOT_STARTED = List.of(126, 127);

    private static final String SAYS = "setsid: ";

    private static final Path NO_INPUT = Path.of("/dev/null");
    private static final long PACE_MILLIS = 10;

    private ScriptRun() {}

    /**
     * How it ended.
     *
     * @param exit its exit code; meaningless if it was not in time
     * @param inTime whether it ended by itself
     * @param started whether it ever began
     * @param output what it printed
     * @param errors what it printed to its standard error
     * @param left how many of its processes could not be ended
     */
    record Ended(int exit, boolean inTime, boolean started, Printed output, Printed errors, int left) {}

    /**
     * What was printed.
     *
     * @param text what is kept of it, in whole lines
     * @param size how much it was, in bytes
     */
    record Printed(String text, long size) {

        boolean isCut() {
            return size > Output.KEPT;
        }
    }

    /**
     * Runs it. When this returns or throws, nothing of it is running, but for what {@link Ended#left} says.
     *
     * @throws IOException if this machine can start no process, or nobody could listen to it; that says nothing of the script
     * @throws InterruptedException if interrupted
     */
    static Ended of(Path script, Map<String, String> variables, Duration limit)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("release-conductor-");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try {
            makePipes(out, err);
            try (Output output = new Output(out);
                    Output errors = new Output(err)) {
                String mark = UUID.randomUUID().toString();
                RunningTrees.Started started;
                try {
                    started = start(script, variables, mark, out, err);
                } catch (IOException e) {
                    return notStarted(e);
                }
                Process process = started.process();
                ProcessTree tree = started.tree();
                boolean inTime;
                int left = 0;
                try {
                    inTime = await(process, tree, output, errors, limit);
                } finally {
                    left = tree.end();
                    RunningTrees.remove(tree);
                }
                output.read();
                errors.read();
                int exit = inTime ? process.exitValue() : -1;
                Printed said = new Printed(errors.text(), errors.size());
                return new Ended(
                        exit,
                        inTime,
                        !isNotStarted(script, exit, said.text()),
                        new Printed(output.text(), output.size()),
                        said,
                        left);
            }
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
            Files.deleteIfExists(folder);
        }
    }

    private static void makePipes(Path... pipes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mkfifo"));
        Stream.of(pipes).map(Path::toString).forEach(command::add);
        Process made = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("mkfifo, which makes its pipes, ended with " + made.exitValue());
        }
    }

    private static RunningTrees.Started start(
            Path script, Map<String, String> variables, String mark, Path out, Path err)
            throws IOException, InterruptedException {
        List<String> command = Stream.concat(SESSION.stream(), Stream.of(script))
                .map(Path::toString)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(script.resolveSibling("").toFile())
                .redirectInput(Redirect.from(NO_INPUT.toFile()))
                .redirectOutput(Redirect.appendTo(out.toFile()))
                .redirectError(Redirect.appendTo(err.toFile()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put(ScriptVariables.MARK, mark);
        return RunningTrees.start(builder, ScriptVariables.MARK + "=" + mark);
    }

    /** What starts it says by its output why it cannot; without that, the system says it. */
    private static Ended notStarted(IOException e) throws IOException {
        if (!SESSION.isEmpty()) {
            throw e;
        }
        return new Ended(-1, true, false, new Printed("", 0), new Printed(String.valueOf(e.getMessage()), 0), 0);
    }

    private static boolean isNotStarted(Path script, int exit, String errors) {
        return !SESSION.isEmpty()
                && NOT_STARTED.contains(exit)
                && errors.startsWith(SAYS)
                && errors.contains(script.toString());
    }

    /** {@return whether it ended in time} */
    private static boolean await(Process process, ProcessTree tree, Output output, Output errors, Duration limit)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        boolean busy = true;
        while (!process.waitFor(busy ? 1 : PACE_MILLIS, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            tree.look();
            boolean printed = output.read();
            busy = errors.read() || printed;
        }
        return true;
    }
}

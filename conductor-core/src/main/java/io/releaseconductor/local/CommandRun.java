package io.releaseconductor.local;

import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.WorkflowRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run, in a folder of its own. Its script ({@code run.sh}) says there which process it is, before it does anything, and the exit code of
 * its command. All that is known of it is read from there, whoever started it.
 */
final class CommandRun {

    /** The keys of runs, which are the names of their folders as well but for the slashes. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+){2}");

    private static final Duration GRACE = Duration.ofSeconds(30);

    /** How much the system may be mistaken in when a process began. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Stands for the process of a run that was given up before it began, and now never does. */
    private static final String NOBODY = "0";

    private final Path folder;

    private CommandRun(Path folder) {
        this.folder = folder;
    }

    /** The run of a key, whether it is there or not; empty if it is no key. */
    static Optional<CommandRun> of(Path runs, String key) {
        return KEY.matcher(key).matches()
                ? Optional.of(new CommandRun(runs.resolve(key.replace('/', '.'))))
                : Optional.empty();
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    /** Makes its folder; returns whether there was none. */
    boolean prepare(@Nullable String version, Instant askedAt) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        Properties order = new Properties();
        order.setProperty("asked_at", askedAt.toString());
        if (version != null) {
            order.setProperty("version", version);
        }
        Path next = folder.resolve("order.new");
        try (Writer writer = Files.newBufferedWriter(next)) {
            order.store(writer, null);
        }
        Files.move(next, orderFile(), StandardCopyOption.ATOMIC_MOVE);
        try (InputStream script = Objects.requireNonNull(CommandRun.class.getResourceAsStream("run.sh"), "run.sh")) {
            Files.copy(script, script());
        }
        return true;
    }

    /** Starts it. An exception says for sure that nothing was started. */
    void start(Path shell, List<String> command, DispatchIntent intent) throws IOException {
        List<String> line = new ArrayList<>(List.of(shell.toString(), script().toString(), folder.toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        CommandVariables.set(builder.environment(), intent);
        builder.start();
    }

    /** Undoes {@link #prepare}, where nothing was started. */
    void remove() throws IOException {
        Files.deleteIfExists(script());
        Files.deleteIfExists(orderFile());
        Files.deleteIfExists(folder);
    }

    /** The run as it stands. */
    WorkflowRun look(String id, Instant now) throws IOException {
        Properties order = order();
        WorkflowRun queued = WorkflowRun.queued(id, null).withVersion(order.getProperty("version"));
        @Nullable Integer exit = exit();
        if (exit != null) {
            return ended(begun(queued), exit);
        }
        String process = process();
        if (process == null) {
            if (now.isBefore(askedAt(order).plus(GRACE)) || !giveUp()) {
                return queued;
            }
            process = NOBODY;
        }
        if (process.equals(NOBODY)) {
            return cancelAsked()
                    ? queued.completed(RunConclusion.CANCELLED)
                    : queued.completed(RunConclusion.FAILURE).withDetail("its command was never started");
        }
        if (handle(process).isPresent()) {
            return begun(queued);
        }
        // it may have ended between the two looks
        @Nullable Integer ended = exit();
        return ended == null ? vanished(begun(queued)) : ended(begun(queued), ended);
    }

    private Instant askedAt(Properties order) throws IOException {
        String askedAt = order.getProperty("asked_at");
        return askedAt == null ? Files.getLastModifiedTime(folder).toInstant() : Instant.parse(askedAt);
    }

    private static WorkflowRun begun(WorkflowRun queued) {
        return queued.at(RunStatus.IN_PROGRESS);
    }

    private WorkflowRun ended(WorkflowRun begun, int exit) {
        if (exit == 0) {
            return begun.completed(RunConclusion.SUCCESS);
        }
        return cancelAsked()
                ? begun.completed(RunConclusion.CANCELLED)
                : begun.completed(RunConclusion.FAILURE)
                        .withDetail("exit code " + exit + "; its output is in " + folder.resolve("log"));
    }

    private WorkflowRun vanished(WorkflowRun begun) {
        return cancelAsked()
                ? begun.completed(RunConclusion.CANCELLED)
                : begun.completed(RunConclusion.FAILURE)
                        .withDetail("its process ended without an exit code: it was killed, or the machine stopped;"
                                + " its output is in " + folder.resolve("log"));
    }

    /** Asks its command, and all that this has started, to end. */
    void cancel(boolean force) throws IOException {
        if (!cancelAsked()) {
            Files.createFile(cancelFile());
        }
        if (process() == null && giveUp()) {
            return;
        }
        Optional<ProcessHandle> script = handle(String.valueOf(process()));
        if (script.isPresent()) {
            // the script is left alone as long as that will do, since it writes down the exit code
            Stream<ProcessHandle> tree = script.get().descendants();
            if (force) {
                tree.forEach(ProcessHandle::destroyForcibly);
                script.get().destroyForcibly();
            } else {
                tree.forEach(ProcessHandle::destroy);
            }
        }
    }

    private boolean cancelAsked() {
        return Files.exists(cancelFile());
    }

    /** Sees to it that it never begins; returns whether it had not begun. */
    private boolean giveUp() throws IOException {
        try {
            Files.createSymbolicLink(processLink(), Path.of(NOBODY));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** The process that it says it is; null if it has not begun. */
    private @Nullable String process() throws IOException {
        try {
            return Files.readSymbolicLink(processLink()).toString();
        } catch (NoSuchFileException | NotLinkException e) {
            return null;
        }
    }

    /** The process of its script, unless that is gone and its number is another one's by now. */
    private Optional<ProcessHandle> handle(String process) throws IOException {
        Optional<ProcessHandle> found = process.matches("[1-9][0-9]{0,17}")
                ? ProcessHandle.of(Long.parseLong(process)).filter(ProcessHandle::isAlive)
                : Optional.empty();
        return found.isPresent() && isIt(found.get().info()) ? found : Optional.empty();
    }

    private boolean isIt(ProcessHandle.Info info) throws IOException {
        Optional<String[]> arguments = info.arguments();
        if (arguments.isPresent()) {
            return List.of(arguments.get()).contains(script().toString());
        }
        Instant saidSo = Files.getLastModifiedTime(processLink(), LinkOption.NOFOLLOW_LINKS)
                .toInstant();
        return info.startInstant()
                .map(began -> !began.isAfter(saidSo.plus(TOLERANCE)))
                .orElse(true);
    }

    private @Nullable Integer exit() throws IOException {
        try {
            return Integer.valueOf(Files.readString(folder.resolve("exit")).strip());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Properties order() throws IOException {
        Properties order = new Properties();
        try (Reader reader = Files.newBufferedReader(orderFile())) {
            order.load(reader);
        } catch (NoSuchFileException e) {
            // whoever made the folder came no further
            return order;
        }
        return order;
    }

    private Path orderFile() {
        return folder.resolve("order.properties");
    }

    private Path script() {
        return folder.resolve("run.sh");
    }

    private Path cancelFile() {
        return folder.resolve("cancel");
    }

    private Path processLink() {
        return folder.resolve("process");
    }
}

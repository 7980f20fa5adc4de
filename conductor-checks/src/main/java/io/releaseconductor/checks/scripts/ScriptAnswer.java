package io.releaseconductor.checks.scripts;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import io.releaseconductor.checks.scripts.ScriptRun.Ended;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.model.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what came of a script. */
final class ScriptAnswer {

    /** The longest message, in characters: a line on a card. */
    static final int LONGEST_MESSAGE = 200;

    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"));
    private static final String CODES =
            "A check script ends with 0 if it passes, 1 if it fails, 2 if it warns and 3 if there is" + " no data.";
    private static final int CANNOT_RUN = 126;
    private static final int NOT_FOUND = 127;

    private final String file;
    private final ScriptText texts;

    ScriptAnswer(String file, ScriptText texts) {
        this.file = file;
        this.texts = texts;
    }

    CheckResult cannotRun(String what, @Nullable String hint) {
        return CheckResult.fail(texts.line(file + " " + what, LONGEST_MESSAGE)).withHint(hint);
    }

    /** Of a script for which there was no process to be had, which says nothing of it. */
    CheckResult noProcess(IOException e) {
        return CheckResult.noData(file + " was not run, since this machine has no process for it")
                .withError(texts.line(String.valueOf(e.getMessage()), CheckResult.MAX_TEXT_LENGTH))
                .withHint(
                        "Is the disk or the table of processes full? Scripts need mkfifo, and a folder for temporary files.");
    }

    /**
     * Of a script whose time was up.
     *
     * @param own whether that was its own limit, and not what is left of the limit of all checks
     */
    CheckResult late(Ended ended, Duration limit, boolean own) {
        String variable =
                own ? "SHIP_CHECK_SCRIPT_TIMEOUT_MS" : "SHIP_VERIFICATION_TIMEOUT_MS, the limit of all checks";
        return noted(
                CheckResult.noData("Not done within " + Times.format(limit) + ", and was ended")
                        .withError(lastWords(ended))
                        .withHint("Have it give up by itself, or raise " + variable + "."),
                ended);
    }

    CheckResult of(Ended ended) {
        if (!ended.started()) {
            String why = lastLine(ended.errors().text());
            String reason = why.substring(why.lastIndexOf(": ") + 2).replaceFirst("^error=\\d+, ", "");
            return cannotRun("could not be started: " + reason, null);
        }
        CheckResult result = switch (ended.exit()) {
            case 0 -> said(CheckStatus.PASS, "Passed", ended);
            case 1 -> said(CheckStatus.FAIL, "Failed, and did not say why", ended);
            case 2 -> said(CheckStatus.WARNING, "Warned, and did not say why", ended);
            case 3 -> said(CheckStatus.NO_DATA, "No data, and did not say why", ended);
            default -> unknown(ended);
        };
        return noted(result, ended);
    }

    private CheckResult said(CheckStatus status, String otherwise, Ended ended) {
        String output = ended.output().text();
        ScriptJson json = ScriptJson.in(output, texts).orElse(null);
        String said = json == null ? lastLine(output) : json.message();
        // what a script that passed has complained about is nobody's concern
        String complaint =
                status == CheckStatus.PASS ? "" : lastLine(ended.errors().text());
        String message = Stream.of(said, complaint, otherwise)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(otherwise);
        CheckResult result = new CheckResult(
                status,
                OneLine.cut(message, LONGEST_MESSAGE),
                null,
                false,
                List.of(),
                error(said, message, complaint),
                null,
                null,
                false,
                null);
        return json == null ? result : json.addTo(result);
    }

    /** What the message does not say, or not in full. */
    private static @Nullable String error(String said, String message, String complaint) {
        String more = !said.isEmpty() && !complaint.isEmpty() ? complaint : message;
        return more.equals(message) && message.length() <= LONGEST_MESSAGE ? null : more;
    }

    private CheckResult unknown(Ended ended) {
        int exit = ended.exit();
        String signal = SIGNALS.get(exit - SIGNALLED);
        String hint = exit == NOT_FOUND
                ? "So ends a shell that does not find a command. "
                : exit == CANNOT_RUN ? "So ends a shell that cannot run a command. " : "";
        return CheckResult.noData("Ended with " + exit + (signal == null ? "" : ", as by " + signal))
                .withError(lastWords(ended))
                .withHint(hint + CODES);
    }

    /** What it complained about last, or said last. */
    private @Nullable String lastWords(Ended ended) {
        return Stream.of(ended.errors(), ended.output())
                .map(printed -> lastLine(printed.text()))
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private String lastLine(String text) {
        List<String> lines = text.lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = texts.line(lines.get(i), CheckResult.MAX_TEXT_LENGTH);
            if (!line.isEmpty()) {
                return line;
            }
        }
        return "";
    }

    /** With what people should know of what they do not see. */
    private static CheckResult noted(CheckResult result, Ended ended) {
        List<Finding> findings = new ArrayList<>(result.findings());
        if (ended.output().isCut() || ended.errors().isCut()) {
            long all = ended.output().size() + ended.errors().size();
            findings.add(note("Output", all / 1024 + " kB, of which the last " + Output.KEPT / 1024 + " kB were read"));
        }
        if (ended.left() > 0) {
            findings.add(note("Processes", ended.left() + " that it has started could not be ended"));
        }
        return result.withFindings(findings);
    }

    private static Finding note(String name, String measured) {
        return new Finding(name, CheckStatus.NO_DATA, measured, null);
    }
}

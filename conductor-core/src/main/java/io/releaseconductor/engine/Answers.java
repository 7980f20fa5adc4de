package io.releaseconductor.engine;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one check answered in one verification, time after time, and what that comes to. Immutable.
 *
 * <p>Silence at the beginning that lasted longer than one look, or was that of everything, was a restart and does not count. All
 * else does: a check has failed if each time it failed, and works with issues if it failed only now and then.
 */
final class Answers {

    static final Answers NONE = new Answers(List.of());

    private static final int LONGEST_MESSAGE = CheckResult.MAX_TEXT_LENGTH - 100;

    private final List<Answer> answers;

    private Answers(List<Answer> answers) {
        this.answers = answers;
    }

    /**
     * One answer.
     *
     * @param result what the check said
     * @param amongSilence whether no check at all had been answered yet
     * @param early whether the application might still be starting
     * @param after how long after the beginning of the verification the check was asked
     */
    record Answer(CheckResult result, boolean amongSilence, boolean early, Duration after) {
        Answer {
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(after, "after");
        }
    }

    Answers and(Answer next) {
        List<Answer> more = new ArrayList<>(answers);
        more.add(next);
        return new Answers(List.copyOf(more));
    }

    /** Whether the check found nobody to answer it, the last time that it could tell. */
    boolean silent() {
        return known().filter(known -> known.result().unanswered()).isPresent();
    }

    /** Whether the last answer is such a one. */
    boolean endsWith(Predicate<CheckResult> such) {
        return !answers.isEmpty() && such.test(answers.get(answers.size() - 1).result());
    }

    private Optional<Answer> known() {
        return answers.stream()
                .filter(answer -> answer.result().status() != CheckStatus.NO_DATA)
                .reduce((earlier, later) -> later);
    }

    /** How long after the beginning of the verification the check was asked for the last answer. */
    Duration after() {
        return answers.isEmpty()
                ? Duration.ZERO
                : answers.get(answers.size() - 1).after();
    }

    /** How many of the answers count. */
    int count() {
        return answers.size() - restart();
    }

    /** How many of those that count are failures. */
    int failures() {
        return (int) counted().stream().filter(Answers::isFailure).count();
    }

    /** What it comes to. There has to be an answer. */
    CheckResult judged() {
        List<CheckResult> counted = counted();
        List<CheckResult> failed = counted.stream().filter(Answers::isFailure).toList();
        List<CheckResult> worked = counted.stream().filter(Answers::works).toList();
        CheckResult last = counted.get(counted.size() - 1);
        if (failed.isEmpty() || isUnknownSince(last)) {
            return restart() > 0 && works(last)
                    ? withNote(
                            last,
                            "answered after " + seconds(answers.get(restart()).after()))
                    : last;
        }
        CheckResult failure = failed.get(failed.size() - 1);
        String note = "failed " + failed.size() + " of " + counted.size();
        if (!worked.isEmpty()) {
            return nowAndThen(worked.get(worked.size() - 1), failure, note);
        }
        if (counted.size() == 1) {
            return failure;
        }
        if (failed.size() == 1) {
            return CheckResult.noData(
                            withNote(failure, note + ", and gave no data since").message())
                    .withError(failure.error())
                    .withHint(failure.hint())
                    .withLink(failure.link());
        }
        boolean critical = failed.stream().allMatch(CheckResult::critical);
        return withNote(critical ? failure : uncritical(failure), note);
    }

    /** Silence while the application might still be starting says nothing of it where nothing is known since. */
    private boolean isUnknownSince(CheckResult last) {
        return last.status() == CheckStatus.NO_DATA
                && silent()
                && known().filter(Answer::early).isPresent();
    }

    private List<CheckResult> counted() {
        return answers.subList(restart(), answers.size()).stream()
                .map(Answer::result)
                .toList();
    }

    /** How many answers at the beginning are those of a restart: none while it is not over. */
    private int restart() {
        int silent = 0;
        while (silent < answers.size() && !isAnswered(answers.get(silent).result())) {
            silent++;
        }
        boolean over = silent < answers.size();
        long unanswered = answers.stream()
                .limit(silent)
                .filter(answer -> answer.result().unanswered())
                .count();
        boolean lasted = unanswered > 1;
        boolean ofEverything = unanswered > 0 && answers.stream().limit(silent).allMatch(Answer::amongSilence);
        return over && (lasted || ofEverything) ? silent : 0;
    }

    private static boolean isAnswered(CheckResult result) {
        return result.status() != CheckStatus.NO_DATA && !result.unanswered();
    }

    private static boolean isFailure(CheckResult result) {
        return result.status() == CheckStatus.FAIL;
    }

    private static boolean works(CheckResult result) {
        return result.status() == CheckStatus.PASS || result.status() == CheckStatus.WARNING;
    }

    private static CheckResult nowAndThen(CheckResult worked, CheckResult failure, String note) {
        return new CheckResult(
                CheckStatus.WARNING,
                withNote(worked, note).message(),
                worked.latency(),
                false,
                worked.findings(),
                failure.message() + (failure.error() == null ? "" : ": " + failure.error()),
                failure.hint(),
                worked.link() == null ? failure.link() : worked.link(),
                false,
                null);
    }

    private static CheckResult uncritical(CheckResult result) {
        return new CheckResult(
                result.status(),
                result.message(),
                result.latency(),
                false,
                result.findings(),
                result.error(),
                result.hint(),
                result.link(),
                result.unanswered(),
                result.kind());
    }

    private static CheckResult withNote(CheckResult result, String note) {
        String message = result.message();
        String kept = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
        return result.withMessage(kept.isBlank() ? note : kept + ", " + note);
    }

    private static String seconds(Duration duration) {
        return Math.max(1, duration.toSeconds()) + "s";
    }
}

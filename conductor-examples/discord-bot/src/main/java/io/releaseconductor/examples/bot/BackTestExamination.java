package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.BackTest;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks for the metrics of earlier deployments again, and judges them again.
 *
 * @param environment where they were shipped to
 * @param deployments them, newest first
 * @param unread why they could not be read, for people; empty if they were
 * @param conductor asks and judges
 */
record BackTestExamination(
        Environment environment, List<HistoryEntry> deployments, List<String> unread, Conductor conductor)
        implements Examination {

    private static final int SHOWN = 3;

    @Override
    public String title() {
        return "Back-test of " + environment + " (do earlier deployments come out the same, judged again?)";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void examine(Report report) {
        if (!unread.isEmpty()) {
            report.doubtful(
                    "The history could not be read: " + String.join("; ", unread),
                    "stop the bot for as long as this takes, if it keeps its state in that folder");
            return;
        }
        if (deployments.isEmpty()) {
            report.told("Nothing was shipped yet");
        }
        deployments.forEach(deployment ->
                tell(name(deployment), conductor.backTest(deployment).result(), report));
    }

    private static String name(HistoryEntry deployment) {
        String version = deployment.version();
        return deployment.id() + (version == null ? "" : " " + version) + " ("
                + deployment.status().wireName() + ")";
    }

    private static void tell(String name, BackTest result, Report report) {
        if (result instanceof BackTest.Equal equal) {
            report.good(name + ": the same, by " + answers(equal.answers())
                    + (equal.cut() ? "; what came after them was not kept" : ""));
        } else if (result instanceof BackTest.AnswersDiffer differ) {
            report.doubtful(
                    name + ": " + changed(differ) + "; with that, the metrics "
                            + (differ.sameOutcome() ? "say the same" : "would have said something else"),
                    null);
        } else if (result instanceof BackTest.ResultDiffers differs) {
            String what = name + ": the same " + answers(differs.answers()) + ", but " + differences(differs);
            if (differs.inOutcome()) {
                report.bad(what, "if the bot was not updated since then, this is a defect; please report it");
            } else {
                report.doubtful(what, "that is to be expected if the bot was updated since then");
            }
        } else if (result instanceof BackTest.NotReplayed not) {
            report.told(name + ": not judged again: " + not.reason());
        } else {
            throw new IllegalArgumentException("nothing can be said of " + result);
        }
    }

    private static String answers(int number) {
        return number == 1 ? "1 answer" : number + " answers";
    }

    private static String changed(BackTest.AnswersDiffer differ) {
        String reason = differ.reason();
        String otherwise = differ.otherwise().isEmpty()
                ? ""
                : differ.otherwise().size() + " of " + answers(differ.answers()) + " would be other ones today: "
                        + times(differ.otherwise());
        String unknown = differ.unknown().isEmpty()
                ? ""
                : differ.unknown().size() + " of " + answers(differ.answers()) + " cannot be had today: "
                        + times(differ.unknown()) + (reason == null ? "" : " (" + reason + ")");
        return otherwise + (otherwise.isEmpty() || unknown.isEmpty() ? "" : "; ") + unknown;
    }

    private static String times(List<BackTest.Span> spans) {
        String first = spans.stream()
                .limit(SHOWN)
                .map(span -> span.from() + " to " + span.to())
                .collect(Collectors.joining(", "));
        return spans.size() <= SHOWN ? first : first + " and " + (spans.size() - SHOWN) + " more";
    }

    private static String differences(BackTest.ResultDiffers differs) {
        return differs.differences().stream()
                .map(each -> each.rule() + " in wave " + each.wave()
                        + (each.then() == each.now()
                                ? " with other figures"
                                : " said " + word(each.then()) + " and says " + word(each.now())))
                .collect(Collectors.joining(", "));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> "worse";
            case PASS -> "harmless";
            case UNDECIDED -> "cannot tell";
        };
    }
}

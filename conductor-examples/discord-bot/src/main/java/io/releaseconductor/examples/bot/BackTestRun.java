package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.config.Problems;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges earlier deployments again, and compares what is deployed with itself. It reads the history for a moment and asks the source of
 * metrics; it changes nothing, and another bot may be at work meanwhile.
 */
final class BackTestRun {

    private final BotSettings settings;
    private final Redaction redaction;
    private final PrintStream out;

    BackTestRun(BotSettings settings, Redaction redaction, PrintStream out) {
        this.settings = settings;
        this.redaction = redaction;
        this.out = out;
    }

    /** {@return how the process ends} */
    int run(List<String> args) {
        Problems wrong = new Problems();
        BackTestArguments asked =
                BackTestArguments.read(args, settings.ship().value().names(), wrong);
        if (!wrong.messages().isEmpty()) {
            wrong.messages().forEach(out::println);
            return BotMain.WRONG_ARGUMENTS;
        }
        List<String> problems = settings.problemsOfHistory();
        if (!problems.isEmpty()) {
            return BotMain.refused(problems, redaction, out);
        }
        List<Environment> judged = asked.environments().stream()
                .filter(each -> !settings.assembly()
                        .metrics()
                        .getOrDefault(each, MetricPlan.NONE)
                        .isEmpty())
                .toList();
        if (judged.isEmpty()) {
            out.println("No metric judges there, so there is nothing to look at. SHIP_METRICS names those that do.");
            return 0;
        }
        try (Conductor conductor = settings.onlooker()) {
            return told(Examined.all(examinations(judged, asked.deployments(), conductor), redaction, out));
        }
    }

    private List<Examination> examinations(List<Environment> judged, int deployments, Conductor conductor) {
        Report opening = new Report(redaction);
        Optional<Map<Environment, List<HistoryEntry>>> history = settings.state()
                .value()
                .look(
                        opening,
                        store -> judged.stream()
                                .collect(Collectors.toMap(
                                        each -> each,
                                        each -> store.history(HistoryQuery.newest(each, deployments))
                                                .entries())));
        List<String> unread = opening.close().stream()
                .filter(line -> history.isEmpty() && line.mark() != Mark.GOOD)
                .map(Report.Line::text)
                .toList();
        List<Examination> all = new ArrayList<>();
        judged.forEach(each -> all.add(new BackTestExamination(
                each, history.map(read -> read.get(each)).orElse(List.of()), unread, conductor)));
        judged.forEach(each -> all.add(new CalibrationExamination(each, conductor)));
        return all;
    }

    private int told(Examined examined) {
        out.println(
                examined.bad() > 0
                        ? examined.bad() + (examined.bad() == 1 ? " line" : " lines")
                                + " with ✗: do not rely on the metrics" + " before it is clear why."
                        : examined.doubtful() > 0
                                ? "Nothing speaks against the metrics; what is marked with ! could not be made sure of."
                                : "All comes out as it did, and nothing shows more false alarms than promised.");
        return examined.bad() > 0 ? BotMain.FAILED : 0;
    }
}

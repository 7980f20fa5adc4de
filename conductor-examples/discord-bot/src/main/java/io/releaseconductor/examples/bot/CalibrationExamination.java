package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.metric.FalseAlarms;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Compares what all instances did with itself, and tells how often that looked like harm. */
record CalibrationExamination(Environment environment, Conductor conductor) implements Examination {

    private static final Duration OVER = Duration.ofDays(7);

    @Override
    public String title() {
        return "Calibration of " + environment + ", the last " + OVER.toDays()
                + " days (how often is what is healthy taken for worse?)";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void examine(Report report) {
        List<FalseAlarms> found = conductor.calibrate(environment, OVER);
        if (found.isEmpty()) {
            report.told("No wave that reaches a part bakes, so nothing is compared with a stable side");
        }
        found.forEach(metric -> tell(metric, report));
    }

    private static void tell(FalseAlarms metric, Report report) {
        if (metric.bakes() == 0) {
            report.doubtful(metric.sentence(), "see whether the metrics of " + metric.metric() + " are kept at all");
            return;
        }
        String more = "; " + metric.passed() + " passed, " + metric.undecided() + " could not tell"
                + (metric.unknown() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; nothing is known of %,d of %,d looks",
                                metric.unknown(),
                                metric.looks()));
        if (metric.isTooMany()) {
            report.bad(
                    metric.sentence() + more,
                    "count what does not come in bursts, or hold it against a limit of its own: docs/prometheus.md tells how");
        } else {
            report.good(metric.sentence() + more);
        }
    }
}

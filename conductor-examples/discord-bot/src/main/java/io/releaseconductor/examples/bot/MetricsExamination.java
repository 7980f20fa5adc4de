package io.releaseconductor.examples.bot;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.Outlook;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Wave;
import io.releaseconductor.spi.MetricSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks for the metrics of an environment over the last hour, and tells what a canary could be judged by with that traffic. */
record MetricsExamination(Environment environment, BotSettings settings, Clock clock) implements Examination {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int SPANS = 360;
    private static final double MINUTES = SPANS * EVERY.toSeconds() / 60.0;

    /** What is taken for the share of a part that has a name. */
    private static final int HALF = 50;

    @Override
    public String title() {
        return "Metrics of " + environment + " (a canary is not judged by them)";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(40);
    }

    @Override
    public void examine(Report report) {
        MetricPlan plan = settings.assembly().metrics().getOrDefault(environment, MetricPlan.NONE);
        if (plan.isEmpty()) {
            return;
        }
        MetricSource source = settings.metrics().value().source();
        Instant until = clock.instant().minus(source.lag()).minusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        Map<String, MetricAnswer> answers = source.count(new MetricSource.Question(
                environment,
                plan.names(),
                Reach.ALL,
                null,
                null,
                until.minus(EVERY.multipliedBy(SPANS)),
                EVERY,
                SPANS));
        plan.names().forEach(metric -> tell(metric, answers.get(metric), report));
    }

    private void tell(String metric, @Nullable MetricAnswer answer, Report report) {
        if (answer instanceof MetricAnswer.Known known) {
            List<Counts> looks = known.spans().stream().map(BothSides::canary).toList();
            Optional<Wave> wave = firstCanary();
            if (wave.isEmpty() && bakesAtOnce()) {
                tellBefore(metric, looks, report);
                return;
            }
            if (wave.isEmpty() || !(wave.get().bake() instanceof Bake.Rounds bake)) {
                report.told(metric + ": is counted, but no wave that reaches a part bakes, so nothing is compared");
                return;
            }
            int percent = wave.get().reach() instanceof Reach.Percentage share ? share.value() : HALF;
            Outlook outlook = Outlook.of(metric, bake, percent, judgedTogether(), looks, MINUTES);
            if (outlook.isEnough()) {
                report.good(outlook.sentence());
            } else {
                report.doubtful(
                        outlook.sentence(),
                        "let the canary have more traffic or a longer bake; what cannot be seen is left to a person");
            }
        } else if (answer instanceof MetricAnswer.NotYet notYet) {
            report.bad(metric + ": " + notYet.reason(), null);
        } else if (answer instanceof MetricAnswer.Missing missing) {
            report.bad(metric + ": " + missing.reason(), null);
        }
    }

    private static void tellBefore(String metric, List<Counts> looks, Report report) {
        if (looks.stream().allMatch(Counts::isEmpty)) {
            report.doubtful(
                    metric + ": nothing was counted lately, so what is replaced at once cannot be compared with that",
                    "see that the application is visited and scraped; what cannot be compared is left to a person");
            return;
        }
        report.good(Outlook.traffic(metric, looks, MINUTES)
                + "; all is replaced at once, so that is compared with the hour before, yesterday and last week");
    }

    private Optional<Wave> firstCanary() {
        return baking().filter(wave -> wave.hasTwoSides()).findFirst();
    }

    private boolean bakesAtOnce() {
        return baking().anyMatch(wave -> wave.reach().equals(Reach.ALL));
    }

    private Stream<Wave> baking() {
        return settings.assembly().plans().getOrDefault(environment, Map.of()).values().stream()
                .flatMap(plan -> plan.waves().stream())
                .filter(wave -> wave.bake() instanceof Bake.Rounds);
    }

    private int judgedTogether() {
        MetricPlan plan = settings.assembly().metrics().getOrDefault(environment, MetricPlan.NONE);
        int checks =
                settings.checks().value().getOrDefault(environment, List.of()).size();
        return Math.max(1, checks + plan.judged());
    }
}

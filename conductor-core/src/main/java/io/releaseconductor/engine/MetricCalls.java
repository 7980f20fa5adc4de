package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.Spans;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.plan.Step;
import io.releaseconductor.spi.MetricSource;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the source of metrics. Whatever it does, an answer that is none included, becomes an event. */
final class MetricCalls {

    private final MetricSource source;
    private final Clock clock;
    private final BiFunction<Deployment, Throwable, String> threw;

    /** @param threw notes what was thrown and says it in words */
    MetricCalls(MetricSource source, Clock clock, BiFunction<Deployment, Throwable, String> threw) {
        this.source = source;
        this.clock = clock;
        this.threw = threw;
    }

    DeploymentEvent ask(Deployment d, Step.OfMetrics step) {
        return event(d, step, question -> ask(question, e -> threw.apply(d, e)));
    }

    /** The answers to any question: about each metric one that fits. */
    Map<String, MetricAnswer> ask(MetricSource.Question question, Function<Throwable, String> words) {
        try {
            return checked(question, Objects.requireNonNull(source.count(question), "the source answered nothing"));
        } catch (Throwable e) {
            return all(question.metrics(), words.apply(e));
        }
    }

    /** The event that stands for a question that nobody answered. */
    DeploymentEvent unanswered(Deployment d, Step.OfMetrics step, String reason) {
        return event(d, step, question -> all(question.metrics(), reason));
    }

    private DeploymentEvent event(
            Deployment d, Step.OfMetrics step, Function<MetricSource.Question, Map<String, MetricAnswer>> answers) {
        if (step instanceof Step.MeasureMetrics measure) {
            Map<String, MetricAnswer> hour = answers.apply(before(d, measure.hour()));
            Map<TimeBefore, Map<String, MetricAnswer>> earlier = new EnumMap<>(TimeBefore.class);
            measure.earlier().forEach((time, spans) -> earlier.put(time, answers.apply(before(d, spans))));
            return new DeploymentEvent.MetricsMeasured(measure.wave(), measure.upTo(), hour, earlier, clock.instant());
        }
        if (step instanceof Step.CountMetrics count) {
            Spans span = new Spans(count.from(), Duration.between(count.from(), count.to()), 1);
            Map<String, MetricAnswer> counted =
                    answers.apply(question(d, d.currentWave().reach(), span));
            return new DeploymentEvent.MetricsCounted(count.wave(), count.from(), count.to(), counted, clock.instant());
        }
        throw new IllegalStateException("Nobody asks " + step.getClass());
    }

    /** Before anything was deployed there was no canary. */
    private static MetricSource.Question before(Deployment d, Spans spans) {
        return question(d, Reach.ALL, spans);
    }

    private static MetricSource.Question question(Deployment d, Reach reach, Spans spans) {
        return question(d.environment(), d.request().metrics().names(), reach, d.version(), d.previousVersion(), spans);
    }

    /** The question as it is asked about deployments that go on, and about earlier ones again. */
    static MetricSource.Question question(
            Environment environment,
            List<String> metrics,
            Reach reach,
            @Nullable String version,
            @Nullable String stableVersion,
            Spans spans) {
        return new MetricSource.Question(
                environment, metrics, reach, version, stableVersion, spans.from(), spans.every(), spans.count());
    }

    /** An answer that does not fit the question is none. */
    private static Map<String, MetricAnswer> checked(
            MetricSource.Question question, Map<String, MetricAnswer> answers) {
        Map<String, MetricAnswer> checked = new LinkedHashMap<>();
        for (String metric : question.metrics()) {
            @Nullable MetricAnswer answer = answers.get(metric);
            if (answer == null) {
                checked.put(metric, new MetricAnswer.NotYet("the source of metrics says nothing of " + metric));
            } else if (answer instanceof MetricAnswer.Known known
                    && known.spans().size() != question.spans()) {
                checked.put(
                        metric,
                        new MetricAnswer.NotYet("the source of metrics was asked about " + question.spans()
                                + " spans and answers for " + known.spans().size()));
            } else {
                checked.put(metric, answer);
            }
        }
        return checked;
    }

    private static Map<String, MetricAnswer> all(List<String> metrics, String reason) {
        Map<String, MetricAnswer> answers = new LinkedHashMap<>();
        metrics.forEach(metric -> answers.put(metric, new MetricAnswer.NotYet(reason)));
        return answers;
    }
}

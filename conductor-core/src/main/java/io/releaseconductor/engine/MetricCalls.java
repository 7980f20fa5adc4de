package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Reach;
import io.releaseconductor.plan.Step;
import io.releaseconductor.spi.MetricSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
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
        MetricSource.Question question = question(d, step);
        Map<String, MetricAnswer> answers;
        try {
            answers = checked(question, Objects.requireNonNull(source.count(question), "the source answered nothing"));
        } catch (Throwable e) {
            answers = all(question.metrics(), threw.apply(d, e));
        }
        return event(step, answers);
    }

    /** The event that stands for a question that nobody answered. */
    DeploymentEvent unanswered(Deployment d, Step.OfMetrics step, String reason) {
        return event(step, all(d.request().metrics().names(), reason));
    }

    private DeploymentEvent event(Step.OfMetrics step, Map<String, MetricAnswer> answers) {
        Instant now = clock.instant();
        if (step instanceof Step.MeasureMetrics measure) {
            return new DeploymentEvent.MetricsMeasured(measure.wave(), measure.upTo(), answers, now);
        }
        if (step instanceof Step.CountMetrics count) {
            return new DeploymentEvent.MetricsCounted(count.wave(), count.from(), count.to(), answers, now);
        }
        throw new IllegalStateException("Nobody asks " + step.getClass());
    }

    private static MetricSource.Question question(Deployment d, Step.OfMetrics step) {
        if (step instanceof Step.MeasureMetrics measure) {
            // before anything was deployed there was no canary
            return question(d, Reach.ALL, measure.from(), measure.every(), measure.spans());
        }
        if (step instanceof Step.CountMetrics count) {
            return question(d, d.currentWave().reach(), count.from(), Duration.between(count.from(), count.to()), 1);
        }
        throw new IllegalStateException("Nobody asks " + step.getClass());
    }

    private static MetricSource.Question question(Deployment d, Reach reach, Instant from, Duration every, int spans) {
        return new MetricSource.Question(
                d.environment(),
                d.request().metrics().names(),
                reach,
                d.version(),
                d.previousVersion(),
                from,
                every,
                spans);
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

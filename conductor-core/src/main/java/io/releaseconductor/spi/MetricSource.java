package io.releaseconductor.spi;

import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what metrics counted, on the side of the canary and on the stable side, in spans of time that are over. It counts events, such as
 * requests and those of them that failed; a rate or a share would not say how much it is worth.
 *
 * <p>Spans that follow each other share no event and leave none out: what was counted in two of them is what is counted in both as one
 * span. A counter that begins again, an instance that restarts, comes or goes, a sample that is missing or there twice changes nothing
 * about that. Whatever is not known for certain is {@link MetricAnswer.NotYet} or {@link MetricAnswer.Missing}, never a figure.
 *
 * <p>It may be asked about what is long past as well, by whoever wants to judge it again: what it does not know any more is
 * {@link MetricAnswer.Missing}.
 *
 * <p>Blocks, is called from several threads at once, and should give up within the conductor's call limit (30 seconds by default); one
 * that does not is interrupted and counts as {@link MetricAnswer.NotYet}, as does whatever is thrown. Changes nothing. Reasons must be
 * free of secrets.
 */
@FunctionalInterface
public interface MetricSource {

    /** Knows no metric: the default. Another node may know them. */
    MetricSource NONE = question -> question.metrics().stream()
            .collect(Collectors.toMap(
                    Function.identity(), metric -> new MetricAnswer.NotYet("this node has no source of metrics")));

    /**
     * The question. All metrics are asked about at once, so that a source can answer with one call.
     *
     * @param environment which environment
     * @param metrics the names of the metrics, each once, at least one
     * @param reach how far the canary goes; at {@link Reach#ALL} there are no two sides, and all instances are counted as the canary
     * @param version what the canary runs, or null if that is not known
     * @param stableVersion what the stable side runs, or null if that is not known
     * @param from when the first span begins; an event belongs to the span that ends at or after the time at which it was counted
     * @param every how long each span is; 1 second or more
     * @param spans how many there are, each beginning where the one before it ends; 1 to {@link #MOST_SPANS}
     */
    record Question(
            Environment environment,
            List<String> metrics,
            Reach reach,
            @Nullable String version,
            @Nullable String stableVersion,
            Instant from,
            Duration every,
            int spans) {

        /** How many spans are asked about at most. */
        public static final int MOST_SPANS = 1_000;

        /**
         * Validates and copies.
         *
         * @throws IllegalArgumentException with all problems, if there is no metric or one twice, a span is shorter than a second, or
         *     there are too few or too many of them
         */
        public Question {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(reach, "reach");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(every, "every");
            metrics = List.copyOf(metrics);
            List<String> problems = new ArrayList<>();
            if (metrics.isEmpty() || new LinkedHashSet<>(metrics).size() < metrics.size()) {
                problems.add("metrics: " + metrics + " is not allowed; allowed: at least one, each once");
            }
            if (every.compareTo(Duration.ofSeconds(1)) < 0) {
                problems.add("every: " + every + " is not allowed; allowed: 1 s or more");
            }
            if (spans < 1 || spans > MOST_SPANS) {
                problems.add("spans: " + spans + " is not allowed; allowed: 1 to " + MOST_SPANS);
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
        }

        /** {@return when the last span ends} */
        public Instant to() {
            return from.plus(every.multipliedBy(spans));
        }
    }

    /**
     * Answers the question.
     *
     * @param question the question
     * @return an answer for each metric of the question, with as many spans as were asked about; never null. A metric that has none counts
     *     as {@link MetricAnswer.NotYet}
     */
    Map<String, MetricAnswer> count(Question question);

    /**
     * Which metrics it knows.
     *
     * @param environment where
     * @return their names; empty where it cannot tell, and then any name is asked about
     */
    default Set<String> known(Environment environment) {
        return Set.of();
    }

    /**
     * How long after its end a span is asked about first: counting before that would find less than there will be.
     *
     * @return how long; 0 to 10 minutes, the same for as long as the source lives; 0 unless it says otherwise
     */
    default Duration lag() {
        return Duration.ZERO;
    }
}

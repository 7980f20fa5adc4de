package io.releaseconductor.prometheus;

import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.prometheus.Series.Instance;
import io.releaseconductor.prometheus.Sides.Side;
import io.releaseconductor.spi.MetricSource.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metrics of one environment. */
final class EnvironmentMetrics {

    private final PrometheusOptions options;
    private final Clock clock;
    private final PrometheusApi api;
    private final Sides.Chosen sides;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private volatile @Nullable String problem;

    EnvironmentMetrics(PrometheusOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.api = new PrometheusApi(options);
        this.sides = new Sides.Chosen(
                OptionRules.parsed(options.selector()), side(options.canary()), side(options.stable()));
        rules.put(Rule.ERRORS, Rule.errors());
        rules.put(Rule.SLOW, Rule.slow(options.slow()));
        options.metrics().forEach((name, share) -> rules.put(name, OptionRules.rule(share)));
    }

    private static @Nullable Selector side(@Nullable String text) {
        return text == null ? null : OptionRules.parsed(text);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(rules.keySet());
    }

    /** {@return why Prometheus gave no answer when it was asked last, if it did not} */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    Map<String, MetricAnswer> count(Question question) {
        Map<String, MetricAnswer> answers = new LinkedHashMap<>();
        Map<String, Rule> asked = new LinkedHashMap<>();
        for (String metric : question.metrics()) {
            Rule rule = rules.get(metric);
            if (rule == null) {
                answers.put(
                        metric,
                        new MetricAnswer.Missing(
                                "there is no metric " + metric + "; there are: " + String.join(", ", rules.keySet())));
            } else {
                asked.put(metric, rule);
            }
        }
        if (!asked.isEmpty()) {
            answers.putAll(count(question, asked));
        }
        return answers;
    }

    private Map<String, MetricAnswer> count(Question question, Map<String, Rule> asked) {
        Instant now = clock.instant();
        Instant known = question.to().plus(options.settled());
        if (now.isBefore(known)) {
            return all(
                    asked,
                    new MetricAnswer.NotYet("what was counted until " + question.to() + " is known at " + known));
        }
        Sides chosen;
        try {
            chosen = Sides.of(sides, question);
        } catch (NoAnswerException e) {
            return all(asked, new MetricAnswer.Missing(e.reason()));
        }
        Instant last = question.to().plus(options.lookback()).plus(options.settled());
        Window window = new Window(question, options.lookback(), now.isBefore(last) ? now : last);
        List<Series> answer;
        try {
            answer = api.ask(Query.of(asked.values(), chosen.all(), window), window.until());
            problem = null;
        } catch (NoAnswerException e) {
            problem = e.reason();
            return all(asked, new MetricAnswer.NotYet(e.reason()));
        }
        return told(asked, answer, window, chosen);
    }

    private Map<String, MetricAnswer> told(Map<String, Rule> asked, List<Series> answer, Window window, Sides chosen) {
        boolean isLast = window.until().isBefore(clock.instant());
        Scrapes scrapes = new Scrapes(answer, window);
        try {
            requireSides(answer, chosen);
            requireEnd(window, scrapes);
        } catch (NoAnswerException e) {
            return all(asked, unknown(e, isLast));
        }
        Tally tally = new Tally(answer, window, chosen, scrapes);
        Map<String, MetricAnswer> answers = new LinkedHashMap<>();
        asked.forEach((metric, rule) -> {
            try {
                answers.put(metric, new MetricAnswer.Known(tally.count(rule)));
            } catch (NoAnswerException e) {
                answers.put(metric, unknown(e, isLast));
            }
        });
        return answers;
    }

    private static void requireSides(List<Series> answer, Sides chosen) throws NoAnswerException {
        Set<Side> there = EnumSet.noneOf(Side.class);
        for (Series series : answer) {
            Side side = chosen.of(series);
            if (side != null) {
                there.add(side);
            }
        }
        if (answer.isEmpty()) {
            throw NoAnswerException.soFar(
                    "Prometheus has nothing of " + chosen.all() + ": is PROMETHEUS_SELECTOR right?");
        }
        for (Side side : chosen.hasTwo() ? Side.values() : new Side[] {Side.CANARY}) {
            if (!there.contains(side)) {
                throw NoAnswerException.soFar(
                        "Prometheus has nothing of " + side + " (" + chosen.words(side) + "): is the label right?");
            }
        }
    }

    /** That no more samples will come before the end of the spans. */
    private void requireEnd(Window window, Scrapes scrapes) throws NoAnswerException {
        if (!scrapes.goOnAfter(window)) {
            throw NoAnswerException.soFar(
                    "Prometheus has no sample since " + window.question().to());
        }
        // one that has not been seen for longer than this is gone
        Duration patience = options.settled().plus(options.scrapeInterval());
        Optional<Instance> awaited = scrapes.awaited(window, patience.toMillis());
        if (awaited.isPresent()) {
            throw NoAnswerException.soFar(awaited.get() + " was not scraped since "
                    + window.question().to());
        }
    }

    /** What may yet come is asked for again, as long as it would be looked at. */
    private static MetricAnswer unknown(NoAnswerException why, boolean isLast) {
        return isLast || !why.mayCome()
                ? new MetricAnswer.Missing(why.reason())
                : new MetricAnswer.NotYet(why.reason());
    }

    private static Map<String, MetricAnswer> all(Map<String, Rule> asked, MetricAnswer answer) {
        Map<String, MetricAnswer> answers = new LinkedHashMap<>();
        asked.keySet().forEach(metric -> answers.put(metric, answer));
        return answers;
    }

    static Map<String, MetricAnswer> all(Question question, MetricAnswer answer) {
        Map<String, MetricAnswer> answers = new LinkedHashMap<>();
        question.metrics().forEach(metric -> answers.put(metric, answer));
        return answers;
    }

    @Override
    public String toString() {
        return options.url() + rules.keySet().toString();
    }
}

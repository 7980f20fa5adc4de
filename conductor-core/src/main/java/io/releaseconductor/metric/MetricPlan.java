package io.releaseconductor.metric;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which metrics judge a deployment, as it was configured when that was shipped.
 *
 * @param rules the metrics, each once, at most {@link MetricRule#MOST}; none where nothing is counted
 * @param lag how long after its end a span can be counted: 0 to 10 minutes
 */
public record MetricPlan(List<MetricRule> rules, Duration lag) {

    /** The longest lag. */
    public static final Duration LONGEST_LAG = Duration.ofMinutes(10);

    /** Nothing is counted. */
    public static final MetricPlan NONE = new MetricPlan(List.of(), Duration.ZERO);

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException with all problems, if a metric is there twice, there are too many, or the lag is out of its range
     */
    public MetricPlan {
        rules = List.copyOf(rules);
        Objects.requireNonNull(lag, "lag");
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (MetricRule rule : rules) {
            if (!names.add(rule.name())) {
                problems.add("metrics: " + rule.name() + " is there twice; allowed: once");
            }
        }
        if (rules.size() > MetricRule.MOST) {
            problems.add("metrics: " + rules.size() + " are not allowed; allowed: up to " + MetricRule.MOST);
        }
        if (lag.isNegative() || lag.compareTo(LONGEST_LAG) > 0) {
            problems.add("lag: " + lag + " is not allowed; allowed: 0 to " + LONGEST_LAG);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** {@return whether nothing is counted} */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** {@return how many judgements that makes: beside the stable side, and against a limit} */
    public int judged() {
        return rules.stream().mapToInt(rule -> rule.limit() == null ? 1 : 2).sum();
    }

    /** {@return the names of the metrics, in order} */
    public List<String> names() {
        return rules.stream().map(MetricRule::name).toList();
    }
}

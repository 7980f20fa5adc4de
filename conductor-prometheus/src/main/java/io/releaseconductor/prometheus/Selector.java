package io.releaseconductor.prometheus;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which series are meant.
 *
 * @param name the metric's name; empty for all
 * @param matchers conditions on their labels
 */
record Selector(String name, List<LabelMatcher> matchers) {

    /** The label that a metric's name is in. */
    static final String NAME = "__name__";

    static final Selector ALL = new Selector("", List.of());

    Selector {
        matchers = List.copyOf(matchers);
    }

    boolean matches(Map<String, String> labels) {
        return (name.isEmpty() || name.equals(labels.get(NAME)))
                && matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    boolean asksFor(String label) {
        return matchers.stream().anyMatch(matcher -> matcher.label().equals(label));
    }

    Selector with(UnaryOperator<LabelMatcher> replacement) {
        return new Selector(name, matchers.stream().map(replacement).toList());
    }

    /** {@return the selector as Prometheus reads it} */
    @Override
    public String toString() {
        return matchers.isEmpty() && !name.isEmpty()
                ? name
                : name + matchers.stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}"));
    }
}

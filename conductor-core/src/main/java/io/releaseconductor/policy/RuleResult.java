package io.releaseconductor.policy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One rule of a policy, with what was measured.
 *
 * @param rule the rule's name, as the spec writes it, such as {@code search_latency_ms} or {@code frontend_down}
 * @param outcome what the measurement means for the rule
 * @param measured what was measured, such as {@code 850ms} or {@code 4}; {@code no data} if nothing was
 * @param limit what the rule asks for, such as {@code at most 1000ms}
 */
public record RuleResult(String rule, Outcome outcome, String measured, String limit) {

    /** What a measurement means for a rule. */
    public enum Outcome {
        /** A criterion for promotion is met. */
        MET,
        /** A criterion for promotion is not met. */
        NOT_MET,
        /** A trigger for a rollback fires. */
        FIRED,
        /** A trigger for a rollback does not fire. */
        QUIET,
        /** The rule is switched off, or there is no such check. */
        OFF
    }

    /** Requires all. */
    public RuleResult {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(measured, "measured");
        Objects.requireNonNull(limit, "limit");
    }

    /** {@return such as {@code min_checks_passing: 2 (at least 3)}, for people} */
    public String describe() {
        return rule + ": " + measured + " (" + limit + ")";
    }

    /**
     * Lists rules by what was measured.
     *
     * @param rules which, in order
     * @return each as {@link #describe()} says it, with commas between them; empty for none
     */
    public static String describe(List<RuleResult> rules) {
        return rules.stream().map(RuleResult::describe).collect(Collectors.joining(", "));
    }

    /**
     * Lists rules by their names.
     *
     * @param rules which, in order
     * @return such as {@code frontend_down, api_down}; empty for none
     */
    public static String names(List<RuleResult> rules) {
        return rules.stream().map(RuleResult::rule).collect(Collectors.joining(", "));
    }
}

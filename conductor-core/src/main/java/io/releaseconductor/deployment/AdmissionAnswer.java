package io.releaseconductor.deployment;

import java.util.Objects;

/**
 * What a rule of the pre-flight answered.
 *
 * @param rule the name of the rule
 * @param outcome what it answered
 */
public record AdmissionAnswer(String rule, AdmissionOutcome outcome) {
    /** Requires both. */
    public AdmissionAnswer {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(outcome, "outcome");
    }

    /** {@return whether it admits} */
    public boolean admits() {
        return outcome instanceof AdmissionOutcome.Yes;
    }

    /** {@return whether it refuses, so that nothing is even stored of what is shipped} */
    public boolean refuses() {
        return outcome instanceof AdmissionOutcome.No;
    }

    /** {@return such as {@code ci: 2 of 14 failed at 1a2b3c4}, without a full stop} */
    public String describe() {
        return rule + ": " + outcome.detail();
    }
}

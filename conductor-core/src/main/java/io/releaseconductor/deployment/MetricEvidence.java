package io.releaseconductor.deployment;

import io.releaseconductor.metric.Evidence;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one metric, and what that says. A metric with a limit of its own that is compared with the stable side as well has two
 * of them.
 *
 * @param metric its name
 * @param againstLimit whether it is held against its own limit, and not beside the stable side
 * @param gaps how many looks of this wave are not in it, since what they were about is not known
 * @param evidence what the others came to
 */
public record MetricEvidence(String metric, boolean againstLimit, int gaps, Evidence evidence) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the gaps are negative
     */
    public MetricEvidence {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(evidence, "evidence");
        if (gaps < 0) {
            throw new IllegalArgumentException(
                    "gaps of " + metric + ": " + gaps + " is not allowed; allowed: 0 or more");
        }
    }

    /** {@return the name of the trigger that fires if it is harm, such as {@code errors_worse}} */
    public String trigger() {
        return metric + (againstLimit ? "_too_high" : "_worse");
    }

    /** {@return the name of the criterion that it is harmless, such as {@code errors_harmless}; null against a limit} */
    public @Nullable String criterion() {
        return againstLimit ? null : criterion(metric);
    }

    static String criterion(String metric) {
        return metric + "_harmless";
    }
}

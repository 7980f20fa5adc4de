package io.releaseconductor.deployment;

import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.TimeBefore;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one metric, and what that says. A metric with a limit of its own that is compared with something as well has two of
 * them.
 *
 * @param metric its name
 * @param against what it is held against
 * @param before what was counted at the times before, each at which there was anything; none unless it is held against these
 * @param gaps how many looks of this wave are not in it, since what they were about is not known
 * @param evidence what the others came to
 */
public record MetricEvidence(
        String metric, Comparison against, Map<TimeBefore, Counts> before, int gaps, Evidence evidence) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the gaps are negative, or times before are there where it is not held against them
     */
    public MetricEvidence {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(against, "against");
        before = before.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(before));
        Objects.requireNonNull(evidence, "evidence");
        if (against != Comparison.BEFORE && !before.isEmpty()) {
            throw new IllegalArgumentException("times before of " + metric + ": " + before.keySet()
                    + " are not allowed; allowed: none, as it is held against something else");
        }
        if (gaps < 0) {
            throw new IllegalArgumentException(
                    "gaps of " + metric + ": " + gaps + " is not allowed; allowed: 0 or more");
        }
    }

    /** Before anything was counted of it. */
    static MetricEvidence beginning(String metric, Comparison against, Evidence evidence) {
        return new MetricEvidence(metric, against, Map.of(), 0, evidence);
    }

    /** The same metric with other evidence. */
    MetricEvidence with(int newGaps, Evidence newEvidence) {
        return new MetricEvidence(metric, against, before, newGaps, newEvidence);
    }

    /** {@return the name of the trigger that fires if it is harm, such as {@code errors_worse}; null where a person has to say so} */
    public @Nullable String trigger() {
        return against == Comparison.BEFORE ? null : rule();
    }

    /** {@return the name of the rule that harm decides: of the trigger, or of the criterion that it is as before} */
    public String rule() {
        return switch (against) {
            case STABLE -> metric + "_worse";
            case LIMIT -> metric + "_too_high";
            case BEFORE -> metric + "_as_before";
        };
    }

    /** {@return the name of the criterion that it is harmless, such as {@code errors_harmless}; null against a limit} */
    public @Nullable String criterion() {
        return against == Comparison.LIMIT ? null : harmless(metric);
    }

    /** {@return the name of the criterion that it is not worse than before, such as {@code errors_as_before}; null unless held against that} */
    public @Nullable String asBefore() {
        return against == Comparison.BEFORE ? rule() : null;
    }

    static String harmless(String metric) {
        return metric + "_harmless";
    }
}

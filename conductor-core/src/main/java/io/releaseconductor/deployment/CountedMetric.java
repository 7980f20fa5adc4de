package io.releaseconductor.deployment;

import io.releaseconductor.metric.Outcome;
import java.util.Objects;

/**
 * What came of one metric in a wave.
 *
 * @param rule the name of the rule that harm decides, such as {@code errors_worse} or {@code errors_as_before}
 * @param outcome what it said in the end
 * @param gaps how many looks are not in it
 * @param digest the digest of the evidence: 0 to 2^32 - 1
 */
public record CountedMetric(String rule, Outcome outcome, int gaps, long digest) {

    /** The highest digest. */
    public static final long HIGHEST_DIGEST = 0xFFFF_FFFFL;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the gaps are negative, or the digest is none
     */
    public CountedMetric {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(outcome, "outcome");
        if (gaps < 0 || digest < 0 || digest > HIGHEST_DIGEST) {
            throw new IllegalArgumentException(rule + ": " + gaps + " gaps, digest " + digest
                    + " are not allowed; allowed: 0 or more, 0 to " + HIGHEST_DIGEST);
        }
    }
}

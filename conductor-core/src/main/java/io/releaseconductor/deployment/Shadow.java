package io.releaseconductor.deployment;

import io.releaseconductor.policy.Recommendation;
import java.time.Instant;
import java.util.Objects;

/**
 * What the policy would have done first with a wave, or with what is watched, had it decided by itself. It is noted whether or not it
 * does, and whether or not a person holds the deployment; only what it could have done is: no rollback where there is nothing to return
 * to, no promotion where several people have to approve.
 *
 * @param wave which wave, from 1
 * @param waves how many waves the rollout plan has
 * @param watched whether it had been promoted by then, and was watched
 * @param would what the policy would have done: promote or roll back
 * @param at when
 * @param why the triggers that fired, or that all criteria were met
 */
public record Shadow(int wave, int waves, boolean watched, Recommendation would, Instant at, String why) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if there is no such wave, or it would have left the decision to a person
     */
    public Shadow {
        Objects.requireNonNull(would, "would");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(why, "why");
        if (wave < 1 || wave > waves) {
            throw new IllegalArgumentException("shadow: wave is " + wave + "; allowed: 1 to " + waves);
        }
        if (would == Recommendation.ASK) {
            throw new IllegalArgumentException("shadow: would is ASK; allowed: PROMOTE, ROLL_BACK");
        }
    }
}

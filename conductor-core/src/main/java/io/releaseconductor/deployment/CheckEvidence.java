package io.releaseconductor.deployment;

import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import java.util.Objects;

/**
 * What the rounds of a wave came to of one check: in how many it failed, of how many, and how far that is from chance.
 *
 * @param check the check's id
 * @param evidence its rounds, as events of which those are bad that failed
 */
public record CheckEvidence(String check, Evidence evidence) {

    /** Requires both. */
    public CheckEvidence {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** {@return in how many rounds it failed, of how many that had data of it} */
    public Counts rounds() {
        return evidence.canary();
    }
}

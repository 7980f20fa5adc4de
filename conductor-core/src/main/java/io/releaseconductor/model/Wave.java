package io.releaseconductor.model;

import java.util.Objects;

/**
 * One step of a rollout: a run that reaches so far, looks at what it changed, and a gate before the next one.
 *
 * @param reach how far its run goes
 * @param bake how it is looked at
 * @param gate what has to happen before the rollout goes on
 */
public record Wave(Reach reach, Bake bake, Gate gate) {

    /** Requires all. */
    public Wave {
        Objects.requireNonNull(reach, "reach");
        Objects.requireNonNull(bake, "bake");
        Objects.requireNonNull(gate, "gate");
    }

    /** {@return whether visitors come to what it reaches and to what is still to be replaced, so that the two can be compared} */
    public boolean hasTwoSides() {
        return !reach.equals(Reach.ALL) && !reach.equals(Reach.IDLE);
    }

    /** {@return such as {@code 25 % (one look, one approval)}} */
    @Override
    public String toString() {
        return reach.words() + " (" + bake.words() + ", " + gate.words() + ")";
    }
}

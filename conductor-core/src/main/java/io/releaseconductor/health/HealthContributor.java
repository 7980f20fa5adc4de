package io.releaseconductor.health;

/**
 * A part that can say how it is, such as a chat adapter whose gateway may be closed for good. A port that implements it is asked
 * without being named to the builder. Asked every few seconds and with every {@code Conductor.health()}, from several threads at
 * once; must answer from memory. One that throws, answers nothing or takes longer than two seconds counts as impaired.
 */
@FunctionalInterface
public interface HealthContributor {

    /** {@return how the part is; never null, always under the same name} */
    PartHealth health();
}

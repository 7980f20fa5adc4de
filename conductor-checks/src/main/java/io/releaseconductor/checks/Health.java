package io.releaseconductor.checks;

/** How a part is, from best to worst. */
enum Health {
    UP,
    UNKNOWN,
    DEGRADED,
    DOWN;

    Health orWorse(Health other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

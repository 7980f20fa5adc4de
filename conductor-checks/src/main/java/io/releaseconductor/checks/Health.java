package io.releaseconductor.checks;

import org.jspecify.annotations.Nullable;

/** How a part is, from best to worst. */
enum Health {
    UP,
    UNKNOWN,
    DEGRADED,
    DOWN;

    Health orWorse(Health other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The worse of two of which either may not be told. */
    static @Nullable Health worse(@Nullable Health one, @Nullable Health other) {
        return one == null ? other : other == null ? one : one.orWorse(other);
    }

    /** What an HTTP status says that an answer tells of in its body; null if it says nothing of health. */
    static @Nullable Health ofCode(long code) {
        if (code >= 200 && code < 300) {
            return UP;
        }
        return code >= 500 && code < 600 ? DOWN : null;
    }
}

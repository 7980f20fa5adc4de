package io.releaseconductor.engine;

import io.releaseconductor.check.Verification;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * When a check is asked again in the same verification.
 *
 * @param settling for how long, from now on, a check that found nobody to answer it is asked again; zero for not at all
 * @param decisive the ids of the checks whose failure would have something done: each is asked three times in all before it
 *     counts as failed
 */
public record Recheck(Duration settling, Function<Verification, Set<String>> decisive) {

    /** Each check is asked once. */
    public static final Recheck NEVER = new Recheck(Duration.ZERO, verification -> Set.of());

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the time to settle is negative
     */
    public Recheck {
        Objects.requireNonNull(settling, "settling");
        Objects.requireNonNull(decisive, "decisive");
        if (settling.isNegative()) {
            throw new IllegalArgumentException("settling is " + settling + "; allowed: 0 or more");
        }
    }
}

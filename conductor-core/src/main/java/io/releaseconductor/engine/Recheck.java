package io.releaseconductor.engine;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * When a check is asked again in the same verification.
 *
 * @param settling for how long, from now on, a check that found nobody to answer it is asked again; zero for not at all
 * @param decisive the ids of the checks whose failure would have something done: each is asked three times in all before it
 *     counts as failed
 * @param lagging whether an answer came from what was to go, as traffic may for a while that is switched: also asked again for as long
 * @param prolonging whether all of it may once take as long again, so that a check that failed can be asked a second time
 */
public record Recheck(
        Duration settling,
        Function<Verification, Set<String>> decisive,
        Predicate<CheckResult> lagging,
        boolean prolonging) {

    /** Each check is asked once. */
    public static final Recheck NEVER = new Recheck(Duration.ZERO, verification -> Set.of());

    /** Whatever fails is asked again, within the limit. */
    static final Recheck EVERY_FAILURE = new Recheck(
            Duration.ZERO,
            verification -> verification.results().stream()
                    .filter(check -> check.status() == CheckStatus.FAIL)
                    .map(CompletedCheck::id)
                    .collect(Collectors.toSet()),
            result -> false,
            false);

    /**
     * A recheck that takes as long as it has to.
     *
     * @param settling for how long a check that found nobody to answer it is asked again; zero for not at all
     * @param decisive the ids of the checks whose failure would have something done
     */
    public Recheck(Duration settling, Function<Verification, Set<String>> decisive) {
        this(settling, decisive, result -> false, true);
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the time to settle is negative
     */
    public Recheck {
        Objects.requireNonNull(settling, "settling");
        Objects.requireNonNull(decisive, "decisive");
        Objects.requireNonNull(lagging, "lagging");
        if (settling.isNegative()) {
            throw new IllegalArgumentException("settling is " + settling + "; allowed: 0 or more");
        }
    }
}

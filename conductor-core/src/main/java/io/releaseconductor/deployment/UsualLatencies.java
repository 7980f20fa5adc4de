package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the checks of an environment took in its earlier deployments, as known when a deployment was shipped. Immutable and thread-safe.
 *
 * @param checks each check of which enough is known, once; at most {@value #MOST_CHECKS}
 * @param warns whether people are warned of a check that passes and is far slower; never true where nothing is known. Otherwise it is
 *     only shown
 */
public record UsualLatencies(List<UsualLatency> checks, boolean warns) {

    /** The most checks that are compared; those beyond it are not. */
    public static final int MOST_CHECKS = 50;

    /** Nothing is known, or nothing is to be compared. */
    public static final UsualLatencies NONE = new UsualLatencies(List.of(), false);

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if there are too many checks, or one is there twice
     */
    public UsualLatencies {
        checks = List.copyOf(checks);
        warns = warns && !checks.isEmpty();
        if (checks.size() > MOST_CHECKS) {
            throw new IllegalArgumentException(
                    "usual latencies: " + checks.size() + " checks are not allowed; allowed: at most " + MOST_CHECKS);
        }
        if (checks.stream().map(UsualLatency::check).distinct().count() < checks.size()) {
            throw new IllegalArgumentException("usual latencies: a check is there twice; allowed: each once");
        }
    }

    /**
     * What is usual for a check.
     *
     * @param check its id
     * @return what is usual, or empty if too little is known
     */
    public Optional<UsualLatency> of(String check) {
        return checks.stream().filter(usual -> usual.check().equals(check)).findFirst();
    }

    /**
     * Whether a check took far longer than it usually does, however it came out.
     *
     * @param check the check, with what it took
     * @return whether it did; false where either is not known
     */
    public boolean isFarExceededBy(CompletedCheck check) {
        Duration latency = check.result().latency();
        return latency != null
                && of(check.id())
                        .filter(known -> known.isFarExceededBy(latency))
                        .isPresent();
    }

    /**
     * Whether people are warned of a check that passed. It still counts as one that passed, for all that is decided and counted: see
     * {@link LatencyComparison#WARN}.
     *
     * @param check the check, with what it took
     * @return whether it passed, took far longer than it usually does, and that is a warning here
     */
    public boolean warnsOf(CompletedCheck check) {
        return warns && check.status() == CheckStatus.PASS && isFarExceededBy(check);
    }

    /**
     * Of how many checks people are warned.
     *
     * @param results the results of all checks
     * @return how many there are that {@linkplain #warnsOf passed and are far slower than usual}
     */
    public int warnings(Verification results) {
        return (int) results.results().stream().filter(this::warnsOf).count();
    }

    /** {@return whether nothing is known} */
    public boolean isNone() {
        return checks.isEmpty();
    }
}

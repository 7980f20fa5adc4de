package io.releaseconductor.deployment;

import java.util.List;
import java.util.Optional;

/**
 * What the checks of an environment took in its earlier deployments, as known when a deployment was shipped. Immutable and thread-safe.
 *
 * @param checks each check of which enough is known, once; at most {@value #MOST_CHECKS}
 * @param warns whether a check that passes and is far slower becomes a warning; never true where nothing is known. Otherwise it is only
 *     shown
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

    /** {@return whether nothing is known} */
    public boolean isNone() {
        return checks.isEmpty();
    }
}

package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a verification waits for while the application may still be starting.
 *
 * @param checks the names of the checks that nobody answers yet, in the order of the catalog
 * @param until until when that is no outage, and they are asked again
 */
public record Settling(List<String> checks, Instant until) {
    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if there are no checks
     */
    public Settling {
        checks = List.copyOf(checks);
        Objects.requireNonNull(until, "until");
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("settling: checks is empty; allowed: one or more");
        }
    }
}

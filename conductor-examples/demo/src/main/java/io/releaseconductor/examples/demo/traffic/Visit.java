package io.releaseconductor.examples.demo.traffic;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A request, and what came of it.
 *
 * @param path what was asked for
 * @param status what was answered; empty where there was no answer
 */
public record Visit(String path, OptionalInt status) {
    /** Requires both. */
    public Visit {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(status, "status");
    }
}

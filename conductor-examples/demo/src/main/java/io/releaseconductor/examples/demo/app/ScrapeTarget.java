package io.releaseconductor.examples.demo.app;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * An instance, as a Prometheus is told of it.
 *
 * @param address where its counters are
 * @param labels what is added to all of them: {@code environment}, {@code instance}, and {@code track}, which is {@code canary} or
 *     {@code stable}
 */
public record ScrapeTarget(URI address, Map<String, String> labels) {
    /** Copies. */
    public ScrapeTarget {
        Objects.requireNonNull(address, "address");
        labels = Map.copyOf(labels);
    }
}

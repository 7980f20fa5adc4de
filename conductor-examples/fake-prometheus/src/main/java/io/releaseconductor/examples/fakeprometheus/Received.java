package io.releaseconductor.examples.fakeprometheus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A query as it came.
 *
 * @param query its text
 * @param time the time that it asked about
 * @param authorization the header that says who asks, or null if there was none
 */
public record Received(String query, Instant time, @Nullable String authorization) {}

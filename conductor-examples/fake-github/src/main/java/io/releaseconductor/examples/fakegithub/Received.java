package io.releaseconductor.examples.fakegithub;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that was read.
 *
 * @param call what it asked for
 * @param method its method
 * @param path its path and query
 * @param body its body
 * @param at when it came, by the fake's clock
 * @param status what it was answered
 * @param answer the body of the answer; null where something went wrong with it
 * @param counted whether it counts against the hourly limit
 */
public record Received(
        Call call,
        String method,
        String path,
        String body,
        Instant at,
        int status,
        @Nullable String answer,
        boolean counted) {}

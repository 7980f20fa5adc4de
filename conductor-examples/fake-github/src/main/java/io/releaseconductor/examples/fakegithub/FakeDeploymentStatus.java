package io.releaseconductor.examples.fakegithub;

import java.time.Instant;

/**
 * A status of a deployment that GitHub was told of.
 *
 * @param state such as {@code in_progress}
 * @param description what people are told
 * @param logUrl where its output is, or empty
 * @param environmentUrl where the environment is, or empty
 * @param at when it was told
 */
public record FakeDeploymentStatus(
        String state, String description, String logUrl, String environmentUrl, Instant at) {}

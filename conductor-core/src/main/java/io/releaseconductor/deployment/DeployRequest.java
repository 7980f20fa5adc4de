package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and what was known when it was asked. Never changes afterwards.
 *
 * @param environment where to
 * @param strategy how far the deploy phase goes
 * @param rollout how the environment rolls it out
 * @param ref the branch or tag to run the workflow from, or null for the adapter's default
 * @param version the version asked for, or null to take what the workflow's run deploys
 * @param initiatedBy who asked
 * @param initiatedAt when
 * @param destination where in chat its card is shown, opaque to the core; null for nowhere
 * @param linked the environment that is shipped to once this one is promoted, or null for none
 * @param parent the deployment whose promotion shipped this one, or null if a person asked for it
 * @param previousVersion what a rollback of it returns to, as known when it was asked for; null if nothing is known
 */
public record DeployRequest(
        Environment environment,
        Strategy strategy,
        Rollout rollout,
        @Nullable String ref,
        @Nullable String version,
        Actor initiatedBy,
        Instant initiatedAt,
        @Nullable String destination,
        @Nullable Environment linked,
        @Nullable DeployId parent,
        @Nullable String previousVersion) {

    /** The longest ref or version that is accepted, in characters. */
    public static final int MAX_NAME_LENGTH = 255;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if ref or version is blank or longer than {@link #MAX_NAME_LENGTH}, or the linked
     *     environment is the environment itself
     */
    public DeployRequest {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(rollout, "rollout");
        Objects.requireNonNull(initiatedBy, "initiatedBy");
        Objects.requireNonNull(initiatedAt, "initiatedAt");
        requireName("ref", ref);
        requireName("version", version);
        if (environment.equals(linked)) {
            throw new IllegalArgumentException(
                    "linked: \"" + linked + "\" is not allowed; allowed: another environment");
        }
    }

    private static void requireName(String field, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > MAX_NAME_LENGTH)) {
            throw new IllegalArgumentException(
                    field + ": \"" + value + "\" is not allowed; allowed: 1 to " + MAX_NAME_LENGTH + " characters");
        }
    }
}

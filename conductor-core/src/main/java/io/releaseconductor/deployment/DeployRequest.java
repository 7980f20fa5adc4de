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
 * @param previousVersion what ran before: as known when it was asked for, and once its
 *     deploy phase was dispatched, as certain since it holds the place; null if nothing is known
 * @param promoteFromHead whether the workflow of its promote phase takes no version, so that a promotion deploys the head of
 *     the branch at that time and not what was verified
 * @param linkedFromHead whether the workflow that deploys to the linked environment takes no version, so that what is shipped
 *     there is the head of the branch at that time and not what was verified
 * @param olderVersion the last version before {@code previousVersion} that was another one: what a rollback returns to where the
 *     previous version is deployed once more; null if nothing is known
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
        @Nullable String previousVersion,
        boolean promoteFromHead,
        boolean linkedFromHead,
        @Nullable String olderVersion) {

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

    /**
     * A request where all workflows take the version.
     *
     * @param environment where to
     * @param strategy how far the deploy phase goes
     * @param rollout how the environment rolls it out
     * @param ref the branch or tag to run the workflow from, or null for the adapter's default
     * @param version the version asked for, or null to take what the workflow's run deploys
     * @param initiatedBy who asked
     * @param initiatedAt when
     * @param destination where in chat its card is shown, or null for nowhere
     * @param linked the environment that is shipped to once this one is promoted, or null for none
     * @param parent the deployment whose promotion shipped this one, or null if a person asked for it
     * @param previousVersion what a rollback of it returns to; null if nothing is known
     * @throws IllegalArgumentException if ref or version is blank or longer than {@link #MAX_NAME_LENGTH}, or the linked
     *     environment is the environment itself
     */
    public DeployRequest(
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
        this(
                environment,
                strategy,
                rollout,
                ref,
                version,
                initiatedBy,
                initiatedAt,
                destination,
                linked,
                parent,
                previousVersion,
                false,
                false,
                null);
    }

    /**
     * The same request with other versions to return to.
     *
     * @param earlier what a rollback of it returns to
     * @return the changed request
     */
    public DeployRequest withEarlier(EarlierVersion earlier) {
        return new DeployRequest(
                environment,
                strategy,
                rollout,
                ref,
                version,
                initiatedBy,
                initiatedAt,
                destination,
                linked,
                parent,
                earlier.version(),
                promoteFromHead,
                linkedFromHead,
                earlier.older());
    }

    /**
     * The same request with what its workflows make of the version.
     *
     * @param promotion whether a promotion deploys the head of the branch
     * @param shipment whether the linked environment gets the head of the branch
     * @return the changed request
     */
    public DeployRequest withHead(boolean promotion, boolean shipment) {
        return new DeployRequest(
                environment,
                strategy,
                rollout,
                ref,
                version,
                initiatedBy,
                initiatedAt,
                destination,
                linked,
                parent,
                previousVersion,
                promotion,
                shipment,
                olderVersion);
    }

    /** {@return what was known of earlier versions} */
    public EarlierVersion earlier() {
        return new EarlierVersion(previousVersion, olderVersion);
    }

    private static void requireName(String field, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > MAX_NAME_LENGTH)) {
            throw new IllegalArgumentException(
                    field + ": \"" + value + "\" is not allowed; allowed: 1 to " + MAX_NAME_LENGTH + " characters");
        }
    }
}

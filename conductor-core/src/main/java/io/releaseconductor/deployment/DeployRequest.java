package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
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
 * @param withoutRollback whether no workflow is there that could roll it back
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
        @Nullable String olderVersion,
        boolean withoutRollback) {

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
     * Begins a request that asks for no more than has to be said. The rest is null or false unless it is set.
     *
     * @param environment where to
     * @param strategy how far the deploy phase goes
     * @param rollout how the environment rolls it out
     * @param initiatedBy who asked
     * @param initiatedAt when
     * @return a builder
     */
    public static DeployRequestBuilder builder(
            Environment environment, Strategy strategy, Rollout rollout, Actor initiatedBy, Instant initiatedAt) {
        return new DeployRequestBuilder(environment, strategy, rollout, initiatedBy, initiatedAt);
    }

    /** {@return a builder that begins with what this request says} */
    public DeployRequestBuilder toBuilder() {
        return builder(environment, strategy, rollout, initiatedBy, initiatedAt)
                .ref(ref)
                .version(version)
                .destination(destination)
                .linked(linked)
                .parent(parent)
                .previousVersion(previousVersion)
                .olderVersion(olderVersion)
                .promoteFromHead(promoteFromHead)
                .linkedFromHead(linkedFromHead)
                .withoutRollback(withoutRollback);
    }

    /** The same request with other versions to return to. */
    DeployRequest withEarlier(EarlierVersion earlier) {
        return toBuilder()
                .previousVersion(earlier.version())
                .olderVersion(earlier.older())
                .build();
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

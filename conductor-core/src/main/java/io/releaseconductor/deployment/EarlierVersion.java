package io.releaseconductor.deployment;

import org.jspecify.annotations.Nullable;

/**
 * What history says that a rollback would return to. Of which version the deployment is may become known only later, so that it
 * takes two to be sure of another one.
 *
 * @param version the version that ran before, or null if none is known
 * @param older the last one before that which was another version, or null if none is known
 */
public record EarlierVersion(
        @Nullable String version, @Nullable String older) {

    /** Nothing is known. */
    public static final EarlierVersion NONE = new EarlierVersion(null, null);

    /**
     * What a rollback returns to: never to the version that is rolled back.
     *
     * @param rolledBack the version that is rolled back, or null if it is not known
     * @return the last other version, or null if none is known
     */
    public @Nullable String otherThan(@Nullable String rolledBack) {
        return version != null && version.equals(rolledBack) ? older : version;
    }
}

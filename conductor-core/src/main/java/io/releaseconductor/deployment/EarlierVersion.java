package io.releaseconductor.deployment;

import org.jspecify.annotations.Nullable;

/**
 * What history says that a rollback would return to.
 *
 * @param version the version, or null if none is known
 */
public record EarlierVersion(@Nullable String version) {}

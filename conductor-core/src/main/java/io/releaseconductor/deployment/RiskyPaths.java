package io.releaseconductor.deployment;

import java.util.List;

/**
 * Which paths of the repository are risky to change: where one of them is changed, the earlier version may not run any more. Immutable and
 * thread-safe.
 *
 * @param globs what they look like, from the root of the repository, upper and lower case told apart: {@code *} stands for anything within
 *     a name, {@code **} for any number of folders, none included, and {@code ?} for one character; at most {@value #MOST}, of at most
 *     {@value #LONGEST} chars each
 */
public record RiskyPaths(List<String> globs) {

    /** The most there may be. */
    public static final int MOST = 20;

    /** How long each may be, in chars. */
    public static final int LONGEST = PathGlob.LONGEST;

    /** What is allowed, for people. */
    public static final String ALLOWED =
            PathGlob.ALLOWED + "; at most " + MOST + " of them, of at most " + LONGEST + " characters";

    /** None is. */
    public static final RiskyPaths NONE = new RiskyPaths(List.of());

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if there are too many, or some are not allowed; names all of these
     */
    public RiskyPaths {
        globs = List.copyOf(globs);
        List<String> refused =
                globs.stream().filter(glob -> !PathGlob.isOne(glob)).toList();
        if (!refused.isEmpty() || globs.size() > MOST) {
            String what = refused.isEmpty() ? globs.size() + " of them" : "\"" + String.join("\", \"", refused) + "\"";
            throw new IllegalArgumentException("risky paths: " + what + " is not allowed; allowed: " + ALLOWED);
        }
    }

    /** {@return whether none is risky} */
    public boolean isNone() {
        return globs.isEmpty();
    }

    /**
     * Whether a path is risky.
     *
     * @param path from the root of the repository, with / between
     * @return whether one of them looks like it
     */
    public boolean match(String path) {
        return globs.stream().anyMatch(glob -> PathGlob.matches(glob, path));
    }
}

package io.releaseconductor.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of a place that is deployed to. {@link #STAGING} and {@link #PROD} are given; teams add their own.
 *
 * @param name 1 to 32 characters: a lower-case letter, then lower-case letters, digits and single inner hyphens
 */
public record Environment(String name) implements Comparable<Environment> {

    // first, since the constants below are validated with it
    private static final Pattern NAME = Pattern.compile("(?=.{1,32}\\z)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The environment that the spec's staging workflow deploys to. */
    public static final Environment STAGING = new Environment("staging");

    /** The environment that the spec's production workflow deploys to. */
    public static final Environment PROD = new Environment("prod");

    /** What a name may look like, in words, for messages. */
    public static final String ALLOWED =
            "1 to 32 characters: a lower-case letter, then lower-case letters, digits and inner hyphens";

    /**
     * Validates the name.
     *
     * @throws IllegalArgumentException if the name is not allowed
     */
    public Environment {
        Objects.requireNonNull(name, "name");
        if (!isValid(name)) {
            throw new IllegalArgumentException("environment: \"" + name + "\" is not allowed; allowed: " + ALLOWED);
        }
    }

    /**
     * Tells whether a text may be the name of an environment.
     *
     * @param text the text to judge
     * @return whether {@link #Environment(String)} would accept it
     */
    public static boolean isValid(String text) {
        return NAME.matcher(text).matches();
    }

    /** {@return the name as a title for people, such as {@code Staging}} */
    public String title() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** {@return the suffix of variables that hold for this environment alone, such as {@code PROD} or {@code EU_WEST}} */
    public String variableSuffix() {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public int compareTo(Environment other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.releaseconductor.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a deployment: {@code ship-{env}-{epoch seconds}}, such as {@code ship-staging-1699747200}.
 *
 * @param value the whole id, as people and buttons see it
 */
public record DeployId(String value) implements Comparable<DeployId> {

    private static final Pattern FORMAT = Pattern.compile("ship-(.{1,32})-([1-9][0-9]{0,11}|0)");

    /**
     * Validates the id.
     *
     * @throws IllegalArgumentException if the value has not the form of a deploy id
     */
    public DeployId {
        Objects.requireNonNull(value, "value");
        Matcher matcher = FORMAT.matcher(value);
        if (!matcher.matches() || !Environment.isValid(matcher.group(1))) {
            throw new IllegalArgumentException(
                    "deploy id: \"" + value + "\" is not allowed; allowed: ship-{env}-{epoch seconds}");
        }
    }

    /**
     * Makes the id of a deployment to an environment in a second.
     *
     * @param environment where it deploys to
     * @param at when it was asked for; fractions of a second are dropped
     * @return the id
     */
    public static DeployId of(Environment environment, Instant at) {
        return new DeployId("ship-" + environment.name() + "-" + at.getEpochSecond());
    }

    /**
     * Reads an id from outside.
     *
     * @param text any text
     * @return the id, or empty if the text has not the form of one
     */
    public static Optional<DeployId> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        return matcher.matches() && Environment.isValid(matcher.group(1))
                ? Optional.of(new DeployId(text))
                : Optional.empty();
    }

    /** {@return the environment that the id names} */
    public Environment environment() {
        return new Environment(value.substring("ship-".length(), value.lastIndexOf('-')));
    }

    /**
     * Whether it is of an environment.
     *
     * @param environment which
     * @return whether the id names it
     */
    public boolean isIn(Environment environment) {
        String name = environment.name();
        int begin = "ship-".length();
        return value.lastIndexOf('-') == begin + name.length() && value.startsWith(name, begin);
    }

    /** {@return the second that the id names, since the epoch} */
    public long epochSecond() {
        return Long.parseLong(value.substring(value.lastIndexOf('-') + 1));
    }

    /** {@return the id of the next second, for when this one is taken} */
    public DeployId next() {
        return of(environment(), Instant.ofEpochSecond(epochSecond() + 1));
    }

    @Override
    public int compareTo(DeployId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

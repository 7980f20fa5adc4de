package io.releaseconductor.config;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The names of variables that begin alike and belong to one reader: what nobody reads among them is a mistake, unless it is known that
 * others set it. Immutable.
 *
 * @param prefix what the names begin with, such as {@code SHIP_}; at least 4 capital letters, digits and underscores
 * @param ofOthers names that others set all the same, such as {@code GITHUB_SHA} on GitHub's runners; {@code *} at the end stands for any
 *     more
 */
public record VariableFamily(String prefix, List<String> ofOthers) {

    private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9_]{3,}");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the prefix is not allowed, or a name of others could never begin with it
     */
    public VariableFamily {
        Objects.requireNonNull(prefix, "prefix");
        ofOthers = List.copyOf(ofOthers);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix: \"" + prefix
                    + "\" is not allowed; allowed: at least 4 capital letters, digits and underscores");
        }
        for (String name : ofOthers) {
            if (!NamePattern.isValid(name) || !name.startsWith(prefix)) {
                throw new IllegalArgumentException(
                        "ofOthers: \"" + name + "\" is not allowed; allowed: names that begin with " + prefix
                                + ", perhaps with * at the end");
            }
        }
    }

    /**
     * A family in which all names are the reader's own.
     *
     * @param prefix what the names begin with
     * @return the family
     * @throws IllegalArgumentException if the prefix is not allowed
     */
    public static VariableFamily of(String prefix) {
        return new VariableFamily(prefix, List.of());
    }

    /**
     * The same, but for names that others set.
     *
     * @param names the names; {@code *} at the end stands for any more
     * @return the changed family
     * @throws IllegalArgumentException if one of them does not begin with the prefix
     */
    public VariableFamily butFor(String... names) {
        return new VariableFamily(prefix, List.of(names));
    }

    boolean isOfOthers(String name) {
        return ofOthers.stream().anyMatch(pattern -> NamePattern.matches(pattern, name));
    }
}

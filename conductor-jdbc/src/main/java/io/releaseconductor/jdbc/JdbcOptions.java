package io.releaseconductor.jdbc;

import java.util.regex.Pattern;

/**
 * How the store uses its database.
 *
 * @param tablePrefix what the names of its tables begin with: 1 to 30 lower-case letters, digits and {@code _}, the first a letter. Two
 *     installations in one database need two prefixes
 */
public record JdbcOptions(String tablePrefix) {

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    /** Tables that begin with {@code conductor_}. */
    public static final JdbcOptions DEFAULT = new JdbcOptions("conductor_");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the prefix is not allowed
     */
    public JdbcOptions {
        if (!PREFIX.matcher(tablePrefix).matches()) {
            throw new IllegalArgumentException("tablePrefix is \"" + tablePrefix
                    + "\"; allowed: 1 to 30 lower-case letters, digits and _, the first a letter");
        }
    }

    /**
     * The same with another prefix.
     *
     * @param prefix what the names of the tables begin with
     * @return the changed options
     * @throws IllegalArgumentException if the prefix is not allowed
     */
    public JdbcOptions withTablePrefix(String prefix) {
        return new JdbcOptions(prefix);
    }
}

package io.releaseconductor.config;

import java.util.regex.Pattern;

/** Names of variables, several at once with {@code *} at the end. */
final class NamePattern {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_]+\\*?");

    private NamePattern() {}

    static boolean isValid(String pattern) {
        return ALLOWED.matcher(pattern).matches();
    }

    static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}

package io.releaseconductor.checks.browser;

import java.util.Arrays;
import java.util.List;
import okhttp3.HttpUrl;

/** What is known and accepted, by patterns. Immutable. */
final class Allowed {

    /** What a pattern may look like, in words, for messages. */
    static final String RULE =
            "words of the error or its place, with * for anything between them; at least 4 characters besides *, and"
                    + " no | in it";

    private static final int SHORTEST = 4;

    private final List<List<String>> patterns;

    /**
     * Reads patterns.
     *
     * @param patterns valid ones
     */
    Allowed(List<String> patterns) {
        this.patterns = patterns.stream()
                .map(pattern -> Arrays.stream(pattern.split("\\*"))
                        .filter(part -> !part.isEmpty())
                        .toList())
                .toList();
    }

    static boolean isValid(String pattern) {
        return pattern.indexOf('|') < 0 && pattern.replace("*", "").strip().length() >= SHORTEST;
    }

    /** Whether a pattern is found in what is said of a trouble, its kind and place included. */
    boolean allows(Trouble trouble, HttpUrl page) {
        String line = trouble.kind().words() + ": " + trouble.text() + " at "
                + trouble.place().words(page);
        return patterns.stream().anyMatch(parts -> holds(line, parts));
    }

    private static boolean holds(String line, List<String> parts) {
        int from = 0;
        for (String part : parts) {
            int found = line.indexOf(part, from);
            if (found < 0) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }
}

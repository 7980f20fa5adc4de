package io.releaseconductor.checks;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The modules that a script written into a page imports by name. Read with patterns, not with a parser of the language: what is
 * written in an unusual way is not found, and a browser has the last word.
 */
final class Imports {

    private static final Pattern OF_MODULE = Pattern.compile(
            "(?m)(?:^|[;}])\\s*+(?:import|export)(?:\\b(?:(?!\\b(?:im|ex)port\\b)[^;\"'()=]){1,2000}?\\bfrom)?\\s*+"
                    + "[\"']([^\"'\\\\\\s]{1,2000})[\"'](?!\\s*+(?:with|assert)\\b)");

    private static final Pattern LATER =
            Pattern.compile("(?<![\\w$.])import\\s*+\\(\\s*+[\"']([^\"'\\\\\\s]{1,2000})[\"']\\s*+\\)");

    private Imports() {}

    /** What a module cannot start without. */
    static List<String> ofModule(String script) {
        return find(OF_MODULE, script);
    }

    /** What a script may ask for while it runs. */
    static List<String> later(String script) {
        return find(LATER, script);
    }

    private static List<String> find(Pattern pattern, String script) {
        return pattern.matcher(ScriptCode.of(script))
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }
}

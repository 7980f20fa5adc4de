package io.releaseconductor.github;

import java.util.regex.Pattern;

/** The names by which git may know a version. Keeps no state. */
final class VersionNames {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+\\.[0-9].*");

    /** What git allows in no name of a branch or tag, and two dots, which would compare it with something else. */
    private static final Pattern NO_NAME =
            Pattern.compile("[\\p{Cntrl}\\s~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[-/.]|[/.]$|\\.lock$");

    private static final Pattern WHOLE_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private static final int MAX_LENGTH = 200;

    private VersionNames() {}

    static boolean isName(String version) {
        return !version.isEmpty()
                && version.length() <= MAX_LENGTH
                && !NO_NAME.matcher(version).find();
    }

    /** Whether it names one commit for ever. */
    static boolean isWholeId(String version) {
        return WHOLE_ID.matcher(version).matches();
    }

    /** Whether its tag may have a v before it. */
    static boolean hasTwo(String version) {
        return NUMBER.matcher(version).matches();
    }

    /** The name of a version where tags of numbers have a v before them, or have not. */
    static String of(String version, boolean prefixed) {
        return prefixed && hasTwo(version) ? "v" + version : version;
    }
}

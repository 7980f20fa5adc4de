package io.releaseconductor.chat;

import java.util.regex.Pattern;

/** A version where there is little room for it. */
public final class CardVersion {

    private static final int LONGEST = 40;

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private static final int OF_COMMIT = 7;

    private CardVersion() {}

    /**
     * A commit by the digits that people know it by, any other one as it is.
     *
     * @param version the version
     * @return how people know it
     */
    public static String named(String version) {
        return COMMIT.matcher(version).matches() ? version.substring(0, OF_COMMIT) : version;
    }

    /** The same, cut where it is very long. */
    static String brief(String version) {
        return Line.cut(Line.of(named(version)), LONGEST);
    }
}

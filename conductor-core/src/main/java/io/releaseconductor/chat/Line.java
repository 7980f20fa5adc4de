package io.releaseconductor.chat;

import io.releaseconductor.model.OneLine;

/** Makes one line of any text, since texts from outside may hold line breaks, tabs and a terminal's escape sequences. */
final class Line {

    private Line() {}

    /** The text as {@linkplain OneLine#of one line}. */
    static String of(String text) {
        return OneLine.of(text);
    }

    /** The text {@linkplain OneLine#cut cut}. */
    static String cut(String text, int maxLength) {
        return OneLine.cut(text, maxLength);
    }

    static boolean isBreak(int c) {
        return OneLine.isBreak(c);
    }
}

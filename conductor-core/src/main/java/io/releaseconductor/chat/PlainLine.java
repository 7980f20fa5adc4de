package io.releaseconductor.chat;

import org.jspecify.annotations.Nullable;

/** Text from outside as one line, for places where a chat knows no marks: labels, choices, names, problems. */
public final class PlainLine {

    private PlainLine() {}

    /**
     * One line of whole characters, never empty: a dash where nothing could be seen, an ellipsis at the end of what was cut.
     *
     * @param text any text
     * @param maxLength how many chars it may have at most, 2 or more
     * @return the line
     */
    public static String cut(String text, int maxLength) {
        String clean = Line.of(text);
        return isBlank(clean) ? "–" : Line.cut(clean, maxLength);
    }

    /**
     * What somebody typed for people to read, as one line.
     *
     * @param text any text
     * @param maxLength how many chars it may have at most, 2 or more
     * @return the line; null if nothing of the text can be seen
     */
    public static @Nullable String shown(String text, int maxLength) {
        return isBlank(Line.of(text)) ? null : cut(text, maxLength);
    }

    /**
     * Whether nothing of a text can be seen, so that a chat may refuse it.
     *
     * @param text any text
     * @return whether it is empty, or made of spaces, control characters and such as only direct others
     */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.CONTROL);
    }
}

package io.releaseconductor.model;

/**
 * Makes one line of any text that can be read as it stands. Texts from outside may hold line breaks and a terminal's escape sequences,
 * characters that turn the direction of all that follows, characters that nobody sees, and half characters where somebody cut them.
 * Keeps no state.
 */
public final class OneLine {

    private static final char REPLACEMENT = '\uFFFD';

    private OneLine() {}

    /**
     * Makes a line. Every run of line breaks and control characters, with the spaces around it, becomes one space; the ends are stripped.
     * What turns the direction of writing and what nobody sees is left out, but for joiners, variants and the left-to-right mark, which
     * words and emoji need. Half a surrogate pair becomes U+FFFD.
     *
     * @param text any text
     * @return the line, never longer than the text; the text itself if it is one
     */
    public static String of(String text) {
        return isLine(text) ? text : folded(text);
    }

    /** Most texts are lines already, and this is asked for every text of every card. */
    private static boolean isLine(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > ' ' && c < 0x7f;
            if (!plain) {
                int whole = text.codePointAt(i);
                if (isBreak(c)
                        || (c == ' ' && before == ' ')
                        || (c != ' ' && Character.isWhitespace(c))
                        || isHalf(whole)
                        || isLeftOut(whole)) {
                    return false;
                }
                if (Character.isSupplementaryCodePoint(whole)) {
                    i++;
                }
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static String folded(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean folded = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isBreak(c)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
                folded = true;
            } else if (!isLeftOut(c) && (c != ' ' || !folded)) {
                line.appendCodePoint(isHalf(c) ? REPLACEMENT : c);
                folded = false;
            }
        }
        return line.toString().strip();
    }

    /**
     * Cuts a text.
     *
     * @param text the text
     * @param maxLength how many chars it may have at most, 2 or more
     * @return the text itself if it is short enough, else its beginning and an ellipsis; never half a surrogate pair
     */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /**
     * Whether a character ends a line, or controls something.
     *
     * @param c a code point
     * @return whether it has no place within a line
     */
    public static boolean isBreak(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isLeftOut(int c) {
        return c >= 0xAD && (turnsDirection(c) || isHidden(c));
    }

    /**
     * Whether a character turns the direction of all that follows, so that a text reads as another one.
     *
     * @param c a code point
     * @return whether it embeds, overrides or isolates, or ends that
     */
    public static boolean turnsDirection(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
            default -> false;
        };
    }

    /** Soft hyphens, marks of the other direction, spaces without width, invisible operators and tags: nothing is lost without them. */
    private static boolean isHidden(int c) {
        return c == 0xAD
                || c == 0x061C
                || c == 0x180E
                || c == 0x200B
                || c == 0x200F
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0xFEFF
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || (c >= 0xE0000 && c <= 0xE007F);
    }
}

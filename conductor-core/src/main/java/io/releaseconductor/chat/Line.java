package io.releaseconductor.chat;

/** Makes one line of any text, since texts from outside may hold line breaks, tabs and a terminal's escape sequences. */
final class Line {

    private Line() {}

    /** Every run of line breaks and control characters, with the spaces around it, becomes one space; the ends are stripped. */
    static String of(String text) {
        return isLine(text) ? text : folded(text);
    }

    /** Most texts are lines already, and this is asked for every text of every card. */
    private static boolean isLine(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > ' ' && c < 0x7f;
            if (!plain && (isBreak(c) || (c == ' ' && before == ' ') || (c != ' ' && Character.isWhitespace(c)))) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static String folded(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean folded = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBreak(c)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
                folded = true;
            } else if (c != ' ' || !folded) {
                line.append(c);
                folded = false;
            }
        }
        return line.toString().strip();
    }

    /** The text itself if it is short enough, else its beginning and an ellipsis; never half a surrogate pair. */
    static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    static boolean isBreak(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}

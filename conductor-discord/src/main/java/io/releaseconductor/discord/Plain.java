package io.releaseconductor.discord;

/** Text where Discord knows no marks: labels and choices. */
final class Plain {

    private Plain() {}

    /** One line of whole characters with at most that many chars, never empty. */
    static String cut(String text, int maxLength) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                line.append('\uFFFD');
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(' ');
            } else {
                line.appendCodePoint(c);
            }
        });
        String clean = line.toString().strip();
        if (Markdown.isBlank(clean)) {
            return "–";
        }
        if (clean.length() <= maxLength) {
            return clean;
        }
        int end = maxLength - 1;
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}

package io.releaseconductor.discord;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.model.Times;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Shows text from outside as it is. JDA's own escape leaves links, headings, lists, mentions and lone marks alone, so that this
 * one knows all of Discord's marks: a backslash before any of them takes its meaning away.
 */
final class Markdown {

    private static final String MARKS = "\\*_~`|<[]";
    private static final Pattern LIST_NUMBER = Pattern.compile("[0-9]{1,9}[.)](?=\\s|$)");
    private static final Pattern SHORTCODE = Pattern.compile(":[A-Za-z0-9_+-]*[A-Za-z_][A-Za-z0-9_+-]*:");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:mailto|tel|sms)");
    private static final Set<String> CALLS = Set.of("everyone", "here");
    private static final int LONGEST_TARGET = 512;

    private Markdown() {}

    /** One line, escaped; it may stand at the start of a line. */
    static String escape(String text) {
        return cut(text, Integer.MAX_VALUE);
    }

    /** One line, escaped, with at most that many characters, cut with an ellipsis and never within an escape or a pair. */
    static String cut(String text, int maxLength) {
        String clean = clean(text);
        int start = indent(clean);
        int listMark = listMark(clean, start);
        StringBuilder out = new StringBuilder();
        int fits = 0;
        for (int i = 0; i < clean.length(); ) {
            int c = clean.codePointAt(i);
            Optional<Times.Written> time = Times.writtenAt(clean, i);
            String piece = time.isPresent()
                    ? "<t:" + time.get().at().getEpochSecond() + ">"
                    : piece(clean, i, c, i == start || i == listMark);
            if (out.length() + piece.length() > maxLength) {
                return out.substring(0, fits) + "…";
            }
            out.append(piece);
            if (out.length() < maxLength) {
                fits = out.length();
            }
            i = time.isPresent() ? time.get().end() : i + Character.charCount(c);
        }
        return out.toString();
    }

    private static String piece(String text, int at, int c, boolean atStart) {
        if (MARKS.indexOf(c) >= 0
                || (atStart && (c == '#' || c == '-' || c == '+' || c == '>' || c == '.' || c == ')'))
                || (c == ':' && startsLink(text, at))) {
            return "\\" + (char) c;
        }
        if (c == '@' && CALLS.stream().anyMatch(call -> text.regionMatches(true, at + 1, call, 0, call.length()))) {
            return "@\u200B";
        }
        return Character.toString(c);
    }

    private static boolean startsLink(String text, int at) {
        return text.startsWith("//", at + 1)
                || SHORTCODE.matcher(text).region(at, text.length()).lookingAt()
                || ADDRESS.matcher(text.substring(Math.max(0, at - 6), at)).find();
    }

    private static int indent(String text) {
        int i = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where the dot or bracket of {@code 1.} or {@code 1)} at the start of a line is, or -1. */
    private static int listMark(String text, int start) {
        var number = LIST_NUMBER.matcher(text).region(start, text.length());
        return number.lookingAt() ? number.end() - 1 : -1;
    }

    /** A single line of whole characters, without what turns the direction of text around. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.append('\uFFFD');
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                clean.append(' ');
            } else if (!OneLine.turnsDirection(c) && c != '\u200F') {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    /** A link, or its label alone where the target is none that Discord opens. */
    static String link(String label, URI target) {
        String shown = cut(label, 80);
        if (PlainLine.isBlank(shown)) {
            shown = "Link";
        }
        String scheme = target.getScheme();
        String address = target.toASCIIString().replace("(", "%28").replace(")", "%29");
        boolean opens = scheme != null && Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT));
        if (!opens || address.length() > LONGEST_TARGET) {
            return shown + (opens ? " (the link is too long to show)" : "");
        }
        return "[" + shown + "](" + address + ")";
    }
}

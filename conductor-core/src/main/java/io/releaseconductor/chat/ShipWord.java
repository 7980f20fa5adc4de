package io.releaseconductor.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A word of a command: {@code key:value}, {@code key:"quoted value"} or a bare one.
 *
 * @param raw as it was typed
 * @param key what is in front of the colon, or null if there is no colon
 * @param value what is behind the colon, without quotes; the whole word if it is bare
 * @param isQuoted whether the value stands in quotes
 * @param problem what is wrong with its quotes, or null
 */
record ShipWord(
        String raw,
        @Nullable String key,
        String value,
        boolean isQuoted,
        @Nullable String problem) {

    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w./@#+-]+");

    /** Writes a value so that it reads back as the same, whatever is in it. */
    static String quoted(String value) {
        return NEEDS_NO_QUOTES.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static List<ShipWord> split(String text) {
        return new Splitter(text).all();
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** What may stand between words: a space, seen or not. */
    static boolean isGap(int c) {
        return isSpace(c) || Typed.isInvisible(c);
    }

    private static final class Splitter {
        private final String text;
        private int at;

        Splitter(String text) {
            this.text = text;
        }

        List<ShipWord> all() {
            List<ShipWord> words = new ArrayList<>();
            while (true) {
                skipGap();
                if (at == text.length()) {
                    return words;
                }
                words.add(next());
            }
        }

        private void skipGap() {
            while (at < text.length() && isGap(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
        }

        private ShipWord next() {
            int start = at;
            ShipWord inQuotes = wordInQuotes();
            if (inQuotes != null) {
                return inQuotes;
            }
            while (at < text.length() && !isColon(text.charAt(at)) && !isSpace(text.charAt(at))) {
                at++;
            }
            if (at == start || at == text.length() || !isColon(text.charAt(at))) {
                skipToSpace();
                String raw = Typed.trim(text.substring(start, at));
                return new ShipWord(raw, null, raw, false, null);
            }
            String key = Typed.trim(text.substring(start, at));
            at++;
            int valueStart = at;
            while (at < text.length() && Typed.isInvisible(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (at < text.length() && !closing(text.charAt(at)).isEmpty()) {
                return quotedWord(start, key);
            }
            skipToSpace();
            String value = Typed.trim(text.substring(valueStart, at));
            return new ShipWord(Typed.trim(text.substring(start, at)), key, value, false, null);
        }

        /** Some put quotes around the whole word, as shells want it; chats show what is between backticks as code. */
        private @Nullable ShipWord wordInQuotes() {
            String ends = closing(text.charAt(at));
            int close = at + 1;
            while (close < text.length() && ends.indexOf(text.charAt(close)) < 0) {
                close++;
            }
            boolean alone = close + 1 >= text.length() || isGap(text.codePointAt(close + 1));
            if (ends.isEmpty() || close >= text.length() || !alone) {
                return null;
            }
            List<ShipWord> words = new Splitter(text.substring(at + 1, close)).all();
            if (words.size() != 1) {
                return null;
            }
            at = close + 1;
            return words.get(0);
        }

        /** Keyboards for Chinese and Japanese type a wide one. */
        private static boolean isColon(char c) {
            return c == ':' || c == '：' || c == '﹕';
        }

        /** What closes a quote that begins with this; empty if it begins none. Phones and editors type curly ones by themselves. */
        private static String closing(char opening) {
            return switch (opening) {
                case '"' -> "\"";
                case '\'' -> "'";
                case '`' -> "`";
                case '“' -> "”\"";
                case '”' -> "”\"";
                case '„' -> "“”\"";
                case '‘', '’' -> "’";
                case '«' -> "»";
                default -> "";
            };
        }

        private ShipWord quotedWord(int start, String key) {
            String ends = closing(text.charAt(at));
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && ends.indexOf(text.charAt(at)) < 0; at++) {
                boolean escapes = text.charAt(at) == '\\'
                        && at + 1 < text.length()
                        && (ends.indexOf(text.charAt(at + 1)) >= 0 || text.charAt(at + 1) == '\\');
                if (escapes) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            if (at == text.length()) {
                return new ShipWord(text.substring(start), key, value.toString(), true, "the quote is not closed");
            }
            at++;
            int closed = at;
            skipToSpace();
            return new ShipWord(
                    text.substring(start, at),
                    key,
                    value.toString(),
                    true,
                    Typed.trim(text.substring(closed, at)).isEmpty()
                            ? null
                            : "there is text right after the closing quote");
        }

        private void skipToSpace() {
            while (at < text.length() && !isSpace(text.charAt(at))) {
                at++;
            }
        }
    }
}

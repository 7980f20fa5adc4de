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
 * @param problem what is wrong with its quotes, or null
 */
record ShipWord(
        String raw,
        @Nullable String key,
        String value,
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

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
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
                while (at < text.length() && isSpace(text.charAt(at))) {
                    at++;
                }
                if (at == text.length()) {
                    return words;
                }
                words.add(next());
            }
        }

        private ShipWord next() {
            int start = at;
            while (at < text.length() && text.charAt(at) != ':' && !isSpace(text.charAt(at))) {
                at++;
            }
            if (at == start || at == text.length() || text.charAt(at) != ':') {
                skipToSpace();
                String raw = text.substring(start, at);
                return new ShipWord(raw, null, raw, null);
            }
            String key = text.substring(start, at);
            at++;
            int valueStart = at;
            if (at < text.length() && isQuote(text.charAt(at))) {
                return quotedWord(start, key);
            }
            skipToSpace();
            return new ShipWord(text.substring(start, at), key, text.substring(valueStart, at), null);
        }

        /** Phones and editors type curly quotes by themselves. */
        private static boolean isQuote(char c) {
            return c == '"' || c == '“';
        }

        private ShipWord quotedWord(int start, String key) {
            char end = text.charAt(at) == '“' ? '”' : '"';
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != end; at++) {
                boolean escapes = text.charAt(at) == '\\'
                        && at + 1 < text.length()
                        && (text.charAt(at + 1) == end || text.charAt(at + 1) == '\\');
                if (escapes) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            if (at == text.length()) {
                return new ShipWord(text.substring(start), key, value.toString(), "the quote is not closed");
            }
            at++;
            int closed = at;
            skipToSpace();
            return new ShipWord(
                    text.substring(start, at),
                    key,
                    value.toString(),
                    closed == at ? null : "there is text right after the closing quote");
        }

        private void skipToSpace() {
            while (at < text.length() && !isSpace(text.charAt(at))) {
                at++;
            }
        }
    }
}

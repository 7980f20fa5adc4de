package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a cookie, a field or a header can be read as. Applications quote tokens, encode them, sign them once more,
 * put the scheme before them, or keep them inside JSON, in any order; each step is undone for itself, and again on what it
 * yields.
 */
final class TokenText {

    private static final int MOST_READINGS = 200;
    private static final int MOST_CHARACTERS = 400_000;
    /** Nobody wraps a token so often. */
    private static final int DEEPEST = 16;

    private static final int MOST_LEAVES = 50;
    private static final int DEEPEST_LEAF = 8;

    private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]{2}");

    /** A scheme or marker, such as {@code Bearer }, {@code s:}, {@code j:}, {@code base64-}. */
    private static final Pattern MARKED = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,15}[ +:-]+(.+)", Pattern.DOTALL);

    /** As Express marks a value that has its signature behind it. */
    private static final String SIGNED = "s:";

    /** As Rails puts a signature behind a value. */
    private static final Pattern DIGEST = Pattern.compile("--[0-9A-Fa-f]{16,128}\\z");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/=_.-]{16,}");

    private static final Pattern NOTHING = Pattern.compile(
            "(?i)\\s*|undefined|null|nil|none|nan|false|\\[object \\w+]|(?:bearer )?(?:undefined|null)");

    private TokenText() {}

    /** {@return the value itself and what it can be read as, in bounded number and size} */
    static Set<String> readings(String value) {
        Set<String> readings = new LinkedHashSet<>();
        List<String> open = List.of(value.strip());
        int characters = 0;
        for (int depth = 0; depth <= DEEPEST; depth++) {
            List<String> next = new ArrayList<>();
            for (String text : open) {
                boolean known = characters + text.length() > MOST_CHARACTERS
                        || readings.size() >= MOST_READINGS
                        || !readings.add(text);
                if (!known) {
                    characters += text.length();
                    next.addAll(steps(text));
                }
            }
            open = next;
        }
        return readings;
    }

    /** Whether it is how a program prints that there is nothing, so that nobody is logged in by it. */
    static boolean isNothing(String value) {
        return NOTHING.matcher(plain(value)).matches();
    }

    /** {@return the value without quotes and percent signs} */
    static String plain(String value) {
        String text = unquoted(value.strip());
        return PERCENT.matcher(text).find() ? percentDecoded(text) : text;
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    private static List<String> steps(String text) {
        List<String> next = new ArrayList<>();
        next.add(unquoted(text));
        if (PERCENT.matcher(text).find()) {
            next.add(percentDecoded(text).strip());
        }
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
            Json.tryParse(text).ifPresent(json -> addLeaves(json, DEEPEST_LEAF, next));
        }
        Matcher marked = MARKED.matcher(text);
        if (marked.matches()) {
            next.add(marked.group(1).strip());
        }
        int signature = text.lastIndexOf('.');
        if (text.startsWith(SIGNED) && signature > SIGNED.length()) {
            next.add(text.substring(SIGNED.length(), signature));
        }
        Matcher digest = DIGEST.matcher(text);
        if (digest.find() && digest.start() > 0) {
            next.add(text.substring(0, digest.start()));
        }
        String decoded = BASE64.matcher(text).matches() ? base64Decoded(text) : null;
        if (decoded != null) {
            next.add(decoded.strip());
        }
        Matcher run = RUN.matcher(text);
        while (run.find() && next.size() < MOST_LEAVES) {
            next.add(run.group());
        }
        return next;
    }

    private static void addLeaves(JsonNode json, int depth, List<String> leaves) {
        if (json.isTextual()) {
            leaves.add(json.textValue().strip());
        }
        for (JsonNode child : json) {
            if (depth == 0 || leaves.size() >= MOST_LEAVES) {
                return;
            }
            addLeaves(child, depth - 1, leaves);
        }
    }

    private static String percentDecoded(String text) {
        Buffer bytes = new Buffer();
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint == '%'
                    && PERCENT.matcher(text)
                            .region(i, Math.min(text.length(), i + 3))
                            .matches()) {
                bytes.writeByte(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                bytes.writeUtf8CodePoint(codePoint);
                i += Character.charCount(codePoint);
            }
        }
        return bytes.readUtf8();
    }

    /** {@return the text that is encoded, or null if it is none: ids decode to noise} */
    private static @Nullable String base64Decoded(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return decoded.chars().anyMatch(c -> c < 0x20 && !Character.isWhitespace(c)) ? null : decoded;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}

package io.releaseconductor.examples.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * Fills in what a case leaves open, {@code <<word argument>>}, the innermost first: times around now, encodings, digests, and
 * names such as {@code <<base>>}.
 */
final class Blanks {

    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter AMAZON =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant now;
    private final Map<String, String> names;

    Blanks(Instant now, Map<String, String> names) {
        this.now = now;
        this.names = names;
    }

    String filled(String text) {
        StringBuilder result = new StringBuilder(text);
        for (int end = result.indexOf(">>"); end >= 0; end = result.indexOf(">>")) {
            int start = result.lastIndexOf("<<", end);
            if (start < 0) {
                throw new AssertionError("'>>' without '<<' in " + text);
            }
            // of ">>>" the last two close: what a blank holds may itself end with ">"
            while (end + 2 < result.length() && result.charAt(end + 2) == '>' && !isClosedLater(result, start)) {
                end++;
            }
            String blank = result.substring(start + 2, end);
            result.replace(start, end + 2, value(blank));
        }
        return result.toString();
    }

    /** Whether another blank is open around the one that starts there, to which further brackets belong. */
    private static boolean isClosedLater(StringBuilder text, int start) {
        return text.lastIndexOf("<<", start - 1) >= 0;
    }

    private String value(String blank) {
        int space = blank.indexOf(' ');
        String word = space < 0 ? blank : blank.substring(0, space);
        String argument = space < 0 ? "" : blank.substring(space + 1);
        return switch (word) {
            case "b64" -> Base64.getUrlEncoder().withoutPadding().encodeToString(argument.getBytes(UTF_8));
            case "b64p" -> Base64.getUrlEncoder().encodeToString(argument.getBytes(UTF_8));
            case "std64" -> Base64.getEncoder().encodeToString(argument.getBytes(UTF_8));
            case "sha384" -> Base64.getEncoder().encodeToString(sha384(argument));
            case "now" -> String.valueOf(later(argument).getEpochSecond());
            case "date" -> HTTP.format(later(argument));
            case "amz" -> AMAZON.format(later(argument));
            case "jwt" -> jwt(argument);
            case "many" -> {
                int next = argument.indexOf(' ');
                yield argument.substring(next + 1).repeat(Integer.parseInt(argument.substring(0, next)));
            }
            case "nl" -> "\n";
            default -> {
                String value = names.get(word);
                if (value == null) {
                    throw new AssertionError("no such blank: <<" + blank + ">>");
                }
                yield value;
            }
        };
    }

    private String jwt(String seconds) {
        String head = value("b64 {\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        String body = value("b64 {\"sub\":\"7\",\"exp\":" + later(seconds).getEpochSecond() + "}");
        return head + "." + body + "." + value("b64 a-signature-of-thirty-two-bytes.");
    }

    private Instant later(String seconds) {
        return now.plusSeconds(Long.parseLong(seconds));
    }

    private static byte[] sha384(String text) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

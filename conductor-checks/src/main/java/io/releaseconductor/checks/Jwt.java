package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges JSON web tokens by form and time. The signature is the application's to verify: the conductor has no key, and
 * should have none.
 */
final class Jwt {

    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*");

    /** An id, or a text so short that nothing is sealed in it. */
    private static final Pattern PLAIN =
            Pattern.compile("(?!.*--)[A-Za-z0-9_+/-]{0,128}={0,2}|.{0,15}", Pattern.DOTALL);

    /** How base64url of what begins with a brace begins. */
    private static final Pattern OBJECT = Pattern.compile("e[w-z0-9_-].*", Pattern.DOTALL);

    private static final int JWE_PARTS = 5;

    /** Of 32 bytes, the least that any usual algorithm makes. */
    private static final int SHORTEST_SIGNATURE = 43;

    /** How far the clocks of conductor and application may differ. */
    private static final long LEEWAY_SECONDS = 60;

    private Jwt() {}

    /** The best of what a value can be read as: it may be encoded, quoted, signed once more or wrapped in JSON. */
    static JwtState find(String value, Instant now) {
        Set<String> readings = TokenText.readings(value);
        JwtState best = readings.stream()
                .map(reading -> judge(reading, now))
                .max(Comparator.naturalOrder())
                .orElse(JwtState.NO_JWT);
        boolean plain = PLAIN.matcher(TokenText.plain(value)).matches()
                && readings.stream().noneMatch(Jwt::isJsonObject);
        return best == JwtState.NO_JWT && !plain ? JwtState.SEALED : best;
    }

    private static boolean isJsonObject(String text) {
        return text.startsWith("{")
                && Json.tryParse(text).filter(JsonNode::isObject).isPresent();
    }

    /** Whether it is header and payload of a JWT, whose signature is kept somewhere else. */
    static boolean isUnsealed(String value) {
        String[] parts = value.split("\\.", -1);
        return parts.length == 2
                && object(parts[0]).filter(h -> h.path("alg").isTextual()).isPresent()
                && object(parts[1]).isPresent();
    }

    static boolean isSignature(String value) {
        return value.length() >= SHORTEST_SIGNATURE && BASE64URL.matcher(value).matches();
    }

    /** What the value is as it stands. */
    static JwtState judge(String value, Instant now) {
        String[] parts = value.split("\\.", -1);
        if (parts.length < 2
                || parts.length > JWE_PARTS
                || !OBJECT.matcher(value).matches()) {
            return JwtState.NO_JWT;
        }
        Optional<JsonNode> header = object(parts[0]);
        boolean encrypted = header.isPresent() && header.get().path("enc").isTextual();
        boolean named = header.isPresent() && header.get().path("alg").isTextual();
        if (encrypted) {
            return named && parts.length == JWE_PARTS && isBase64Url(parts, JWE_PARTS)
                    ? inTime(header.get(), now, JwtState.ENCRYPTED)
                    : JwtState.MALFORMED;
        }
        if (header.isPresent() && !named) {
            // A signed payload of another kind begins alike, but no payload follows it.
            return parts.length > 2 && object(parts[1]).isPresent() ? JwtState.MALFORMED : JwtState.NO_JWT;
        }
        if (parts.length == 2 || header.isEmpty()) {
            return header.isPresent() || parts.length == 3 ? JwtState.MALFORMED : JwtState.NO_JWT;
        }
        return signed(parts, header.get(), now);
    }

    /** A fourth part is the signature of whoever signed the cookie on top. */
    private static JwtState signed(String[] parts, JsonNode header, Instant now) {
        Optional<JsonNode> payload = object(parts[1]);
        if (payload.isEmpty() || !isBase64Url(parts, 3) || parts.length == JWE_PARTS) {
            return JwtState.MALFORMED;
        }
        if (parts[2].isEmpty() || header.path("alg").textValue().equalsIgnoreCase("none")) {
            return JwtState.UNSIGNED;
        }
        return inTime(payload.get(), now, JwtState.VALID);
    }

    private static boolean isBase64Url(String[] parts, int count) {
        for (int i = 0; i < count; i++) {
            if (!BASE64URL.matcher(parts[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static JwtState inTime(JsonNode claims, Instant now, JwtState good) {
        JsonNode expires = claims.path("exp");
        JsonNode notBefore = claims.path("nbf");
        if (isNoTime(expires) || isNoTime(notBefore)) {
            return JwtState.MALFORMED;
        }
        if (expires.isNumber() && expires.doubleValue() <= now.getEpochSecond()) {
            return JwtState.EXPIRED;
        }
        if (notBefore.isNumber() && notBefore.doubleValue() > now.getEpochSecond() + LEEWAY_SECONDS) {
            return JwtState.NOT_YET_VALID;
        }
        return good;
    }

    private static boolean isNoTime(JsonNode value) {
        return !value.isMissingNode() && !value.isNumber();
    }

    private static Optional<JsonNode> object(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Json.tryParse(new String(bytes, StandardCharsets.UTF_8)).filter(JsonNode::isObject);
    }
}

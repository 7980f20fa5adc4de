package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges JSON web tokens by form and time. The signature is the application's to verify: the conductor has no key, and
 * should have none.
 */
final class Jwt {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]*)");

    /** How far the clocks of conductor and application may differ. */
    private static final long LEEWAY_SECONDS = 60;

    private Jwt() {}

    static JwtState judge(String value, Instant now) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return JwtState.NO_JWT;
        }
        Optional<JsonNode> header = object(form.group(1));
        Optional<JsonNode> payload = object(form.group(2));
        if (header.isEmpty() || payload.isEmpty() || !header.get().path("alg").isTextual()) {
            return JwtState.MALFORMED;
        }
        if (form.group(3).isEmpty() || header.get().path("alg").textValue().equalsIgnoreCase("none")) {
            return JwtState.UNSIGNED;
        }
        return inTime(payload.get(), now);
    }

    private static JwtState inTime(JsonNode payload, Instant now) {
        JsonNode expires = payload.path("exp");
        JsonNode notBefore = payload.path("nbf");
        if (isNoTime(expires) || isNoTime(notBefore)) {
            return JwtState.MALFORMED;
        }
        if (expires.isNumber() && expires.doubleValue() <= now.getEpochSecond()) {
            return JwtState.EXPIRED;
        }
        if (notBefore.isNumber() && notBefore.doubleValue() > now.getEpochSecond() + LEEWAY_SECONDS) {
            return JwtState.NOT_YET_VALID;
        }
        return JwtState.VALID;
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

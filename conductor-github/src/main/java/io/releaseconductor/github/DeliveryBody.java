package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of a delivery, which GitHub sends in one of two content types: as JSON, or as a form whose field {@code payload} holds
 * the same JSON. See <a href="https://docs.github.com/en/webhooks/using-webhooks/creating-webhooks">Creating webhooks</a>.
 */
final class DeliveryBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "payload=";

    private DeliveryBody() {}

    /** {@return the JSON object that was delivered, or null if the body holds none} */
    static @Nullable JsonNode read(byte[] body, @Nullable String contentType) {
        try {
            JsonNode payload = isForm(contentType) ? form(body) : JSON.readTree(body);
            return payload != null && payload.isObject() ? payload : null;
        } catch (IOException | IllegalArgumentException e) {
            // Its message quotes the body, and is of use to nobody who can read it.
            return null;
        }
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static @Nullable JsonNode form(byte[] body) throws IOException {
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (field.startsWith(FIELD)) {
                return JSON.readTree(URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8));
            }
        }
        return null;
    }
}

package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A presigned URL, with what signs it: parameters of its query, or for uploads by form the fields that go with it. All of it
 * is secret.
 */
final class PresignedUrl {

    private static final List<String> USUAL_NAMES = List.of(
            "url",
            "uploadUrl",
            "upload_url",
            "presignedUrl",
            "presigned_url",
            "presignedURL",
            "signedUrl",
            "signed_url",
            "signedURL",
            "putUrl",
            "put_url",
            "uploadURL");
    private static final List<String> USUAL_PLACES = List.of("data", "result", "upload", "presigned");

    private static final DateTimeFormatter BASIC_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HttpUrl url;
    private final Map<String, String> parameters;

    private PresignedUrl(HttpUrl url, Map<String, String> parameters) {
        this.url = url;
        this.parameters = parameters;
    }

    HttpUrl url() {
        return url;
    }

    /** The text that should be a presigned URL, or null if there is none. */
    static @Nullable JsonNode find(JsonNode answer, @Nullable String field) {
        if (field != null) {
            JsonNode node = Json.at(answer, field);
            return node != null && node.isTextual() ? node : null;
        }
        if (answer.isTextual()) {
            return answer;
        }
        JsonNode direct = findIn(answer);
        if (direct != null) {
            return direct;
        }
        for (String place : USUAL_PLACES) {
            JsonNode inner = answer.path(place);
            JsonNode found = inner.isTextual() ? inner : findIn(inner);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable JsonNode findIn(JsonNode object) {
        for (String name : USUAL_NAMES) {
            if (object.path(name).isTextual()) {
                return object.path(name);
            }
        }
        return null;
    }

    /** Reads a URL; empty if it is no absolute http or https one. */
    static Optional<PresignedUrl> parse(String text, JsonNode answer) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            return Optional.empty();
        }
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (JsonNode fields :
                List.of(answer.path("fields"), answer.path("data").path("fields"))) {
            fields.properties()
                    .forEach(f -> parameters.put(f.getKey(), f.getValue().asText()));
        }
        for (int i = 0; i < url.querySize(); i++) {
            String value = url.queryParameterValue(i);
            parameters.put(url.queryParameterName(i), value == null ? "" : value);
        }
        return Optional.of(new PresignedUrl(url, parameters));
    }

    /** Whether it carries a signature of one of the kinds that S3 and its likes understand. */
    boolean isSigned() {
        return has("X-Amz-Signature", "X-Amz-Algorithm", "X-Amz-Credential")
                || has("Signature", "AWSAccessKeyId")
                || has("X-Goog-Signature", "X-Goog-Algorithm", "X-Goog-Credential");
    }

    private boolean has(String... names) {
        return List.of(names).stream()
                .allMatch(name -> !parameters.getOrDefault(name, "").isBlank());
    }

    /** Whether it has run out, as far as it says when it does. */
    boolean isExpired(Instant now) {
        Instant end = end();
        return end != null && !now.isBefore(end);
    }

    private @Nullable Instant end() {
        try {
            String date = parameters.getOrDefault("X-Amz-Date", parameters.get("X-Goog-Date"));
            String seconds = parameters.getOrDefault("X-Amz-Expires", parameters.get("X-Goog-Expires"));
            if (date != null && seconds != null) {
                return BASIC_DATE.parse(date, Instant::from).plusSeconds(Long.parseLong(seconds));
            }
            String until = parameters.get("Expires");
            return until == null ? null : Instant.ofEpochSecond(Long.parseLong(until));
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            // What it says makes no sense to us; the storage will tell.
            return null;
        }
    }

    /** The host alone. */
    @Override
    public String toString() {
        return WebRequest.origin(url) + "/…";
    }
}

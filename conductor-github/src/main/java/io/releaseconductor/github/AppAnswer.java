package io.releaseconductor.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub answered to an App. Its body may hold a token and is printed nowhere.
 *
 * @param status the HTTP status
 * @param body the JSON body; a missing node if it is none
 * @param message GitHub's own reason on one line, or null
 * @param serverTime the time at GitHub, or null if it did not say
 * @param retryAt when GitHub wants to be asked again, or null if it did not say
 * @param rateLimited whether it is a matter of rate limits
 */
record AppAnswer(
        int status,
        JsonNode body,
        @Nullable String message,
        @Nullable Instant serverTime,
        @Nullable Instant retryAt,
        boolean rateLimited) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_BODY_BYTES = 256 * 1024;
    private static final int MAX_MESSAGE = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    static AppAnswer read(Response response, Instant now) throws IOException {
        JsonNode body = parse(response.peekBody(MAX_BODY_BYTES).string());
        String message =
                body.path("message").isTextual() ? shown(body.path("message").textValue()) : null;
        Optional<Long> retryAfter = number(response.header("retry-after"));
        boolean spent = "0".equals(response.header("x-ratelimit-remaining"));
        boolean limited = response.code() == 429
                || (response.code() == 403
                        && (retryAfter.isPresent()
                                || spent
                                || (message != null
                                        && message.toLowerCase(java.util.Locale.ROOT)
                                                .contains("rate limit"))));
        Instant retryAt = retryAfter.map(now::plusSeconds).orElse(null);
        if (retryAt == null && limited && spent) {
            retryAt = number(response.header("x-ratelimit-reset"))
                    .map(Instant::ofEpochSecond)
                    .orElse(null);
        }
        if (retryAt == null && limited) {
            // GitHub's advice where it names no time: at least a minute.
            retryAt = now.plusSeconds(60);
        }
        return new AppAnswer(response.code(), body, message, time(response.header("date")), retryAt, limited);
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            // Its message quotes the body, which may hold a token.
            return MissingNode.getInstance();
        }
    }

    private static String shown(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
    }

    private static Optional<Long> number(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(t -> NUMBER.matcher(t).matches())
                .map(Long::valueOf);
    }

    private static @Nullable Instant time(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Without the body. */
    @Override
    public String toString() {
        return status + (message == null ? "" : " " + message);
    }
}

package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a URL says that it holds.
 *
 * @param start when it begins, or null if it does not say
 * @param end when it is over, or null if it does not say
 */
record UrlLifetime(@Nullable Instant start, @Nullable Instant end) {

    private static final Pattern DATED = Pattern.compile("(x-[a-z]+)-date");

    /** From when to when, in seconds, as Tencent's storage writes it. */
    private static final Pattern FRAME = Pattern.compile("(\\d{10});(\\d{10})");

    private static final DateTimeFormatter BASIC_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Seconds up to here; a larger number is one of milliseconds. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    /** What the parameters say; the names in any case. What makes no sense says nothing: the storage will tell. */
    static UrlLifetime of(Map<String, String> parameters) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            Matcher dated = DATED.matcher(parameter.getKey().toLowerCase(Locale.ROOT));
            if (dated.matches() && parameters.containsKey(dated.group(1) + "-expires")) {
                Instant start = instant(parameter.getValue());
                return new UrlLifetime(start, later(start, parameters.get(dated.group(1) + "-expires")));
            }
        }
        if (parameters.containsKey("sig") && parameters.containsKey("se")) {
            return new UrlLifetime(instant(parameters.get("st")), instant(parameters.get("se")));
        }
        for (String value : parameters.values()) {
            Matcher frame = FRAME.matcher(value);
            if (frame.matches()) {
                return new UrlLifetime(instant(frame.group(1)), instant(frame.group(2)));
            }
        }
        Instant end = instant(parameters.get("expires"));
        return new UrlLifetime(null, end == null ? endOfPolicy(parameters.get("policy")) : end);
    }

    private static @Nullable Instant later(@Nullable Instant start, @Nullable String seconds) {
        try {
            return start == null || seconds == null ? null : start.plusSeconds(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            if (text.matches("\\d{1,17}")) {
                long number = Long.parseLong(text);
                return number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            }
            if (text.matches("\\d{8}T\\d{6}Z")) {
                return BASIC_DATE.parse(text, Instant::from);
            }
            return text.indexOf('T') > 0
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A policy, as uploads by form and content networks have it, is JSON in base64, of either alphabet. */
    private static @Nullable Instant endOfPolicy(@Nullable String policy) {
        JsonNode json = policy == null ? MissingNode.getInstance() : decoded(policy);
        JsonNode end = json.findPath("DateLessThan").path("AWS:EpochTime");
        return instant(end.isMissingNode() ? json.path("expiration").textValue() : end.asText());
    }

    private static JsonNode decoded(String policy) {
        String standard = policy.replaceAll("\\s", "").replace('_', policy.indexOf('~') >= 0 ? '=' : '/');
        try {
            byte[] bytes =
                    Base64.getMimeDecoder().decode(standard.replace('-', '+').replace('~', '/'));
            return Json.tryParse(new String(bytes, StandardCharsets.UTF_8)).orElse(MissingNode.getInstance());
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    boolean isOver(Instant now) {
        return end != null && !now.isBefore(end);
    }

    /** Storages allow for clocks that differ by a quarter of an hour. */
    boolean isYetToBegin(Instant now) {
        return start != null && start.isAfter(now.plusSeconds(900));
    }
}

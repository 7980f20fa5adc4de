package io.releaseconductor.checks;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import okhttp3.Cookie;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A cookie as an answer sets it. Its value is a secret.
 *
 * @param name its name
 * @param value its value, as it was sent
 * @param domain the hosts that it is for, without a dot in front, or null for the one that sets it
 * @param path the path that it is for, or null for that of the request
 * @param secure whether it travels over https only
 * @param sameSiteNone whether it asks to be sent from pages of other sites as well
 * @param partitioned whether it is kept apart for each site that embeds it
 * @param ended whether its life time is over, which is how cookies are deleted
 */
record SetCookie(
        String name,
        String value,
        @Nullable String domain,
        @Nullable String path,
        boolean secure,
        boolean sameSiteNone,
        boolean partitioned,
        boolean ended) {

    private static final HttpUrl ANY_PLACE = HttpUrl.get("http://localhost/");

    /** {@return the cookies of an answer in their order, those that it deletes included} */
    static List<SetCookie> of(Headers headers, Instant now) {
        return headers.values("Set-Cookie").stream()
                .map(header -> parse(header, now))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable SetCookie parse(String header, Instant now) {
        String[] pieces = header.split(";", -1);
        int equals = pieces[0].indexOf('=');
        if (equals <= 0 || pieces[0].substring(0, equals).isBlank()) {
            return null;
        }
        Attributes attributes = new Attributes();
        for (int i = 1; i < pieces.length; i++) {
            attributes.take(pieces[i], now);
        }
        return new SetCookie(
                pieces[0].substring(0, equals).strip(),
                pieces[0].substring(equals + 1).strip(),
                attributes.domain,
                attributes.path,
                attributes.secure,
                attributes.sameSiteNone,
                attributes.partitioned,
                attributes.maxAgeEnded == null ? attributes.expired : attributes.maxAgeEnded);
    }

    /** Without the value. */
    @Override
    public String toString() {
        return name + "=***";
    }

    /** What stands behind the value. Of attributes that repeat the last one counts, and Max-Age comes before Expires. */
    private static final class Attributes {

        private @Nullable String domain;
        private @Nullable String path;
        private @Nullable Boolean maxAgeEnded;
        private boolean expired;
        private boolean secure;
        private boolean sameSiteNone;
        private boolean partitioned;

        void take(String piece, Instant now) {
            int equals = piece.indexOf('=');
            String key =
                    (equals < 0 ? piece : piece.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : piece.substring(equals + 1).strip();
            switch (key) {
                case "domain" -> domain = domain(value);
                case "path" -> path = value.startsWith("/") ? value : null;
                case "secure" -> secure = true;
                case "samesite" -> sameSiteNone = value.equalsIgnoreCase("none");
                case "partitioned" -> partitioned = true;
                case "max-age" -> {
                    if (value.matches("-?\\d+")) {
                        maxAgeEnded = value.startsWith("-") || value.matches("0+");
                    }
                }
                case "expires" -> expired = isPast(value, now);
                default -> {
                    // HttpOnly and what is not known changes nothing about whether a cookie is kept.
                }
            }
        }

        private static @Nullable String domain(String value) {
            String bare = value.startsWith(".") ? value.substring(1) : value;
            return bare.isEmpty() ? null : bare.toLowerCase(Locale.ROOT);
        }

        /** Browsers read dates leniently, and OkHttp as they do; one that nobody can read counts as not given. */
        private static boolean isPast(String date, Instant now) {
            Cookie read = Cookie.parse(ANY_PLACE, "a=b; expires=" + date);
            return read != null && read.expiresAt() <= now.toEpochMilli();
        }
    }
}

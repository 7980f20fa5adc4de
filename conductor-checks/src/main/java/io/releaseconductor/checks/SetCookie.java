package io.releaseconductor.checks;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that an answer sets. Its value is a secret.
 *
 * @param name its name
 * @param value its value, without quotes
 */
record SetCookie(String name, String value) {

    /** {@return the cookies that an answer sets; those that it deletes are left out} */
    static List<SetCookie> of(Headers headers) {
        return headers.values("Set-Cookie").stream()
                .map(SetCookie::parse)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable SetCookie parse(String header) {
        String[] pieces = header.split(";", -1);
        int equals = pieces[0].indexOf('=');
        if (equals <= 0) {
            return null;
        }
        for (int i = 1; i < pieces.length; i++) {
            String attribute = pieces[i].strip().toLowerCase(Locale.ROOT);
            if (attribute.matches("max-age\\s*=\\s*(0|-\\d+)")) {
                return null;
            }
        }
        String value = pieces[0].substring(equals + 1).strip();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String bare = quoted ? value.substring(1, value.length() - 1) : value;
        return bare.isEmpty()
                ? null
                : new SetCookie(pieces[0].substring(0, equals).strip(), bare);
    }

    /** Without the value. */
    @Override
    public String toString() {
        return name + "=***";
    }
}

package io.releaseconductor.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a browser makes of the cookies of an answer.
 *
 * @param kept those that it keeps
 * @param refused those that it drops, with the reason
 * @param takenBack whether a cookie was set and deleted again in the same answer
 */
record Cookies(List<SetCookie> kept, Map<SetCookie, CookieRefusal> refused, boolean takenBack) {

    static Cookies none() {
        return new Cookies(List.of(), Map.of(), false);
    }

    /** Life times are judged by the answer's own clock if it tells it, as browsers do. */
    static Cookies of(WebAnswer answer, Instant now) {
        Map<List<@Nullable String>, SetCookie> jar = new LinkedHashMap<>();
        Map<SetCookie, CookieRefusal> refused = new LinkedHashMap<>();
        boolean takenBack = false;
        for (SetCookie cookie : SetCookie.of(answer.headers(), answer.clock(now))) {
            CookieRefusal refusal = CookieRefusal.of(cookie, answer.url());
            if (refusal != null) {
                refused.put(cookie, refusal);
                continue;
            }
            List<@Nullable String> key = key(cookie);
            if (!cookie.ended()) {
                jar.put(key, cookie);
            } else if (jar.remove(key) != null) {
                takenBack = true;
            } else if (!cookie.value().isEmpty()) {
                refused.put(cookie, CookieRefusal.ENDED);
            }
        }
        return new Cookies(List.copyOf(jar.values()), refused, takenBack);
    }

    private static List<@Nullable String> key(SetCookie cookie) {
        List<@Nullable String> key = new ArrayList<>();
        key.add(cookie.name());
        key.add(cookie.domain());
        key.add(cookie.path());
        return key;
    }

    /** {@return these with later ones, which replace those of the same name} */
    Cookies then(Cookies later) {
        Map<String, SetCookie> all = new LinkedHashMap<>();
        kept.forEach(c -> all.put(c.name(), c));
        later.kept.forEach(c -> all.put(c.name(), c));
        return new Cookies(List.copyOf(all.values()), later.refused, later.takenBack);
    }

    /** {@return the header that sends them back, or null if there are none} */
    @Nullable
    String header() {
        return kept.isEmpty()
                ? null
                : kept.stream().map(c -> c.name() + "=" + c.value()).collect(Collectors.joining("; "));
    }

    /** Without values. */
    @Override
    public String toString() {
        return "Cookies[kept=" + kept + ", refused=" + refused.keySet() + "]";
    }
}

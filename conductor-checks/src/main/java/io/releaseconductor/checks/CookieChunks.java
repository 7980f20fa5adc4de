package io.releaseconductor.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joins what an application cut: into numbered cookies since browsers keep no more than 4096 bytes in one, or a JWT from its signature. */
final class CookieChunks {

    /** {@code session.0}, {@code _oauth2_proxy_1}, {@code .AspNetCore.CookiesC1}. */
    private static final Pattern NUMBERED = Pattern.compile("(.+?(?:[._-]|C))(\\d{1,2})");

    private CookieChunks() {}

    /**
     * A value and the name that it goes by.
     *
     * @param name the cookie's name; of chunks the name without numbers
     * @param value the value, a secret
     */
    record Whole(String name, String value) {

        /** Without the value. */
        @Override
        public String toString() {
            return name + "=***";
        }
    }

    /** {@return all cookies, each series that begins with 0 or 1 in one piece, and each JWT with a signature of its own cookie} */
    static List<Whole> joined(List<SetCookie> cookies) {
        List<Whole> all = new ArrayList<>();
        Map<String, TreeMap<Integer, String>> series = new LinkedHashMap<>();
        for (SetCookie cookie : cookies) {
            all.add(new Whole(cookie.name(), cookie.value()));
            Matcher numbered = NUMBERED.matcher(cookie.name());
            if (numbered.matches()) {
                series.computeIfAbsent(numbered.group(1), k -> new TreeMap<>())
                        .put(Integer.parseInt(numbered.group(2)), cookie.value());
            }
        }
        series.forEach((stem, chunks) -> {
            String whole = join(chunks);
            if (!whole.isEmpty()) {
                all.add(new Whole(stem.substring(0, stem.length() - 1), whole));
            }
        });
        List<Whole> rejoined = rejoined(all);
        all.addAll(rejoined);
        return all;
    }

    /** Header and payload of a JWT where scripts may read them, its signature where they may not. */
    private static List<Whole> rejoined(List<Whole> cookies) {
        List<Whole> whole = new ArrayList<>();
        for (Whole cookie : cookies) {
            if (Jwt.isUnsealed(cookie.value())) {
                cookies.stream()
                        .filter(other -> Jwt.isSignature(other.value()))
                        .findFirst()
                        .ifPresent(s -> whole.add(new Whole(cookie.name(), cookie.value() + "." + s.value())));
            }
        }
        return whole;
    }

    private static String join(SortedMap<Integer, String> chunks) {
        StringBuilder whole = new StringBuilder();
        int first = chunks.firstKey();
        for (int i = first; first <= 1 && chunks.containsKey(i); i++) {
            whole.append(chunks.get(i));
        }
        return whole.toString();
    }
}

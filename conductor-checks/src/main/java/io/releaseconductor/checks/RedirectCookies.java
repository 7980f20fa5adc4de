package io.releaseconductor.checks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.Cookie;

/**
 * The cookies that a page sets while it redirects, kept until the redirects end: some send visitors in a circle until they come
 * with a cookie. Only what the host of the base address sets, only when reading, and only back to it. Not thread-safe.
 */
final class RedirectCookies {

    private final Map<String, Cookie> kept = new LinkedHashMap<>();

    /** The next request, with what the answers before it set. A request with cookies of its own keeps to those. */
    WebRequest carried(WebRequest asked, WebAnswer answer, WebRequest next) {
        boolean hasItsOwn = asked.cookies() != null && kept.isEmpty();
        if (!asked.isRepeatable() || hasItsOwn || asked.namedBy() != null || next.namedBy() != null) {
            return next;
        }
        Cookie.parseAll(asked.url(), answer.headers()).forEach(cookie -> kept.put(cookie.name(), cookie));
        String header = kept.values().stream()
                .filter(cookie -> cookie.matches(next.url()) && !cookie.value().isEmpty())
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        return next.withCookies(header.isEmpty() ? null : header);
    }
}

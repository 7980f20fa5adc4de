package io.releaseconductor.checks;

import io.releaseconductor.http.Sites;
import java.util.stream.Collectors;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One request of a check. What an answer names, be it a script, a redirect or a presigned URL, is asked as a stranger would: without
 * cookies, and never on the conductor's own machine or its cloud's metadata service, unless the base address is there itself.
 *
 * @param method such as {@code GET}
 * @param url where to
 * @param label what people are told instead of the URL: never its query, which may hold secrets
 * @param accept what the answer should be
 * @param body JSON to send, or null
 * @param cookies a cookie header to send, or null
 * @param redirects where it may be redirected to
 * @param origin the origin of the page that loads it, which is told to the server as browsers do, or null
 * @param namedBy the host of the base address whose answer named this URL; null if the settings name it
 * @param more further headers; they stay with the host that they are for
 */
record WebRequest(
        String method,
        HttpUrl url,
        String label,
        String accept,
        @Nullable String body,
        @Nullable String cookies,
        Redirects redirects,
        @Nullable String origin,
        @Nullable String namedBy,
        Headers more) {

    private static final String HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
    private static final String JSON = "application/json";
    private static final Headers NO_MORE = Headers.EMPTY;

    static WebRequest page(Endpoint endpoint) {
        return to(endpoint, HTML, null);
    }

    static WebRequest json(Endpoint endpoint, @Nullable String body) {
        return to(endpoint, JSON, body);
    }

    /** A script that the answer of an endpoint names. */
    static WebRequest script(HttpUrl url, Endpoint home) {
        return named("GET", url, "GET " + shown(url), Redirects.ANYWHERE, home);
    }

    /** A presigned URL that the answer of an endpoint names. It is a secret, its path included: only its host is told. */
    static WebRequest presigned(HttpUrl url, Endpoint home) {
        return named("GET", url, "GET " + Sites.origin(url) + "/…", Redirects.NONE, home);
    }

    private static WebRequest named(String method, HttpUrl url, String label, Redirects redirects, Endpoint home) {
        return new WebRequest(
                method,
                url,
                label,
                "*/*",
                null,
                null,
                redirects,
                null,
                HttpUrl.get(home.url()).host(),
                NO_MORE);
    }

    /**
     * An upload to a presigned URL that no storage takes: nothing is sent, and said to have the digest of something else. A
     * storage looks at the signature first, so that why it refuses tells whether that holds.
     */
    static WebRequest trial(HttpUrl url, Endpoint home) {
        return named("PUT", url, "PUT " + Sites.origin(url) + "/…", Redirects.NONE, home);
    }

    /** Whether it is an upload that no storage takes. */
    boolean isTrial() {
        return method.equals("PUT") && redirects == Redirects.NONE;
    }

    private static WebRequest to(Endpoint endpoint, String accept, @Nullable String body) {
        HttpUrl url = HttpUrl.get(endpoint.url());
        String method = endpoint.method();
        return new WebRequest(
                method, url, method + " " + shown(url), accept, body, null, Redirects.SAME_SITE, null, null, NO_MORE);
    }

    static WebRequest form(Endpoint endpoint, String body) {
        Headers type = new Headers.Builder()
                .add("Content-Type", "application/x-www-form-urlencoded")
                .build();
        return to(endpoint, HTML, body).with(type);
    }

    /** The same with further headers. */
    WebRequest with(Headers headers) {
        Headers all = more.newBuilder().addAll(headers).build();
        return new WebRequest(method, url, label, accept, body, cookies, redirects, origin, namedBy, all);
    }

    WebRequest withCookies(@Nullable String value) {
        return new WebRequest(method, url, label, accept, body, value, redirects, origin, namedBy, more);
    }

    WebRequest withOrigin(String value) {
        return new WebRequest(method, url, label, accept, body, cookies, redirects, value, namedBy, more);
    }

    /** The same question asked at the place that an answer pointed to. Cookies stay with the host that they are for. */
    WebRequest redirectedTo(HttpUrl target) {
        boolean stays = target.host().equals(url.host());
        String kept = stays ? cookies : null;
        String by = namedBy != null || stays ? namedBy : url.host();
        Headers carried = stays ? more : NO_MORE;
        String told = method + " " + ledTo(target);
        return new WebRequest(method, target, told, accept, body, kept, redirects, origin, by, carried);
    }

    /** Of an address that an answer leads to only what looks like words: a token may be in its path, or a session's id behind it. */
    private static String ledTo(HttpUrl target) {
        return Sites.origin(target)
                + target.encodedPathSegments().stream()
                        .map(segment -> segment.replaceFirst(";.*", ""))
                        .map(segment -> segment.isEmpty() ? "" : Seen.name(segment, "…"))
                        .collect(Collectors.joining("/", "/", ""));
    }

    /** Whether asking twice does no more than asking once. */
    boolean isRepeatable() {
        return method.equals("GET");
    }

    static String shown(HttpUrl url) {
        return Sites.origin(url) + url.encodedPath();
    }
}

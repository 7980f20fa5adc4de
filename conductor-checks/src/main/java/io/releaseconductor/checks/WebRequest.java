package io.releaseconductor.checks;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One request of a check.
 *
 * @param method such as {@code GET}
 * @param url where to
 * @param label what people are told instead of the URL: never its query, which may hold secrets
 * @param accept what the answer should be
 * @param body JSON to send, or null
 * @param cookies a cookie header to send, or null
 * @param redirects where it may be redirected to
 */
record WebRequest(
        String method,
        HttpUrl url,
        String label,
        String accept,
        @Nullable String body,
        @Nullable String cookies,
        Redirects redirects) {

    private static final String HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
    private static final String JSON = "application/json";

    static WebRequest page(Endpoint endpoint) {
        return to(endpoint, HTML, null);
    }

    static WebRequest json(Endpoint endpoint, @Nullable String body) {
        return to(endpoint, JSON, body);
    }

    static WebRequest script(HttpUrl url) {
        return new WebRequest("GET", url, "GET " + shown(url), "*/*", null, null, Redirects.ANYWHERE);
    }

    /** A presigned URL is a secret, its path included: only its host is told. */
    static WebRequest presigned(HttpUrl url) {
        return new WebRequest("GET", url, "GET " + origin(url) + "/…", "*/*", null, null, Redirects.NONE);
    }

    private static WebRequest to(Endpoint endpoint, String accept, @Nullable String body) {
        HttpUrl url = HttpUrl.get(endpoint.url());
        String method = endpoint.method();
        return new WebRequest(method, url, method + " " + shown(url), accept, body, null, Redirects.SAME_SITE);
    }

    WebRequest withCookies(@Nullable String value) {
        return new WebRequest(method, url, label, accept, body, value, redirects);
    }

    /** The same question asked at the place that an answer pointed to. Cookies stay with the host that they are for. */
    WebRequest redirectedTo(HttpUrl target) {
        String kept = target.host().equals(url.host()) ? cookies : null;
        return new WebRequest(method, target, method + " " + shown(target), accept, body, kept, redirects);
    }

    /** Whether asking twice does no more than asking once. */
    boolean isRepeatable() {
        return method.equals("GET");
    }

    static String shown(HttpUrl url) {
        return origin(url) + url.encodedPath();
    }

    static String origin(HttpUrl url) {
        String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        return url.scheme() + "://" + host + (usual ? "" : ":" + url.port());
    }
}

package io.releaseconductor.checks;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.HttpUrl;

/**
 * What a check asks, and the status that it expects.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code PATCH}
 * @param url an http or https URL without user info; its query is sent, but never shown
 * @param status the status expected, 200 to 599
 */
public record Endpoint(String method, URI url, int status) {

    static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the method, the URL or the status is not one that is allowed
     */
    public Endpoint {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(
                    "endpoint: method is '" + method + "'; allowed: " + new TreeSet<>(METHODS));
        }
        HttpUrl parsed = HttpUrl.parse(url.toString());
        if (parsed == null) {
            throw new IllegalArgumentException(
                    "endpoint: url is not one that can be asked; allowed: an absolute http or"
                            + " https URL, such as https://valine.app/");
        }
        if (!parsed.encodedUsername().isEmpty() || !parsed.encodedPassword().isEmpty()) {
            throw new IllegalArgumentException("endpoint: url of host '" + parsed.host()
                    + "' holds a user or a password; allowed: an http or https URL without");
        }
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("endpoint: status is " + status + "; allowed: 200 to 599");
        }
    }

    /**
     * A GET that expects 200.
     *
     * @param url where to
     * @return the endpoint
     */
    public static Endpoint get(URI url) {
        return new Endpoint("GET", url, 200);
    }

    /**
     * A POST that expects 200.
     *
     * @param url where to
     * @return the endpoint
     */
    public static Endpoint post(URI url) {
        return new Endpoint("POST", url, 200);
    }

    Endpoint at(URI another) {
        return new Endpoint(method, another, status);
    }

    /** The path under a base URL, which may have a path of its own. */
    static URI under(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /** {@return method and URL without its query, which may hold secrets, and the status} */
    @Override
    public String toString() {
        return method + " " + WebRequest.shown(HttpUrl.get(url)) + " -> " + status;
    }
}

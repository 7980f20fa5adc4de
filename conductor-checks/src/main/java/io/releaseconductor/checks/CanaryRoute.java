package io.releaseconductor.checks;

import io.releaseconductor.http.Sites;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The way to a canary while one check looks at it once: what is asked at the environment's address is asked at the canary's, with the
 * routing header, and what leads away from there is told. Thread-safe.
 */
final class CanaryRoute {

    private final HttpUrl base;
    private final @Nullable HttpUrl own;
    private final @Nullable RoutingHeader header;
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * A way.
     *
     * @param base where the environment is
     * @param own where its canary is, or null if that is the same address
     * @param header what is sent along, or null for nothing
     */
    CanaryRoute(HttpUrl base, @Nullable HttpUrl own, @Nullable RoutingHeader header) {
        this.base = base;
        this.own = own;
        this.header = header;
    }

    /** Where the canary is asked. */
    private HttpUrl there() {
        return own == null ? base : own;
    }

    /** The canary's address in the place of the environment's; another address, such as that of a login elsewhere, as it is. */
    URI moved(URI address) {
        HttpUrl url = HttpUrl.get(address);
        String path = withoutSlash(base);
        boolean under = Sites.isSameOrigin(url, base)
                && (url.encodedPath().equals(path) || url.encodedPath().startsWith(path + "/"));
        if (own == null || !under) {
            return address;
        }
        String query = url.encodedQuery() == null ? "" : "?" + url.encodedQuery();
        String rest = url.encodedPath().substring(path.length());
        return URI.create(Sites.origin(own) + withoutSlash(own) + rest + query);
    }

    private static String withoutSlash(HttpUrl url) {
        return url.encodedPath().replaceFirst("/+$", "");
    }

    /** Whether a request there reaches the canary. */
    private boolean leadsTo(HttpUrl url) {
        return header == null ? isSameServer(url, there()) : Sites.isSameOrigin(url, there());
    }

    /** The same origin, or the same host with http in the place of https or the other way round. */
    private static boolean isSameServer(HttpUrl a, HttpUrl b) {
        return a.host().equals(b.host()) && (a.port() == b.port() || (Sites.isUsual(a) && Sites.isUsual(b)));
    }

    /** Adds the header, where the request goes to the canary and has not one of this name for a reason of its own. */
    void prepare(HttpUrl url, Headers.Builder headers) {
        if (!leadsTo(url)) {
            return;
        }
        taken.set(true);
        if (header == null) {
            return;
        }
        String present = headers.get(header.name());
        if (present == null) {
            headers.set(header.name(), header.value().reveal());
        } else if (header.isCookie()) {
            headers.removeAll(header.name());
            headers.addUnsafeNonAscii("Cookie", present + "; " + header.value().reveal());
        }
    }

    /**
     * Requires that a redirect stays with the canary: behind another one the stable version may answer.
     *
     * @throws TroubleException if it does not
     */
    void requireKept(WebRequest from, WebRequest next) throws TroubleException {
        if (next.redirects() == Redirects.SAME_SITE && leadsTo(from.url()) && !leadsTo(next.url())) {
            throw Trouble.unclear(
                            "Redirected away",
                            "What answers there need not be the canary. "
                                    + (header == null
                                            ? "Let the canary answer at its own address."
                                            : "SHIP_CANARY_HEADER is sent to one address only: set the base URL to where the"
                                                    + " redirect ends."),
                            from.label() + ": redirected to " + Sites.origin(next.url()))
                    .asException();
        }
    }

    /** Whether anything was asked of the canary. */
    boolean isTaken() {
        return taken.get();
    }

    /** Where the canary was asked, for people. */
    String words() {
        return own == null ? "canary" : "canary at " + Sites.origin(own).replaceFirst("^https?://", "");
    }

    /** {@return whether there is an address of its own} */
    boolean isElsewhere() {
        return own != null;
    }
}

package io.releaseconductor.checks;

import okhttp3.HttpUrl;

/** Whose address it is. */
final class Sites {

    private Sites() {}

    static boolean isSameOrigin(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
    }

    /** Whether two addresses are run by the same people as far as names tell: the same host, or hosts under one registered name. */
    static boolean isSameSite(HttpUrl a, HttpUrl b) {
        String name = a.topPrivateDomain();
        if (name != null) {
            return name.equals(b.topPrivateDomain());
        }
        // Of an address, or a name without a registry, each port may be somebody else's.
        return a.host().equals(b.host()) && (a.port() == b.port() || (isUsual(a) && isUsual(b)));
    }

    /** As browsers see it: hosts under one registered name, whatever the port. */
    static boolean isOfOneName(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && (a.host().equals(b.host()) || isSameSite(a, b));
    }

    private static boolean isUsual(HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme());
    }
}

package io.releaseconductor.http;

import okhttp3.HttpUrl;

/** Whose address it is. Keeps no state. */
public final class Sites {

    private Sites() {}

    /**
     * The address without its path, as browsers write it.
     *
     * @param url any address
     * @return such as {@code https://shop.example.com} or {@code http://[::1]:8080}
     */
    public static String origin(HttpUrl url) {
        String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
        return url.scheme() + "://" + host + (isUsual(url) ? "" : ":" + url.port());
    }

    /**
     * Whether two addresses are one origin to a browser.
     *
     * @param a the one
     * @param b the other
     * @return whether scheme, host and port are the same
     */
    public static boolean isSameOrigin(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
    }

    /**
     * Whether two addresses are run by the same people as far as names tell.
     *
     * @param a the one
     * @param b the other
     * @return whether it is the same host, or hosts under one registered name
     */
    public static boolean isSameSite(HttpUrl a, HttpUrl b) {
        String name = a.topPrivateDomain();
        if (name != null) {
            return name.equals(b.topPrivateDomain());
        }
        // Of an address, or a name without a registry, each port may be somebody else's.
        return a.host().equals(b.host()) && (a.port() == b.port() || (isUsual(a) && isUsual(b)));
    }

    /**
     * The same as browsers see it: whatever the port, and never across schemes.
     *
     * @param a the one
     * @param b the other
     * @return whether they are hosts under one registered name
     */
    public static boolean isOfOneName(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && (a.host().equals(b.host()) || isSameSite(a, b));
    }

    /**
     * Whether an address needs no port.
     *
     * @param url any address
     * @return whether it has the port of its scheme
     */
    public static boolean isUsual(HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme());
    }
}

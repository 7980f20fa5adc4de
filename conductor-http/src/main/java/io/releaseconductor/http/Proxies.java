package io.releaseconductor.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxies on the way out: those of the Java platform ({@code -Dhttps.proxyHost} and the like) where it names any, else those of the
 * environment: {@code HTTPS_PROXY} and {@code HTTP_PROXY} ({@code http://[user:password@]host[:port]}, small letters as well), but for
 * the hosts of {@code NO_PROXY} and this machine itself. Thread-safe.
 */
public final class Proxies extends ProxySelector implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(Proxies.class);
    private static final String AUTHORIZATION = "Proxy-Authorization";
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final @Nullable ProxySelector platform;
    private final @Nullable NamedProxy forHttps;
    private final @Nullable NamedProxy forHttp;
    private final NoProxy exceptions;

    Proxies(Map<String, String> environment, @Nullable ProxySelector platform) {
        this.platform = platform;
        this.forHttps = named(environment, "HTTPS_PROXY");
        this.forHttp = named(environment, "HTTP_PROXY");
        this.exceptions = NoProxy.parse(value(environment, "NO_PROXY"));
    }

    /** {@return those of this process} */
    public static Proxies ofProcess() {
        return new Proxies(System.getenv(), ProxySelector.getDefault());
    }

    /** Others read these variables too, so that one which is not understood is no reason not to start. */
    private static @Nullable NamedProxy named(Map<String, String> environment, String name) {
        String text = value(environment, name);
        NamedProxy proxy = NamedProxy.parse(text);
        if (proxy == null && !text.isBlank()) {
            // never what it says: it may hold a password
            LOG.warn(
                    "{} is set to what is no HTTP proxy, and is not used; allowed: http://[user:password@]host[:port]",
                    name);
        }
        return proxy;
    }

    /** Either spelling, as other programs take it. */
    private static String value(Map<String, String> environment, String name) {
        String small = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return small.isBlank() ? environment.getOrDefault(name, "") : small;
    }

    @Override
    public List<Proxy> select(URI uri) {
        List<Proxy> ofPlatform = platform == null ? DIRECT : platform.select(uri);
        if (ofPlatform != null && ofPlatform.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
            return ofPlatform;
        }
        boolean secure = Objects.requireNonNullElse(uri.getScheme(), "").matches("https|wss");
        NamedProxy named = secure ? forHttps : forHttp;
        String host = Objects.requireNonNullElse(uri.getHost(), "");
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        return named == null || host.isEmpty() || exceptions.covers(host, port) ? DIRECT : List.of(named.proxy());
    }

    /**
     * The proxy on the way to an address, for clients that take no selector.
     *
     * @param uri the address; {@code ws} and {@code wss} are taken as {@code http} and {@code https}
     * @return the proxy, or empty if there is none
     */
    public Optional<Hop> hop(URI uri) {
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "");
        URI asked = scheme.startsWith("ws") ? URI.create("http" + uri.toString().substring(2)) : uri;
        return select(asked).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .findFirst()
                .flatMap(proxy -> hop(proxy));
    }

    private Optional<Hop> hop(Proxy proxy) {
        NamedProxy named = named(proxy);
        return proxy.address() instanceof InetSocketAddress address
                ? Optional.of(
                        new Hop(address.getHostString(), address.getPort(), named == null ? null : named.credentials()))
                : Optional.empty();
    }

    /**
     * A proxy.
     *
     * @param host its host
     * @param port its port
     * @param authorization the value of {@code Proxy-Authorization}, or null; never printed
     */
    public record Hop(String host, int port, @Nullable String authorization) {
        /** {@return the proxy's address} */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        if (platform != null) {
            platform.connectFailed(uri, address, failure);
        }
    }

    /** Tells a proxy of the environment who asks, once. */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        NamedProxy named = route == null ? null : named(route.proxy());
        String credentials = named == null ? null : named.credentials();
        return credentials == null || response.request().header(AUTHORIZATION) != null
                ? null
                : response.request()
                        .newBuilder()
                        .header(AUTHORIZATION, credentials)
                        .build();
    }

    private @Nullable NamedProxy named(Proxy proxy) {
        if (forHttps != null && forHttps.proxy().equals(proxy)) {
            return forHttps;
        }
        return forHttp != null && forHttp.proxy().equals(proxy) ? forHttp : null;
    }

    /** {@return the proxies of the environment, without credentials} */
    @Override
    public String toString() {
        return "Proxies[https=" + forHttps + ", http=" + forHttp + "]";
    }

    /** A proxy, and who asks it if it wants to know. Prints no credentials. */
    private record NamedProxy(Proxy proxy, @Nullable String credentials) {

        static @Nullable NamedProxy parse(String text) {
            String address = text.strip();
            try {
                URI uri = URI.create(address.contains("://") ? address : "http://" + address);
                String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
                String host = uri.getHost();
                if (address.isEmpty() || host == null || !scheme.matches("https?")) {
                    return null;
                }
                int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
                return new NamedProxy(
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)),
                        credentials(uri.getUserInfo()));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private static @Nullable String credentials(@Nullable String user) {
            if (user == null) {
                return null;
            }
            int colon = user.indexOf(':');
            return colon < 0
                    ? Credentials.basic(user, "")
                    : Credentials.basic(user.substring(0, colon), user.substring(colon + 1));
        }

        @Override
        public String toString() {
            return proxy.toString();
        }
    }
}

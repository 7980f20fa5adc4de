package io.releaseconductor.checks;

import java.net.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The clients for what answers name. There is one for each base address, with connections of its own: one that is allowed from
 * one base address is not to be found open from another.
 */
final class GuardedClients {

    private final OkHttpClient base;
    private final Supplier<ConnectionPool> pools;
    private final Map<String, OkHttpClient> direct = new ConcurrentHashMap<>();

    GuardedClients(OkHttpClient base, Supplier<ConnectionPool> pools) {
        this.base = base;
        this.pools = pools;
    }

    /**
     * The client for one address.
     *
     * @param url the address
     * @param home the host of the base address whose answer named it
     */
    OkHttpClient forUrl(HttpUrl url, String home) {
        return goesDirect(url) ? direct.computeIfAbsent(home, this::direct) : proxied(home);
    }

    private OkHttpClient direct(String home) {
        return base.newBuilder()
                .connectionPool(pools.get())
                .socketFactory(new GuardedSockets(new AddressGuard(home, base.dns())::check))
                .proxy(Proxy.NO_PROXY)
                .build();
    }

    private OkHttpClient proxied(String home) {
        AddressGuard guard = new AddressGuard(home, base.dns());
        return base.newBuilder()
                .connectionPool(pools.get())
                .addInterceptor(guard::checkFirst)
                .build();
    }

    private boolean goesDirect(HttpUrl url) {
        Proxy proxy = base.proxy();
        List<Proxy> proxies = proxy == null ? base.proxySelector().select(url.uri()) : List.of(proxy);
        return proxies == null || proxies.stream().allMatch(p -> p.type() == Proxy.Type.DIRECT);
    }
}

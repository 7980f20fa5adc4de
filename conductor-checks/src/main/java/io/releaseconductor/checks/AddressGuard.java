package io.releaseconductor.checks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps what an answer names away from the conductor's own machine and the services around it, unless the base address is there
 * itself.
 */
final class AddressGuard {

    private final String home;
    private final Dns dns;

    /**
     * A guard for what the answers of one base address name.
     *
     * @param home the host of the base address
     * @param dns how hosts are looked up
     */
    AddressGuard(String home, Dns dns) {
        this.home = home;
        this.dns = dns;
    }

    void check(InetAddress address) throws AddressRefusedException {
        check(AddressKind.of(address));
    }

    private void check(AddressKind kind) throws AddressRefusedException {
        if (kind != AddressKind.ORDINARY && !isHome(kind)) {
            throw new AddressRefusedException(kind);
        }
    }

    private boolean isHome(AddressKind kind) {
        return addresses(home).stream().anyMatch(address -> AddressKind.of(address) == kind);
    }

    /** For what goes through a proxy, which connects in our place: checks where the host leads as far as can be seen from here. */
    Response checkFirst(Interceptor.Chain chain) throws IOException {
        String host = chain.request().url().host();
        List<InetAddress> addresses = addresses(host);
        for (InetAddress address : addresses) {
            check(address);
        }
        if (addresses.isEmpty()) {
            check(HostNames.kind(host));
        }
        return chain.proceed(chain.request());
    }

    private List<InetAddress> addresses(String host) {
        try {
            return dns.lookup(host);
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}

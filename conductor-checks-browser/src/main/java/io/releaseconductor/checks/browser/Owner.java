package io.releaseconductor.checks.browser;

import java.util.List;
import okhttp3.HttpUrl;

/**
 * Whose code it is: the release's own, or that of others that the page takes in, such as an advertising network's. Immutable.
 *
 * @param page the page that is looked at
 * @param ownHosts further hosts that are the release's own, with all below them
 */
record Owner(HttpUrl page, List<String> ownHosts) {

    Owner {
        ownHosts = List.copyOf(ownHosts);
    }

    /** Whether it is the release's own; what has no address is written in the page, and counts as its own. */
    boolean isOwn(String url) {
        HttpUrl address = Place.address(url);
        return address == null || isOwn(address);
    }

    boolean isOwn(HttpUrl address) {
        return isSameSite(address)
                || ownHosts.stream()
                        .anyMatch(host ->
                                address.host().equals(host) || address.host().endsWith("." + host));
    }

    /** The same host, or hosts under one registered name: as the frontend's own check sees it. */
    private boolean isSameSite(HttpUrl address) {
        String name = page.topPrivateDomain();
        return name != null
                ? name.equals(address.topPrivateDomain())
                : address.host().equals(page.host())
                        && (address.port() == page.port() || (isUsual(address) && isUsual(page)));
    }

    private static boolean isUsual(HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme());
    }
}

package io.releaseconductor.checks.browser;

import io.releaseconductor.http.Sites;
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
        return Sites.isSameSite(page, address)
                || ownHosts.stream()
                        .anyMatch(host ->
                                address.host().equals(host) || address.host().endsWith("." + host));
    }
}

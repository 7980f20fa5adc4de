package io.releaseconductor.checks;

import java.net.URI;
import okhttp3.HttpUrl;

/** Where people may look for themselves. */
final class Links {

    private Links() {}

    /** The endpoint without its query, which may hold secrets. */
    static URI to(Endpoint endpoint) {
        return URI.create(WebRequest.shown(HttpUrl.get(endpoint.url())));
    }
}

package io.releaseconductor.prometheus;

import io.releaseconductor.http.HttpClients;
import okhttp3.OkHttpClient;

/** The HTTP client under all adapters of this process. */
final class SharedClient {

    private static final int MOST_REQUESTS = 16;

    private static final OkHttpClient CLIENT = HttpClients.create("conductor-prometheus-http", MOST_REQUESTS);

    private SharedClient() {}

    static OkHttpClient get() {
        return CLIENT;
    }
}

package io.releaseconductor.github;

import io.releaseconductor.http.HttpClients;
import okhttp3.OkHttpClient;

/** The HTTP client under all adapters of this process. */
final class SharedClient {

    /** GitHub asks for no more than 100 requests at a time. */
    private static final int MOST_REQUESTS = 64;

    private static final OkHttpClient CLIENT = HttpClients.create("conductor-github-http", MOST_REQUESTS);

    private SharedClient() {}

    static OkHttpClient get() {
        return CLIENT;
    }
}

package io.releaseconductor.checks;

import io.releaseconductor.http.HttpClients;
import okhttp3.OkHttpClient;

/** The one HTTP client under all checks of all environments. */
final class SharedClient {

    /** A request that queues behind other checks would look slow through no fault of its own. */
    private static final OkHttpClient CLIENT = HttpClients.create("conductor-check-http", Integer.MAX_VALUE)
            .newBuilder()
            .socketFactory(new GuardedSockets(address -> {}))
            .build();

    private SharedClient() {}

    static OkHttpClient get() {
        return CLIENT;
    }
}

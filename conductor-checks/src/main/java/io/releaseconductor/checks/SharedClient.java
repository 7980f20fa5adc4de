package io.releaseconductor.checks;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The one HTTP client under all checks of all environments. Its threads are daemons and end when idle, so nothing has to be
 * closed and no application is kept from exiting.
 */
final class SharedClient {

    private static final OkHttpClient CLIENT = create();

    private SharedClient() {}

    static OkHttpClient get() {
        return CLIENT;
    }

    private static OkHttpClient create() {
        AtomicInteger number = new AtomicInteger();
        // Each check waits for its one request, so the number of checks running bounds the number of threads.
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "conductor-check-http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        Dispatcher dispatcher = new Dispatcher(threads);
        // A request that queues behind other checks would look slow through no fault of its own.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .socketFactory(new GuardedSockets(address -> {}))
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }
}

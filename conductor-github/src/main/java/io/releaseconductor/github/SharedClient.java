package io.releaseconductor.github;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The HTTP client under all adapters of this process. Its threads are daemons and end when idle, so nothing has to be closed
 * and no application is kept from exiting. It has no cache: a cached answer can hide for a minute that a run is finished.
 */
final class SharedClient {

    private static final OkHttpClient CLIENT = create();

    private SharedClient() {}

    static OkHttpClient get() {
        return CLIENT;
    }

    private static OkHttpClient create() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "conductor-github-http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        Dispatcher dispatcher = new Dispatcher(threads);
        // GitHub asks for no more than 100 at a time.
        dispatcher.setMaxRequests(64);
        dispatcher.setMaxRequestsPerHost(64);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }
}

package io.releaseconductor.http;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Makes the HTTP clients that all adapters of one kind in a process share. */
public final class HttpClients {

    private static final long IDLE_SECONDS = 5;

    private HttpClients() {}

    /**
     * Makes a client. Its threads are daemons and end when idle, so nothing has to be closed and no application is kept from exiting. It
     * keeps no cookies and follows no redirects, and has no cache: a cached answer can hide for a minute that something has changed.
     * It goes through the {@linkplain Proxies proxies} of this process and trusts whom the Java platform trusts ({@code
     * -Djavax.net.ssl.trustStore}).
     *
     * @param threads what the names of its threads begin with
     * @param mostRequests how many requests it makes at once, 1 or more; others queue
     * @return the client
     * @throws IllegalArgumentException if it may not make a single request
     */
    public static OkHttpClient create(String threads, int mostRequests) {
        return create(threads, mostRequests, Proxies.ofProcess());
    }

    static OkHttpClient create(String threads, int mostRequests, Proxies proxies) {
        AtomicInteger number = new AtomicInteger();
        // Whoever asks waits for the answer, so that their number bounds that of the threads.
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, threads + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        Dispatcher dispatcher = new Dispatcher(executor);
        dispatcher.setMaxRequests(mostRequests);
        dispatcher.setMaxRequestsPerHost(mostRequests);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false)
                .proxySelector(proxies)
                .proxyAuthenticator(proxies)
                .build();
    }
}

package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on a free port of loopback, whose threads end with it. */
public final class LocalServer implements AutoCloseable {

    static {
        // Head and body of an answer are written one after the other: without this the body waits up to 40 ms for the
        // client's acknowledgement of the head.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private LocalServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts a server on any free port.
     *
     * @param name what its threads are called
     * @param handler answers all requests, on several threads at once
     * @return the server
     * @throws IOException if it cannot be started
     */
    public static LocalServer start(String name, HttpHandler handler) throws IOException {
        return start(name, 0, handler);
    }

    /**
     * Starts a server.
     *
     * @param name what its threads are called
     * @param port where, if that is free; else, or for 0, on any port
     * @param handler answers all requests, on several threads at once
     * @return the server
     * @throws IOException if it cannot be started
     */
    public static LocalServer start(String name, int port, HttpHandler handler) throws IOException {
        HttpServer server = bound(port);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        return new LocalServer(server, threads);
    }

    private static HttpServer bound(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
    }

    /** {@return where it is reached, without a slash at the end} */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

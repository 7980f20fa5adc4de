package io.releaseconductor.examples.demo.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/**
 * One address in front of several instances: each connection goes to the next of them in turn. It looks into nothing, so that whatever an
 * instance does, hanging up included, its client sees.
 */
final class Switch implements AutoCloseable {

    private final List<Instance> instances;
    private final IntSupplier first;
    private final ServerSocket socket;
    private final ExecutorService threads;
    private long connections;

    private Switch(List<Instance> instances, IntSupplier first, ServerSocket socket, ExecutorService threads) {
        this.instances = List.copyOf(instances);
        this.first = first;
        this.socket = socket;
        this.threads = threads;
    }

    /**
     * Starts a switch.
     *
     * @param name what its threads are called
     * @param port where, if that is free; else, or for 0, on any port
     * @param instances where connections go
     * @param first to how many of them, the first ones; asked for each connection
     */
    static Switch start(String name, int port, List<Instance> instances, IntSupplier first) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        Switch started = new Switch(instances, first, bound(port), threads);
        threads.execute(started::accept);
        return started;
    }

    private static ServerSocket bound(int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            return new ServerSocket(port, 0, loopback);
        } catch (BindException e) {
            return new ServerSocket(0, 0, loopback);
        }
    }

    /** Where it is reached, without a slash at the end. */
    URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                int turn = (int) (connections++ % first.getAsInt());
                threads.execute(() -> connect(client, instances.get(turn)));
            } catch (IOException e) {
                // Closed, or the client is gone already.
            }
        }
    }

    private void connect(Socket client, Instance instance) {
        try (client;
                Socket server = new Socket(
                        InetAddress.getLoopbackAddress(), instance.base().getPort())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.execute(() -> pass(client, server));
            pass(server, client);
        } catch (IOException e) {
            // Whoever is left sees that the other one has hung up.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // The connection is over, for one side or for both.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}

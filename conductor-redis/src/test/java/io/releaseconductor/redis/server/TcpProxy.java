package io.releaseconductor.redis.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and spoils what passes as it is told. */
public final class TcpProxy implements AutoCloseable {

    /** What happens to what passes. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** Each piece comes a while late. */
        DELAY,
        /** Commands arrive, answers do not. */
        SWALLOW_ANSWERS,
        /** Commands arrive, and instead of the answer the connection ends. */
        CUT_ANSWERS,
        /** Half of the next command arrives, then the connection ends. */
        HALVE_COMMANDS,
        /** Half of the next answer arrives, then the connection ends. */
        HALVE_ANSWERS,
        /** Nothing passes in either direction, and nobody is told. */
        BLACK_HOLE,
        /** New connections end at once. */
        REFUSE
    }

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;
    private volatile long delayMillis = 100;
    private final Timer timer = new Timer();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong spoilt = new AtomicLong();
    private final AtomicLong unreached = new AtomicLong();

    /**
     * Opens it.
     *
     * @param target the server's port on the loopback address
     */
    public TcpProxy(int target) {
        this.target = target;
        try {
            this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** {@return where clients connect to} */
    public int port() {
        return door.getLocalPort();
    }

    /** {@return the URL of the server as clients see it} */
    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    /** Sets what happens from now on, on the connections that are open too. */
    public void set(Fault newFault) {
        fault = newFault;
    }

    /** Sets how late each piece comes. */
    public void delay(long millis) {
        delayMillis = millis;
        fault = Fault.DELAY;
    }

    /** Ends all connections. */
    public void cut() {
        open.forEach(TcpProxy::end);
        open.clear();
    }

    /** {@return how many pieces have passed unspoilt so far} */
    public long passed() {
        return passed.get();
    }

    /** {@return how many pieces, or new connections, were spoilt so far} */
    public long spoilt() {
        return spoilt.get();
    }

    /** {@return how often the server was not to be reached so far} */
    public long unreached() {
        return unreached.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException e) {
                // The server is gone, or the door is closed; the next client finds out.
            }
        }
    }

    private void join(Socket client) throws IOException {
        open.add(client);
        if (fault == Fault.REFUSE) {
            spoilt.incrementAndGet();
            cut();
            return;
        }
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            unreached.incrementAndGet();
            client.close();
            throw e;
        }
        open.add(server);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        daemon(() -> pump(client, server, true));
        daemon(() -> pump(server, client, false));
    }

    private void pump(Socket from, Socket to, boolean commands) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Fault now = fault;
                boolean halved = now == (commands ? Fault.HALVE_COMMANDS : Fault.HALVE_ANSWERS);
                boolean spoils = halved
                        || now == Fault.BLACK_HOLE
                        || now == Fault.DELAY
                        || (!commands && (now == Fault.SWALLOW_ANSWERS || now == Fault.CUT_ANSWERS));
                (spoils ? spoilt : passed).incrementAndGet();
                if (now == Fault.BLACK_HOLE || (now == Fault.SWALLOW_ANSWERS && !commands)) {
                    continue;
                }
                if (now == Fault.CUT_ANSWERS && !commands) {
                    return;
                }
                if (now == Fault.DELAY) {
                    timer.await(Duration.ofMillis(delayMillis));
                }
                out.write(buffer, 0, halved ? n / 2 : n);
                out.flush();
                if (halved) {
                    return;
                }
            }
        } catch (IOException e) {
            // One end is gone; closing both tells the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        timer.close();
    }
}

package io.releaseconductor.discord;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real proxy on this machine: tunnels for CONNECT, and passes on what names a whole address. */
final class TunnelProxy implements AutoCloseable {

    private static final Pattern REQUEST =
            Pattern.compile("([A-Z]+) (?:http://)?[^/: ]+:([0-9]+)(?:/\\S*)? HTTP/1.1\r\n");

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private TunnelProxy(ServerSocket server) {
        this.server = server;
    }

    static TunnelProxy start() {
        try {
            TunnelProxy proxy = new TunnelProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** {@return the methods of the first requests of all connections} */
    List<String> methods() {
        return methods;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try {
            byte[] head = head(client.getInputStream());
            Matcher request = REQUEST.matcher(new String(head, StandardCharsets.ISO_8859_1));
            if (!request.lookingAt()) {
                client.close();
                return;
            }
            methods.add(request.group(1));
            Socket there = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(request.group(2)));
            sockets.add(there);
            if (request.group(1).equals("CONNECT")) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            } else {
                there.getOutputStream().write(head);
            }
            threads.execute(() -> pass(there, client));
            pass(client, there);
        } catch (IOException e) {
            close(client);
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toByteArray();
    }

    private static void pass(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException e) {
            // closed
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(TunnelProxy::close);
        threads.shutdownNow();
    }
}

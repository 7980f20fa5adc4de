package io.releaseconductor.examples.bot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The way out of a company: a proxy that tunnels for whoever says the password, and hosts behind it whose certificates only the
 * company's own authority has signed. Each host is a server of this machine, without its TLS.
 */
final class GuardedProxy implements AutoCloseable {

    private static final String PASSWORD = "Basic YWRhOnNAY3J0";
    private static final Pattern CONNECT = Pattern.compile("CONNECT ([a-z.]+):443 HTTP/1.1\r\n");

    private final ServerSocket server;
    private final Map<String, Integer> hosts;
    private final HeldCertificate authority;
    private final SSLSocketFactory tls;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Set<String> reached = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * Starts one.
     *
     * @param hosts names of hosts, each with the address of the server that is behind it
     */
    GuardedProxy(Map<String, URI> hosts) {
        this.hosts = new ConcurrentHashMap<>();
        hosts.forEach((host, url) -> this.hosts.put(host, url.getPort()));
        authority = new HeldCertificate.Builder()
                .commonName("Company")
                .certificateAuthority(0)
                .build();
        HeldCertificate.Builder certificate = new HeldCertificate.Builder().signedBy(authority);
        hosts.keySet().forEach(certificate::addSubjectAlternativeName);
        tls = new HandshakeCertificates.Builder()
                .heldCertificate(certificate.build())
                .build()
                .sslContext()
                .getSocketFactory();
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** {@return its address} */
    String address(String credentials) {
        return "http://" + credentials + "127.0.0.1:" + server.getLocalPort();
    }

    /** Writes the store that trusts the company's authority. */
    void trustStore(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("company", authority.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    /** {@return the hosts that somebody spoke to over TLS} */
    Set<String> reached() {
        return reached;
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
            while (true) {
                String head = head(client.getInputStream());
                Matcher request = CONNECT.matcher(head);
                if (!request.lookingAt()) {
                    close(client);
                    return;
                }
                Integer port = hosts.get(request.group(1));
                if (!head.contains("Proxy-Authorization: " + PASSWORD + "\r\n")) {
                    answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"way out\"");
                } else if (port == null) {
                    answer(client, "403 Forbidden");
                } else {
                    answer(client, "200 OK");
                    tunnel(client, request.group(1), port);
                    return;
                }
            }
        } catch (IOException e) {
            close(client);
        }
    }

    private void tunnel(Socket client, String host, int port) throws IOException {
        SSLSocket plain = (SSLSocket) tls.createSocket(client, host, port, true);
        plain.setUseClientMode(false);
        plain.startHandshake();
        reached.add(host);
        Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(there);
        threads.execute(() -> pass(there, plain));
        pass(plain, there);
    }

    private static void answer(Socket client, String line) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + line + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
    }

    private static String head(InputStream in) throws IOException {
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
        return head.toString(ISO_8859_1);
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
        sockets.forEach(GuardedProxy::close);
        threads.shutdownNow();
    }
}

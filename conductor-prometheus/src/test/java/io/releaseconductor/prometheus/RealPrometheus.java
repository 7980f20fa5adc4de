package io.releaseconductor.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Prometheus itself, as a process that scrapes every second. */
final class RealPrometheus implements AutoCloseable {

    /** The property with the path of its binary. */
    static final String BINARY = "prometheus.binary";

    private final Process process;
    private final URI url;

    private RealPrometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it.
     *
     * @param folder an empty folder
     * @param targets what it scrapes, in its own words
     */
    static RealPrometheus start(Path folder, String targets) throws IOException {
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"),
                "global:\n  scrape_interval: 1s\n  scrape_timeout: 900ms\nscrape_configs:\n" + targets);
        int port = freePort();
        Process process = new ProcessBuilder(
                        System.getProperty(BINARY),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new RealPrometheus(process, URI.create("http://127.0.0.1:" + port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return url;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}

package io.releaseconductor.examples.bot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;

/** A real Redis on the loopback. */
final class RedisProgram implements AutoCloseable {

    private final Process process;
    private final int port;

    private RedisProgram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param folder an empty folder for its files
     * @param settings more settings, such as {@code --appendonly yes}
     */
    static RedisProgram start(Path folder, String... settings) {
        try {
            Path program = unpack(folder);
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--dir",
                    folder.toString()));
            command.addAll(List.of(settings));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            RedisProgram redis = new RedisProgram(process, port);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(redis::accepts);
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpack(Path folder) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").matches("aarch64|arm64") ? "arm64" : "amd64";
        String resource = "/redis-server-7.0.15-" + system + "-" + processor;
        Path program = folder.resolve("redis-server");
        try (InputStream in = RedisProgram.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no Redis for this machine: " + resource);
            }
            Files.copy(in, program);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IllegalStateException(program + " cannot be made executable");
        }
        return program;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

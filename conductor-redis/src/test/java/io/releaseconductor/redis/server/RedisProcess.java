package io.releaseconductor.redis.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One server process on a free port of the loopback address. It ends when it is closed, when this JVM ends, and also when this
 * JVM is killed: a small shell keeps it only as long as the pipe from here is open.
 */
public final class RedisProcess implements AutoCloseable {

    // The shell says the server's process id, and ends the server when its own input ends.
    private static final String KEEPER = "exec 3<&0; \"$@\" </dev/null >/dev/null 2>&1 3<&- & P=$!; echo $P;"
            + " cat <&3 >/dev/null; kill -9 $P 2>/dev/null; wait $P 2>/dev/null";

    private static final int TRIES = 5;
    private static final Set<RedisProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // ends what hangs; a busy machine takes its time
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> List.copyOf(RUNNING).forEach(RedisProcess::close)));
    }

    private final int port;
    private final Path folder;
    private final List<String> command;
    private final JedisClientConfig access;
    private Process keeper;
    private long pid;

    private RedisProcess(int port, Path folder, List<String> command, JedisClientConfig access) throws IOException {
        this.port = port;
        this.folder = folder;
        this.command = command;
        this.access = access;
        this.keeper = run();
        this.pid = readPid();
        RUNNING.add(this);
    }

    /**
     * Starts a server that keeps nothing on disk.
     *
     * @param options more options, such as {@code "--appendonly", "yes"}
     * @return the server, ready
     */
    public static RedisProcess start(String... options) {
        return start(DefaultJedisClientConfig.builder().build(), List.of(), options);
    }

    /**
     * Starts a server that asks for credentials or TLS.
     *
     * @param access how it is reached to see whether it is ready
     * @param first what precedes the options, such as a configuration file
     * @param options more options
     * @return the server, ready
     */
    public static RedisProcess start(JedisClientConfig access, List<String> first, String... options) {
        for (int left = TRIES; ; left--) {
            try {
                return startOnce(access, first, options);
            } catch (IOException | IllegalStateException e) {
                // Somebody else may have taken the port in between.
                if (left == 1) {
                    throw new IllegalStateException("Redis did not start", e);
                }
            }
        }
    }

    private static RedisProcess startOnce(JedisClientConfig access, List<String> first, String... options)
            throws IOException {
        int port = freePort();
        Path folder = RedisBinary.workFolder("server");
        List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, "keeper", RedisBinary.path()));
        command.addAll(first);
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(List.of("--logfile", folder.resolve("log").toString(), "--save", ""));
        command.addAll(List.of("--enable-debug-command", "yes"));
        command.addAll(List.of(access.getSslOptions() != null ? "--tls-port" : "--port", String.valueOf(port)));
        if (access.getSslOptions() != null) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(List.of(options));
        RedisProcess process = new RedisProcess(port, folder, command, access);
        try {
            process.awaitReady();
            return process;
        } catch (IllegalStateException e) {
            process.close();
            throw e;
        }
    }

    /** {@return a port that is free now} */
    public static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            // Below what the system gives out for outgoing connections, else one of them could take it in between.
            int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return its port} */
    public int port() {
        return port;
    }

    /** {@return where it is} */
    public HostAndPort address() {
        return new HostAndPort("127.0.0.1", port);
    }

    /** {@return its URL, without credentials} */
    public String url() {
        return (access.getSslOptions() != null ? "rediss" : "redis") + "://127.0.0.1:" + port;
    }

    /** {@return what it logged} */
    public String log() {
        try {
            Path log = folder.resolve("log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks it something over a connection of its own.
     *
     * @param command the command and its arguments
     * @return the answer
     */
    public Object ask(String... command) {
        try (Connection connection = new Connection(address(), access)) {
            return Text.of(connection.executeCommand(Text.command(command)));
        }
    }

    /** {@return where it keeps its files} */
    public Path folder() {
        return folder;
    }

    /** Waits until it answers and has loaded its data. */
    public void awaitReady() {
        AtomicBoolean ready = new AtomicBoolean();
        try {
            Waiting.until(
                    "Redis on port " + port + " is ready",
                    Duration.ofSeconds(60),
                    Duration.ofMillis(5),
                    () -> answers(ready) || !keeper.isAlive() || cannotStart());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("Redis on port " + port + " is not ready: " + log(), e);
        }
        if (!ready.get()) {
            throw new IllegalStateException("Redis cannot start: " + log());
        }
    }

    private boolean answers(AtomicBoolean ready) {
        try {
            ask("PING");
            ready.set(true);
            return true;
        } catch (JedisException e) {
            return false;
        }
    }

    private boolean cannotStart() {
        String log = log();
        return log.contains("Address already in use") || log.contains("FATAL CONFIG");
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        endKeeper();
    }

    /** Stops it in its tracks, as a machine that hangs does; connections stay open. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, String.valueOf(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again on the same port and with the same files, and does not wait until it is ready. */
    public void restart() {
        kill();
        try {
            keeper = run();
            pid = readPid();
            RUNNING.add(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process run() throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private long readPid() throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.US_ASCII));
        String line = said.readLine();
        if (line == null) {
            throw new IllegalStateException("Redis did not start");
        }
        return Long.parseLong(line);
    }

    private void endKeeper() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(10, TimeUnit.SECONDS)) {
                keeper.destroyForcibly();
            }
        } catch (IOException e) {
            keeper.destroyForcibly();
        } catch (InterruptedException e) {
            keeper.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        RUNNING.remove(this);
        kill();
    }
}

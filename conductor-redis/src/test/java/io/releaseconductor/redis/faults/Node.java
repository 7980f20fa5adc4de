package io.releaseconductor.redis.faults;

import io.releaseconductor.redis.server.TcpProxy;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A node as the test sees it: a process that is spoken to, and killed and replaced. It has a proxy to Redis of its own. */
final class Node implements AutoCloseable {

    /** What is heard from a node that is gone. */
    static final String GONE = "Gone";

    private final TcpProxy proxy;
    private final List<String> command;
    private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private Process process;
    private CompletableFuture<String> ready;

    Node(String name, int redis, int ci, int environments) {
        this.proxy = new TcpProxy(redis);
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName(),
                name,
                proxy.url(),
                String.valueOf(ci),
                String.valueOf(environments));
        start();
    }

    TcpProxy proxy() {
        return proxy;
    }

    /** Waits until it works. */
    void awaitReady() {
        CompletableFuture<String> waited;
        synchronized (this) {
            waited = ready;
        }
        waited.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private synchronized void start() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            CompletableFuture<String> first = new CompletableFuture<>();
            asked.put("0", first);
            process = started;
            ready = first;
            Thread ear = new Thread(() -> listen(started), "node");
            ear.setDaemon(true);
            ear.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(Process from) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                CompletableFuture<String> waiting = asked.remove(line.substring(0, Math.max(space, 0)));
                if (waiting != null) {
                    waiting.complete(line.substring(space + 1));
                }
            }
        } catch (IOException e) {
            // It was killed while it spoke.
        }
    }

    /** Asks for something; what becomes of it may never be known. */
    synchronized CompletableFuture<String> ask(String verb, String about, String person) {
        String question = String.valueOf(questions.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.put(question, answer);
        try {
            // Closed by nobody: the process hears until it ends.
            Writer mouth =
                    new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
            mouth.write(question + " " + verb + " " + about + " " + person + "\n");
            mouth.flush();
        } catch (IOException e) {
            answer.complete(GONE);
        }
        return answer;
    }

    /** Stops it in its tracks, as a machine that hangs does; connections stay open. */
    void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    void thaw() {
        signal("-CONT");
    }

    private synchronized void signal(String name) {
        try {
            new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once, as {@code kill -9} does, and starts another in its stead, under the same name. */
    synchronized void killAndReplace() {
        kill();
        start();
    }

    private synchronized void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List.copyOf(asked.keySet()).forEach(question -> {
            CompletableFuture<String> waiting = asked.remove(question);
            if (waiting != null) {
                waiting.complete(GONE);
            }
        });
    }

    @Override
    public void close() {
        kill();
        proxy.close();
    }
}

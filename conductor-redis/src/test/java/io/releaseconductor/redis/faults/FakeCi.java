package io.releaseconductor.redis.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The CI service that all nodes share, in the JVM of the test, so that no kill of a node takes its log along. Every request that
 * arrives starts a run, also one that another run makes needless, which does nothing and fails: it is the nodes that must not send
 * it. Now and then it answers that it is busy, or starts the run and loses the answer.
 */
final class FakeCi implements AutoCloseable {

    private static final int BUSY_EVERY = 19;
    private static final int LOST_EVERY = 13;

    /** One run that was started; refused where there is another already, as the sample workflows do. */
    record Run(String key, int number, long startedAt, long lasts, boolean refused) {
        /** {@return deployment and phase, without the attempt} */
        String step() {
            return key.substring(0, key.lastIndexOf('/'));
        }

        private int attempt() {
            return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
        }

        boolean isRollback() {
            return step().endsWith("/rollback");
        }

        /** No run fails here but those that were refused. */
        private boolean isNeedlessAfter(Run earlier) {
            return earlier.step().equals(step())
                    && (earlier.attempt() >= attempt() || (!isRollback() && !earlier.refused()));
        }

        private Run asRefused() {
            return new Run(key, number, startedAt, lasts, true);
        }

        @Override
        public String toString() {
            return "%s at %.3f s%s".formatted(key, startedAt / 1e9, refused ? ", refused" : "");
        }
    }

    private final Duration longestRun;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, Integer> requests = new HashMap<>();
    private final TreeSet<String> changes = new TreeSet<>();
    private int arrived;
    private int busy;
    private int lost;
    private boolean letGo;
    private long letGoAt;

    FakeCi(Duration longestRun) {
        this.longestRun = longestRun;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = switch (exchange.getRequestURI().getPath()) {
                case "/dispatch" -> dispatch(said);
                case "/locate" -> locate(said);
                case "/status" -> status(said);
                case "/changed" -> changed(said);
                default -> throw new IOException("no such path");
            };
            if (!answer.isEmpty()) {
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private synchronized String dispatch(String key) {
        arrived++;
        requests.merge(key, 1, Integer::sum);
        if (arrived % BUSY_EVERY == 0) {
            busy++;
            return "busy";
        }
        long now = System.nanoTime();
        int number = runs.size();
        long longest = longestRun.toNanos();
        // Evenly spread between a tenth and the whole of the longest.
        Run run = new Run(key, number, now, longest / 10 * (1 + number * 7L % 10), false);
        runs.add(runs.stream().anyMatch(run::isNeedlessAfter) ? run.asRefused() : run);
        if (arrived % LOST_EVERY == 0) {
            lost++;
            return "";
        }
        return String.valueOf(number);
    }

    private synchronized String locate(String key) {
        List<String> found = runs.stream()
                .filter(run -> run.key().equals(key))
                .map(run -> String.valueOf(run.number()))
                .toList();
        return found.isEmpty() ? "none" : String.join(" ", found);
    }

    private synchronized String status(String number) {
        Run run = runs.get(Integer.parseInt(number));
        if (run.refused()) {
            return "failed";
        }
        boolean over = letGo && System.nanoTime() - Math.max(run.startedAt(), letGoAt) > run.lasts();
        return over ? "succeeded" : "working";
    }

    private synchronized String changed(String change) {
        changes.add(change);
        return "noted";
    }

    /** Lets runs come to an end; until then all of them work on. */
    synchronized void letGo() {
        letGo = true;
        letGoAt = System.nanoTime();
    }

    /** {@return whether a run of an attempt of this phase was started} */
    synchronized boolean started(String step) {
        return runs.stream().anyMatch(run -> run.step().equals(step));
    }

    /** {@return all runs that were started} */
    synchronized List<Run> runs() {
        return List.copyOf(runs);
    }

    /** {@return how many requests to start a run arrived for each attempt} */
    synchronized Map<String, Integer> requests() {
        return Map.copyOf(requests);
    }

    /** {@return the decisions and verdicts that nodes said they had saved, each revision once} */
    synchronized List<String> changes() {
        return List.copyOf(changes);
    }

    synchronized int busy() {
        return busy;
    }

    synchronized int lost() {
        return lost;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.releaseconductor.redis.faults;

import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.TcpProxy;
import io.releaseconductor.redis.server.TcpProxy.Fault;
import io.releaseconductor.redis.server.Timer;
import io.releaseconductor.redis.server.Waiting;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Ships one deployment to each environment over three nodes, spoils what can be spoilt while they are in flight, lets people decide
 * and help, and reports what the CI service's log and the store say once all is settled.
 */
final class FaultRun implements AutoCloseable {

    private static final int NODES = 3;
    /** What Redis forgets when it is killed. */
    enum Disk {
        /** {@code appendfsync always}, killed as a process: nothing that it has answered. */
        ALWAYS,
        /** {@code appendfsync everysec}, ended as by a loss of power: what it wrote in the last second. */
        EVERY_SECOND;

        private String fsync() {
            return this == ALWAYS ? "always" : "everysec";
        }
    }

    private static final Duration CALL = Duration.ofSeconds(1);
    private static final Duration HANG = Duration.ofMinutes(5);
    /** How a node's answer begins that is its own fault, and not the faults' around it. */
    static final String BROKEN = "Broken ";

    private static final Duration SOON = Duration.ofMillis(10);
    private static final int MOST_SPOILT = 3;
    private static final Duration NEXT_LOOK = Duration.ofMillis(150);
    /** For how long a second is looked for in which Redis writes something. */
    private static final int QUIET_SECONDS = 10;

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    /** How long a claim lasts with {@link ShortLeases}, at most. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final Pattern ID = Pattern.compile("ship-e[0-9]+-[0-9]+");
    private static final List<Fault> SPOILT = List.of(
            Fault.HALVE_COMMANDS,
            Fault.DELAY,
            Fault.CUT_ANSWERS,
            Fault.HALVE_ANSWERS,
            Fault.SWALLOW_ANSWERS,
            Fault.BLACK_HOLE,
            Fault.REFUSE);

    private final int deployments;
    private final int passes;
    private final Duration limit;
    private final long began = System.nanoTime();
    private final FakeCi ci;

    private final Disk disk;
    private final RedisProcess redis;
    private final Timer timer = new Timer();
    private final Set<DeployId> forgotten = ConcurrentHashMap.newKeySet();
    private final RedisStateStore store;
    private final List<Node> nodes = new ArrayList<>();

    private final Set<DeployId> shipped = ConcurrentHashMap.newKeySet();
    private final Map<DeployId, Integer> done = new ConcurrentHashMap<>();
    private final Map<DeployId, String> retried = new ConcurrentHashMap<>();
    private final Map<DeployId, String> givenUp = new ConcurrentHashMap<>();
    private final Map<String, Integer> faults = Collections.synchronizedMap(new TreeMap<>());
    private final AtomicBoolean stormOver = new AtomicBoolean();
    private final Thread storm = new Thread(this::storm, "storm");
    private int inFlightAtFirst;

    FaultRun(Disk disk, int deployments, int passes, Duration longestRun, Duration limit) {
        this.disk = disk;
        this.deployments = deployments;
        this.passes = passes;
        this.limit = limit;
        this.ci = new FakeCi(longestRun);
        // One log of all writes, never written anew, of which the end can be cut off.
        this.redis = RedisProcess.start(
                "--appendonly", "yes", "--appendfsync", disk.fsync(), "--auto-aof-rewrite-percentage", "0");
        this.store = RedisStateStore.open(RedisOptions.at(redis.url()).withLimits(CALL, CALL, CALL));
        try {
            for (int i = 0; i < NODES; i++) {
                nodes.add(new Node("node" + i, redis.port(), ci.port(), deployments));
            }
            nodes.forEach(Node::awaitReady);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** {@return deadlines of seconds where the run has to wait for them, and of minutes where they must not pass} */
    static Deadlines deadlines() {
        Duration never = Duration.ofMinutes(20);
        return Deadlines.DEFAULT.toBuilder()
                .dispatch(never)
                .intent(Duration.ofSeconds(3))
                .call(Duration.ofSeconds(3))
                .locate(Duration.ofSeconds(2))
                .run(never)
                .runWaiting(never)
                .cancel(never)
                .verification(never)
                .decision(never)
                .firstReminder(never)
                .nextReminder(never)
                .build();
    }

    FaultReport run() {
        ship();
        inFlightAtFirst = inFlight().size();
        ci.letGo();
        storm.start();
        try {
            Waiting.until("all is settled", limit, NEXT_LOOK, () -> {
                people();
                return stormOver.get() && settled();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not settled after " + limit + ": " + inFlight(), e);
        }
        return report();
    }

    private void ship() {
        Map<Integer, CompletableFuture<String>> answers = new HashMap<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < deployments; i++) {
            open.add(i);
        }
        for (int round = 0; !open.isEmpty(); round++) {
            for (int i : open) {
                answers.put(
                        i,
                        nodes.get((i + round) % NODES)
                                .ask("ship", Plot.environment(i).name(), "ada"));
            }
            open.removeIf(i -> accepted(heard(answers.get(i))));
        }
    }

    private boolean accepted(String answer) {
        if (answer.startsWith("Shipped ")) {
            shipped.add(new DeployId(answer.substring("Shipped ".length())));
        }
        return answer.startsWith("Shipped ") || answer.equals("Taken");
    }

    private static String heard(CompletableFuture<String> answer) {
        String heard = answer.completeOnTimeout("nothing", 30, TimeUnit.SECONDS).join();
        if (heard.startsWith(BROKEN)) {
            throw new AssertionError("a node cannot do what it was asked for: " + heard);
        }
        return heard;
    }

    private void storm() {
        try {
            spoilAll();
        } catch (IllegalStateException e) {
            if (!Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    private void spoilAll() {
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < SPOILT.size(); i++) {
                Node node = nodes.get((pass + i) % NODES);
                spoil(node, SPOILT.get(i));
                if (i % 3 == 1) {
                    count("connections cut");
                    nodes.forEach(each -> each.proxy().cut());
                }
                if (i % 2 == 1) {
                    count("nodes killed and started under the same name");
                    nodes.get(i / 2 % NODES).killAndReplace();
                }
                if (i % 3 == 0) {
                    stopForLongerThanALease(nodes.get((pass + i / 3) % NODES));
                }
                if (i % 3 == 2) {
                    killRedis();
                }
            }
        }
        stormOver.set(true);
    }

    private void spoil(Node node, Fault fault) {
        count(fault.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (fault == Fault.DELAY) {
            node.proxy().delay(60);
        } else {
            node.proxy().set(fault);
        }
        if (fault == Fault.REFUSE) {
            node.proxy().cut();
        }
        TcpProxy proxy = node.proxy();
        long spoilt = proxy.spoilt();
        Waiting.until(fault + " spoils something", HANG, SOON, () -> proxy.spoilt() >= spoilt + MOST_SPOILT);
        proxy.set(Fault.NONE);
        long passed = proxy.passed();
        Waiting.until("something passes again", HANG, SOON, () -> proxy.passed() > passed);
    }

    /** It wakes when all that it had claimed is free for the others, and believes that it still has it. */
    private void stopForLongerThanALease(Node node) {
        count("nodes stopped for longer than a lease");
        node.freeze();
        Instant over = Instant.now().plus(LEASE).plus(A_SECOND);
        Waiting.until(
                "the leases of a stopped node are over",
                HANG,
                SOON,
                () -> Instant.now().isAfter(over));
        node.thaw();
    }

    private void killRedis() {
        count("Redis killed");
        if (disk == Disk.EVERY_SECOND) {
            endWithoutTheLastSecond();
        } else {
            redis.kill();
        }
        long unreached = unreached();
        Waiting.until("somebody misses Redis", HANG, SOON, () -> unreached() > unreached);
        redis.restart();
        redis.awaitReady();
    }

    private long unreached() {
        return nodes.stream().mapToLong(node -> node.proxy().unreached()).sum();
    }

    /**
     * As if the machine had lost its power: what was written is there, what Redis wrote in the last second is not. That is a second in
     * which it wrote something, if there is one soon.
     */
    private void endWithoutTheLastSecond() {
        Path log = log();
        try {
            long kept = Files.size(log);
            timer.await(A_SECOND);
            for (int more = 0; more < QUIET_SECONDS && Files.size(log) == kept; more++) {
                timer.await(A_SECOND);
            }
            // So that all that was answered is in the log, and it can be told whose writes are lost.
            nodes.forEach(node -> node.proxy().set(Fault.BLACK_HOLE));
            Waiting.until(
                    "all is written",
                    HANG,
                    SOON,
                    () -> String.valueOf(redis.ask("INFO", "persistence")).contains("aof_buffer_length:0"));
            redis.kill();
            try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer end = ByteBuffer.allocate(Math.toIntExact(file.size() - kept));
                file.read(end, kept);
                Matcher ids = ID.matcher(new String(end.array(), StandardCharsets.ISO_8859_1));
                while (ids.find()) {
                    forgotten.add(new DeployId(ids.group()));
                }
                file.truncate(kept);
            }
            nodes.forEach(node -> {
                node.proxy().set(Fault.NONE);
                node.proxy().cut();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path log() {
        try (Stream<Path> files = Files.list(redis.folder().resolve("appendonlydir"))) {
            return files.filter(each -> each.toString().endsWith(".incr.aof"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(String fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    /** What awaits a decision is decided by two at once, on two nodes; what nobody can tell is looked up at the CI service. */
    private void people() {
        List<Deployment> now = inFlight();
        Map<DeployId, List<CompletableFuture<String>>> pressed = new HashMap<>();
        int turn = ci.runs().size();
        for (Deployment d : now) {
            String id = d.id().value();
            Plot plot = Plot.of(d.environment());
            if (d.status() == DeploymentStatus.VERIFIED && plot.name().startsWith("PEOPLE")) {
                String verb = plot == Plot.PEOPLE_PROMOTE ? "promote" : "rollback";
                pressed.put(
                        d.id(),
                        List.of(
                                nodes.get(turn % NODES).ask(verb, id, "ada"),
                                nodes.get((turn + 1) % NODES).ask(verb, id, "grace")));
            } else if (d.status() == DeploymentStatus.NEEDS_ATTENTION) {
                Attention attention = Objects.requireNonNull(d.attention());
                // They look at the CI service before they press anything, as a person would.
                boolean started = ci.started(id + "/" + attention.phase().wireName());
                (started ? givenUp : retried).put(d.id(), attention.reason());
                String verb = started ? "giveup" : "retry";
                pressed.put(d.id(), List.of(nodes.get(turn % NODES).ask(verb, id, "ada")));
            }
            turn++;
        }
        pressed.forEach((id, answers) -> answers.forEach(answer -> {
            boolean was = heard(answer).equals("Done");
            if (was && answers.size() > 1) {
                done.merge(id, 1, Integer::sum);
            }
        }));
    }

    private List<Deployment> inFlight() {
        List<Deployment> found = new ArrayList<>();
        try {
            for (int i = 0; i < deployments; i++) {
                store.holder(Plot.environment(i)).ifPresent(found::add);
            }
        } catch (StoreUnavailableException e) {
            // Redis was just killed; the next look sees more.
        }
        return found;
    }

    private boolean settled() {
        try {
            for (int i = 0; i < deployments; i++) {
                if (store.holder(Plot.environment(i)).isPresent()) {
                    return false;
                }
            }
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private FaultReport report() {
        List<DeployId> known = new ArrayList<>();
        HistoryQuery query = HistoryQuery.newest(HistoryQuery.MAX_LIMIT);
        for (HistoryPage page = store.history(query); ; page = store.history(query.after(page.next()))) {
            page.entries().stream().map(HistoryEntry::id).forEach(known::add);
            if (page.next() == null) {
                break;
            }
        }
        List<Deployment> stored =
                known.stream().flatMap(id -> store.find(id).stream()).toList();
        List<Environment> taken = new ArrayList<>();
        for (int i = 0; i < deployments; i++) {
            Environment environment = Plot.environment(i);
            store.holder(environment).ifPresent(d -> taken.add(environment));
        }
        return new FaultReport(
                disk,
                Set.copyOf(forgotten),
                deployments,
                inFlightAtFirst,
                Set.copyOf(shipped),
                known,
                stored,
                taken,
                ci.runs(),
                ci.requests(),
                ci.changes(),
                Map.copyOf(done),
                Map.copyOf(retried),
                Map.copyOf(givenUp),
                new TreeMap<>(faults),
                ci.busy(),
                ci.lost(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    @Override
    public void close() {
        // First, as it starts what was ended.
        storm.interrupt();
        try {
            storm.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.close();
        nodes.forEach(Node::close);
        store.close();
        ci.close();
        redis.close();
    }
}

package io.releaseconductor.jdbc.kills;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts nodes, kills them at points that a seed chooses, lets the last one come to an end, and accounts for what was shipped. */
final class KillRun implements AutoCloseable {

    private static final int MOST_LINES = 14;
    private static final long LIMIT_MINUTES = 3;

    private final String target;
    private final Path folder;
    private final Random chance;
    private final List<Process> nodes = new ArrayList<>();
    private final Set<String> shipped = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    KillRun(String target, Path folder, long seed) {
        this.target = target;
        this.folder = folder;
        this.chance = new Random(seed);
    }

    /** What came of it. */
    record Account(
            int shipped, Set<String> lost, Set<String> dispatchedTwice, Set<String> decidedTwice, Set<String> left) {}

    /** Starts nodes that ship. */
    void start(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            nodes.add(node("node" + i, "ship"));
        }
    }

    /** Kills one of the nodes after it, or another one, has said so much, and starts it again. */
    void killOne() throws IOException, InterruptedException {
        int said = 1 + chance.nextInt(MOST_LINES);
        for (int i = 0; i < said; i++) {
            if (lines.poll(LIMIT_MINUTES, TimeUnit.MINUTES) == null) {
                throw new IllegalStateException("the nodes say nothing any more");
            }
        }
        int which = chance.nextInt(nodes.size());
        nodes.get(which).destroyForcibly().waitFor();
        lines.clear();
        nodes.set(which, node("node" + which, "ship"));
    }

    /** Kills all, and lets one node bring to an end what is in flight. */
    void settle() throws IOException, InterruptedException {
        for (Process node : nodes) {
            node.destroyForcibly().waitFor();
        }
        Process last = node("last", "settle");
        nodes.add(last);
        if (!last.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("something is in flight for ever; said last: " + lines);
        }
    }

    private Process node(String name, String what) throws IOException {
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledNode.class.getName(),
                        name,
                        target,
                        folder.toString(),
                        what)
                .redirectError(Redirect.INHERIT)
                .start();
        Thread reader = new Thread(() -> read(node), "reader");
        reader.setDaemon(true);
        reader.start();
        return node;
    }

    private void read(Process node) {
        try (BufferedReader output = node.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("shipped ")) {
                    shipped.add(line.substring("shipped ".length()));
                }
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("ended");
        }
    }

    Account account(StateStore store) {
        Set<String> known = history(store).stream()
                .filter(entry -> entry.status().wireName().equals("promoted"))
                .map(entry -> entry.id().value())
                .collect(Collectors.toSet());
        return new Account(
                shipped.size(),
                shipped.stream().filter(id -> !known.contains(id)).collect(Collectors.toSet()),
                twice("runs"),
                twice("decisions"),
                KilledNode.environments().stream()
                        .filter(each -> store.holder(each).isPresent())
                        .map(Environment::name)
                        .collect(Collectors.toSet()));
    }

    private static List<HistoryEntry> history(StateStore store) {
        List<HistoryEntry> all = new ArrayList<>();
        HistoryPage page = store.history(HistoryQuery.newest(100));
        all.addAll(page.entries());
        while (page.next() != null) {
            page = store.history(HistoryQuery.newest(100).after(page.next()));
            all.addAll(page.entries());
        }
        return all;
    }

    private Set<String> twice(String journal) {
        Map<String, Integer> counts = new HashMap<>();
        new Journal(folder.resolve(journal)).lines().forEach(line -> counts.merge(line, 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        nodes.forEach(Process::destroyForcibly);
    }
}

package io.releaseconductor.benchmarks;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A page of history out of little and out of much. */
@State(Scope.Benchmark)
public class HistoryBenchmark {

    private static final int PAGE = 25;
    private static final int BATCH = 10_000;

    /** Entries as the store writes them, without the calls. */
    private static final String FILL = "for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do"
            + " local id = 'ship-e1-' .. i"
            + " redis.call('HSET', KEYS[1], id, (string.gsub(ARGV[3], 'ship%-e1%-%d+', id)))"
            + " redis.call('ZADD', KEYS[2], 0, string.format('%012d.000 ', i) .. id) end";

    /** How many entries there are. */
    @Param({"1000", "1000000"})
    public int entries;

    private @Nullable Redis redis;

    /** Writes them. */
    @Setup(Level.Trial)
    public void open() {
        Redis opened = new Redis();
        redis = opened;
        String entry = new DeploymentJson().writeHistory(HistoryEntry.of(Made.verified("e1")));
        String tag = "{" + Redis.PREFIX + "}:";
        int first = 1_000_000_000;
        for (int i = 0; i < entries; i += BATCH) {
            opened.client()
                    .eval(
                            FILL,
                            List.of(tag + "history", tag + "history:all"),
                            List.of(
                                    String.valueOf(first + i),
                                    String.valueOf(first + Math.min(i + BATCH, entries) - 1),
                                    entry));
        }
    }

    /** Closes the server. */
    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(redis).close();
    }

    /** The newest. */
    @Benchmark
    public HistoryPage page() {
        HistoryPage page = Objects.requireNonNull(redis).store().history(HistoryQuery.newest(PAGE));
        if (page.entries().size() != PAGE) {
            throw new IllegalStateException(page.entries().size() + " entries");
        }
        return page;
    }
}

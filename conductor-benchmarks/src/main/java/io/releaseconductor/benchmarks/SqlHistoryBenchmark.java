package io.releaseconductor.benchmarks;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A page of history from a database, out of little and out of much. */
@State(Scope.Benchmark)
public class SqlHistoryBenchmark {

    private static final int PAGE = 25;

    /** Which database. */
    @Param({"h2", "sqlite", "postgresql"})
    public String database = "";

    /** How many entries there are. */
    @Param({"1000", "1000000"})
    public int entries;

    private @Nullable Sql sql;

    /** Writes them. */
    @Setup(Level.Trial)
    public void open() {
        Sql opened = new Sql(database);
        sql = opened;
        opened.store().history(HistoryQuery.newest(1));
        opened.fillHistory(entries, new DeploymentJson().writeHistory(HistoryEntry.of(Made.verified("e1"))));
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(sql).close();
    }

    /** The newest. */
    @Benchmark
    public HistoryPage sqlPage() {
        HistoryPage page = Objects.requireNonNull(sql).store().history(HistoryQuery.newest(PAGE));
        if (page.entries().size() != PAGE) {
            throw new IllegalStateException(page.entries().size() + " entries");
        }
        return page;
    }
}

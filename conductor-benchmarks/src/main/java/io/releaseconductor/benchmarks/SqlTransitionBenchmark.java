package io.releaseconductor.benchmarks;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.spi.SaveResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A transition beside the least that a database can do to compare and set a record. */
@State(Scope.Benchmark)
public class SqlTransitionBenchmark {

    private static final String BARE = "UPDATE bare SET revision = ?, record = ? WHERE id = 1 AND revision = ?";

    /** Which database. */
    @Param({"h2", "sqlite", "postgresql"})
    public String database = "";

    private @Nullable Sql sql;
    private @Nullable Deployment current;
    private String record = "";
    private long revision = 1;

    /** Stores a deployment, for both ways. */
    @Setup(Level.Trial)
    public void open() {
        Sql opened = new Sql(database);
        sql = opened;
        current = Made.created(opened.store(), Made.verified("e1"));
        record = new DeploymentJson().write(current);
        opened.update("CREATE TABLE bare (id INTEGER PRIMARY KEY, revision BIGINT, record VARCHAR)");
        opened.update("INSERT INTO bare VALUES (1, 1, 'x')");
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(sql).close();
    }

    /** The least that compares and sets. */
    @Benchmark
    public int bareUpdate() {
        int changed = Objects.requireNonNull(sql).update(BARE, revision + 1, record, revision);
        if (changed != 1) {
            throw new IllegalStateException(changed + " rows");
        }
        revision++;
        return changed;
    }

    /** What the engine does for each event. */
    @Benchmark
    public SaveResult sqlTransition() {
        Deployment before = Objects.requireNonNull(current);
        Deployment next = before.withRevision(before.revision() + 1);
        SaveResult result = Objects.requireNonNull(sql)
                .store()
                .compareAndSet(next, before.revision(), null, "write " + next.revision());
        if (!(result instanceof SaveResult.Saved)) {
            throw new IllegalStateException(result.toString());
        }
        current = next;
        return result;
    }
}

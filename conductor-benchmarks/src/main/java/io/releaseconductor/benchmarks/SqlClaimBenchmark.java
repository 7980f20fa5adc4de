package io.releaseconductor.benchmarks;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
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

/** Claiming the ten that are due from a database, among few and among many that are not settled. */
@State(Scope.Benchmark)
public class SqlClaimBenchmark {

    private static final int DUE = 10;
    private static final Duration LEASE = Duration.ofMillis(30);
    private static final Instant LATER = Instant.parse("9000-01-01T00:00:00Z");

    /** Which database. */
    @Param({"h2", "sqlite", "postgresql"})
    public String database = "";

    /** How many are not settled. */
    @Param({"100", "100000"})
    public int unsettled;

    private @Nullable Sql sql;
    private Instant now = ManualClock.START;

    /** Stores ten, and the others beside the store, with records as long as theirs. */
    @Setup(Level.Trial)
    public void open() {
        Sql opened = new Sql(database);
        sql = opened;
        for (int i = 0; i < DUE; i++) {
            Deployment d = Made.verified("e" + i);
            Made.created(opened.store(), d.withDueAt(ManualClock.START));
        }
        opened.fillUnsettled(unsettled - DUE, LATER);
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(sql).close();
    }

    /** Each time the leases given out before are over, so there are always ten to claim. */
    @Benchmark
    public List<Claim> sqlClaim() {
        now = now.plus(LEASE);
        List<Claim> claims = Objects.requireNonNull(sql).store().claimDue(now, LEASE, DUE);
        if (claims.size() != DUE) {
            throw new IllegalStateException(claims.size() + " claims");
        }
        return claims;
    }
}

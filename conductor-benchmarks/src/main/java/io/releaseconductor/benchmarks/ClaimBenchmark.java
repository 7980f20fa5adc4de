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

/** Claiming the ten that are due, among few and among many that are not settled. */
@State(Scope.Benchmark)
public class ClaimBenchmark {

    private static final int DUE = 10;
    private static final Duration LEASE = Duration.ofMillis(30);
    private static final Instant LATER = Instant.parse("9000-01-01T00:00:00Z");

    /** How many are not settled. */
    @Param({"100", "10000"})
    public int unsettled;

    private @Nullable Redis redis;
    private Instant now = ManualClock.START;

    /** Stores them. */
    @Setup(Level.Trial)
    public void open() {
        Redis opened = new Redis();
        redis = opened;
        for (int i = 0; i < unsettled; i++) {
            Deployment d = Made.verified("e" + i);
            Made.created(opened.store(), d.withDueAt(i < DUE ? ManualClock.START : LATER));
        }
    }

    /** Closes the server. */
    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(redis).close();
    }

    /** Each time the leases given out before are over, so there are always ten to claim. */
    @Benchmark
    public List<Claim> claim() {
        now = now.plus(LEASE);
        List<Claim> claims = Objects.requireNonNull(redis).store().claimDue(now, LEASE, DUE);
        if (claims.size() != DUE) {
            throw new IllegalStateException(claims.size() + " claims");
        }
        return claims;
    }
}

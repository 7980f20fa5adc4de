package io.releaseconductor.redis;

import io.releaseconductor.spi.StoreUnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * A client that is built when it is first needed, and again when that failed: a bot starts although Redis is not there yet.
 * Thread-safe.
 */
final class Connected implements AutoCloseable {

    /** While building fails, one caller tries and the others are answered with what it met. */
    private static final long SAME_ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Supplier<UnifiedJedis> building;
    private final boolean owned;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable UnifiedJedis client;
    private @Nullable RuntimeException failure;
    private long failedAt;
    private volatile boolean closed;

    private Connected(Supplier<UnifiedJedis> building, boolean owned) {
        this.building = building;
        this.owned = owned;
    }

    static Connected lazily(Supplier<UnifiedJedis> building) {
        return new Connected(building, true);
    }

    static Connected through(UnifiedJedis given) {
        Connected connected = new Connected(() -> given, false);
        connected.client = given;
        return connected;
    }

    UnifiedJedis client() {
        if (closed) {
            throw new StoreUnavailableException("The Redis store is closed.", null);
        }
        UnifiedJedis known = client;
        return known != null ? known : build();
    }

    private UnifiedJedis build() {
        lock.lock();
        try {
            UnifiedJedis known = client;
            if (known != null) {
                return known;
            }
            if (failure != null && System.nanoTime() - failedAt < SAME_ANSWER_NANOS) {
                throw failure;
            }
            try {
                UnifiedJedis built = building.get();
                client = built;
                failure = null;
                return built;
            } catch (RuntimeException e) {
                failure = e;
                failedAt = System.nanoTime();
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    void forgetIdle() {
        UnifiedJedis known = client;
        if (known != null) {
            Clients.forgetIdle(known);
        }
    }

    /** Closes the client, unless it was given. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            UnifiedJedis known = client;
            if (owned && known != null) {
                known.close();
            }
        } finally {
            lock.unlock();
        }
    }
}

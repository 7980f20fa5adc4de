package io.releaseconductor.benchmarks;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.spi.SaveResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A transition beside a bare {@code PING} and beside the least that a script can do to compare and set a record. */
public class TransitionBenchmark {

    private static final String BARE = "if redis.call('HGET', KEYS[1], 'revision') ~= ARGV[1] then return 0 end"
            + " redis.call('HSET', KEYS[1], 'revision', ARGV[2], 'record', ARGV[3]) return 1";

    /** The server, shared by all threads. */
    @State(Scope.Benchmark)
    public static class Shared {

        private @Nullable Redis opened;
        private String script = "";
        private final AtomicInteger threads = new AtomicInteger();

        /** Opens it. */
        @Setup(Level.Trial)
        public void open() {
            opened = new Redis();
            script = redis().client().scriptLoad(BARE);
        }

        Redis redis() {
            return Objects.requireNonNull(opened);
        }

        /** Closes it. */
        @TearDown(Level.Trial)
        public void close() {
            redis().close();
        }
    }

    /** A deployment for each thread, since what is measured is no contention. */
    @State(Scope.Thread)
    public static class Own {

        private @Nullable Deployment current;
        private byte[] key = new byte[0];
        private byte[] record = new byte[0];
        private long revision;

        /** Stores it, for both ways. */
        @Setup(Level.Trial)
        public void create(Shared shared) {
            String name = "e" + shared.threads.incrementAndGet();
            Deployment d = Made.created(shared.redis().store(), Made.verified(name));
            current = d;
            key = bytes("bare:" + name);
            record = bytes(new DeploymentJson().write(d));
            revision = 1;
            shared.redis().client().hset(key, bytes("revision"), bytes("1"));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Nothing but the way there and back. */
    @Benchmark
    public String ping(Shared shared) {
        return shared.redis().client().ping();
    }

    /** The least that compares and sets. */
    @Benchmark
    public Object bareScript(Shared shared, Own own) {
        long next = own.revision + 1;
        Object answer = shared.redis()
                .client()
                .evalsha(
                        bytes(shared.script),
                        List.of(own.key),
                        List.of(bytes(String.valueOf(own.revision)), bytes(String.valueOf(next)), own.record));
        if (!Long.valueOf(1).equals(answer)) {
            throw new IllegalStateException(String.valueOf(answer));
        }
        own.revision = next;
        return answer;
    }

    /** What the engine does for each event. */
    @Benchmark
    public SaveResult transition(Shared shared, Own own) {
        Deployment current = Objects.requireNonNull(own.current);
        Deployment next = current.withRevision(current.revision() + 1);
        SaveResult result =
                shared.redis().store().compareAndSet(next, current.revision(), null, "write " + next.revision());
        if (!(result instanceof SaveResult.Saved)) {
            throw new IllegalStateException(result.toString());
        }
        own.current = next;
        return result;
    }
}

package io.releaseconductor.examples.fakediscord;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mockwebserver3.MockResponse;

/**
 * How often may be called, for each kind of call and channel, and what the answers say about it. In the machine's own time, by which
 * clients wait. Thread-safe.
 */
final class RateLimits {

    private static final double NANOS_A_SECOND = 1e9;

    private final int calls;
    private final long window;
    private final Map<String, Bucket> buckets = new HashMap<>();

    private static final class Bucket {
        private long end;
        private int left;

        Bucket(long end) {
            this.end = end;
        }
    }

    /** What became of a call. */
    record Admission(boolean allowed, String bucket, int limit, int remaining, double resetAfter) {

        /** Discord declares them in the answer to each call. */
        MockResponse.Builder declare(MockResponse.Builder response) {
            double reset = System.currentTimeMillis() / 1000.0 + resetAfter;
            return response.addHeader("X-RateLimit-Bucket", bucket)
                    .addHeader("X-RateLimit-Limit", limit)
                    .addHeader("X-RateLimit-Remaining", remaining)
                    .addHeader("X-RateLimit-Reset", String.format(Locale.ROOT, "%.3f", reset))
                    .addHeader("X-RateLimit-Reset-After", String.format(Locale.ROOT, "%.3f", resetAfter));
        }
    }

    RateLimits(int calls, Duration window) {
        this.calls = calls;
        this.window = window.toNanos();
    }

    synchronized Admission take(String method, String channel) {
        long now = System.nanoTime();
        Bucket bucket = buckets.computeIfAbsent(method + channel, key -> new Bucket(now));
        if (now - bucket.end >= 0) {
            bucket.end = now + window;
            bucket.left = calls;
        }
        boolean allowed = bucket.left > 0;
        bucket.left -= allowed ? 1 : 0;
        return new Admission(allowed, method + "-messages", calls, bucket.left, (bucket.end - now) / NANOS_A_SECOND);
    }
}

package io.releaseconductor.examples.demo.metrics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long requests of one kind took. Not thread-safe. */
final class Histogram {

    private static final List<Duration> BOUNDS = List.of(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1));

    private static final double SECOND = 1e9;

    /** How many took no longer than each bound. */
    private final long[] within = new long[BOUNDS.size()];

    private long count;
    private long nanos;

    void add(Duration took) {
        count++;
        nanos += took.toNanos();
        for (int i = 0; i < within.length; i++) {
            if (took.compareTo(BOUNDS.get(i)) <= 0) {
                within[i]++;
            }
        }
    }

    void write(PrometheusText text, String name, Map<String, String> labels) {
        for (int i = 0; i < within.length; i++) {
            bucket(text, name, labels, seconds(BOUNDS.get(i).toNanos()), within[i]);
        }
        bucket(text, name, labels, "+Inf", count);
        text.sample(name + "_count", labels, Long.toString(count));
        text.sample(name + "_sum", labels, seconds(nanos));
    }

    private static void bucket(PrometheusText text, String name, Map<String, String> labels, String bound, long many) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        all.put("le", bound);
        text.sample(name + "_bucket", all, Long.toString(many));
    }

    private static String seconds(long nanos) {
        return Double.toString(nanos / SECOND);
    }
}

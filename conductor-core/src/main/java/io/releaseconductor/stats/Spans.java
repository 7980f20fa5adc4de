package io.releaseconductor.stats;

import java.time.Duration;
import java.util.Arrays;

/** Collects spans in whole milliseconds, eight bytes each. Not thread-safe. */
final class Spans {

    private static final int FEW = 16;

    private long[] millis = new long[FEW];
    private int count;
    private long sum;

    /** What clocks make negative took no time. */
    void add(Duration span) {
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, count + (count >> 1));
        }
        long each = span.isNegative() ? 0 : span.toMillis();
        millis[count++] = each;
        sum += each;
    }

    Typical typical() {
        if (count == 0) {
            return Typical.NO_DATA;
        }
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        long upper = sorted[count / 2];
        long median = count % 2 == 1 ? upper : (sorted[count / 2 - 1] + upper) / 2;
        return new Typical(count, Duration.ofMillis(sum / count), Duration.ofMillis(median));
    }
}

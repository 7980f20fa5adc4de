package io.releaseconductor.prometheus;

import java.util.Arrays;

/** Samples in the order of time. One that is there twice counts once. */
final class Samples {

    private long[] times = new long[32];
    private double[] values = new double[32];
    private int size;

    /** {@return whether it is later than the others, or known already} */
    boolean add(long time, double value) {
        if (size > 0 && time <= times[size - 1]) {
            return time == times[size - 1] && Double.compare(value, values[size - 1]) == 0;
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = time;
        values[size] = value;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    /** {@return when a sample was taken, in milliseconds since 1970} */
    long time(int sample) {
        return times[sample];
    }

    double value(int sample) {
        return values[sample];
    }
}

package io.releaseconductor.metric;

import java.time.Instant;

/** A digest of whole numbers in order, the same on every JVM. It finds out that something changed; it is no proof against forgery. */
public final class Digest {

    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xBF58476D1CE4E5B9L;
    private static final long THIRD = 0x94D049BB133111EBL;

    private long state = FIRST;

    /** Of nothing yet. */
    public Digest() {}

    /**
     * Takes one number more.
     *
     * @param number the number
     * @return this digest
     */
    public Digest add(long number) {
        state = (state ^ number) * FIRST;
        state ^= state >>> 32;
        return this;
    }

    /**
     * Takes counts.
     *
     * @param counts the counts
     * @return this digest
     */
    public Digest add(Counts counts) {
        return add(counts.bad()).add(counts.total());
    }

    /**
     * Takes both sides.
     *
     * @param sides what was counted
     * @return this digest
     */
    public Digest add(BothSides sides) {
        return add(sides.canary()).add(sides.stable());
    }

    Digest add(Instant time) {
        return add(time.getEpochSecond()).add(time.getNano());
    }

    /** {@return the digest so far, 0 to 2^32 - 1} */
    public long value() {
        long mixed = (state ^ (state >>> 30)) * SECOND;
        mixed = (mixed ^ (mixed >>> 27)) * THIRD;
        return mixed >>> 32;
    }
}

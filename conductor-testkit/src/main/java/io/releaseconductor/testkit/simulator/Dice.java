package io.releaseconductor.testkit.simulator;

import java.util.List;

/** A source of chance that gives the same on every JVM for the same seed (SplitMix64). */
final class Dice {

    private long state;

    Dice(long seed) {
        this.state = seed;
    }

    /** Dice that do not depend on how often these are thrown later. */
    Dice fork() {
        return new Dice(next());
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to one below the bound. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** Both ends included. */
    long between(long from, long to) {
        return from + Long.remainderUnsigned(next(), to - from + 1);
    }

    boolean inThousand(int cases) {
        return below(1000) < cases;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}

package io.releaseconductor.testkit.simulator;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The part of a long search that one run does: all of it, or with {@code -Dsimulation.slices=3} a third, another one where the fresh
 * seeds begin elsewhere. So CI sees a part with each commit, and all of it with some commits together.
 *
 * @param number which, from 0
 * @param of of how many
 */
record Slice(int number, int of) {

    /** Where the seeds begin that change from commit to commit; what calls the build gives it. */
    static final long FRESH = Long.getLong("simulation.fresh", 10_001);

    /** How many fresh seeds there are for each commit. */
    static final int FRESH_SEEDS = 2_000;

    /** Another number with each commit. */
    static final long RUN = FRESH / FRESH_SEEDS;

    private static final int SLICES = Integer.getInteger("simulation.slices", 1);

    static final Slice OF_THIS_RUN = new Slice((int) Math.floorMod(RUN, (long) SLICES), SLICES);

    /** Its part of the first so many seeds. */
    Exploration seeds(int count, BiFunction<Long, Long, Exploration> explore) {
        long first = 1 + (long) count * number / of;
        long next = 1 + (long) count * (number + 1) / of;
        return explore.apply(first, next - first);
    }

    /** Its part of a list. */
    <T> Stream<T> from(List<T> all) {
        return IntStream.range(0, all.size()).filter(i -> i % of == number).mapToObj(all::get);
    }
}

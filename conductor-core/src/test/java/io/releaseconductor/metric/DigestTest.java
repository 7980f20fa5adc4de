package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("A digest")
class DigestTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Counts COUNTS = new Counts(2, 40);

    private static long of(long... numbers) {
        Digest digest = new Digest();
        LongStream.of(numbers).forEach(digest::add);
        return digest.value();
    }

    @Property(tries = 500)
    @Label("is another one once any number is another one, in whatever place")
    void any_number(
            @ForAll @Size(5) long[] numbers,
            @ForAll @IntRange(max = 4) int which,
            @ForAll @IntRange(max = 63) int bit) {
        long before = of(numbers);
        assertThat(before).isBetween(0L, 0xFFFF_FFFFL).isEqualTo(of(numbers));
        numbers[which] ^= 1L << bit;
        assertThat(of(numbers)).isNotEqualTo(before);
    }

    @Example
    @Label("is the same in all versions and on all machines")
    void golden() {
        assertThat(List.of(of(), of(0), of(0, 0), of(1, 2), of(2, 1), of(Long.MIN_VALUE)))
                .containsExactly(3793791032L, 4280044602L, 3897179435L, 2642490360L, 4068265141L, 4101235069L);
    }

    private static Evidence evidence(
            Instant upTo, Correlation correlation, long looks, Counts canary, long peak, Strand... strands) {
        return new Evidence(START, upTo, correlation, looks, canary, List.of(strands), peak);
    }

    private static Strand strand(
            Counts stable, Counts stableLately, Counts canaryLately, long looks, Waiting waiting, long stake) {
        List<Long> harm = new ArrayList<>(Collections.nCopies(Strand.HARM_STAKES, 0L));
        harm.set(3, stake);
        return new Strand(stable, stableLately, canaryLately, looks, looks, waiting, harm, List.of());
    }

    @Example
    @Label("of evidence is another one once anything in it is another one")
    void of_evidence() {
        Correlation known = Correlation.INDEPENDENT;
        Strand plain = strand(COUNTS, COUNTS, COUNTS, 3, Waiting.NOTHING, 7);
        assertThat(List.of(
                                evidence(START, known, 3, COUNTS, 5, plain),
                                evidence(START.plusNanos(1), known, 3, COUNTS, 5, plain),
                                evidence(START, new Correlation(1, false), 3, COUNTS, 5, plain),
                                evidence(START, new Correlation(1.001, true), 3, COUNTS, 5, plain),
                                evidence(START, known, 4, COUNTS, 5, plain),
                                evidence(START, known, 3, Counts.NONE, 5, plain),
                                evidence(START, known, 3, COUNTS, 6, plain),
                                evidence(START, known, 3, COUNTS, 5, plain, plain),
                                evidence(
                                        START,
                                        known,
                                        3,
                                        COUNTS,
                                        5,
                                        strand(Counts.NONE, COUNTS, COUNTS, 3, Waiting.NOTHING, 7)),
                                evidence(
                                        START,
                                        known,
                                        3,
                                        COUNTS,
                                        5,
                                        strand(COUNTS, Counts.NONE, COUNTS, 3, Waiting.NOTHING, 7)),
                                evidence(
                                        START,
                                        known,
                                        3,
                                        COUNTS,
                                        5,
                                        strand(COUNTS, COUNTS, Counts.NONE, 3, Waiting.NOTHING, 7)),
                                evidence(
                                        START,
                                        known,
                                        3,
                                        COUNTS,
                                        5,
                                        strand(COUNTS, COUNTS, COUNTS, 2, Waiting.NOTHING, 7)),
                                evidence(
                                        START,
                                        known,
                                        3,
                                        COUNTS,
                                        5,
                                        strand(COUNTS, COUNTS, COUNTS, 3, new Waiting(COUNTS, Counts.NONE, 1), 7)),
                                evidence(
                                        START,
                                        known,
                                        3,
                                        COUNTS,
                                        5,
                                        strand(COUNTS, COUNTS, COUNTS, 3, Waiting.NOTHING, 8)))
                        .stream()
                        .map(Evidence::digest))
                .doesNotHaveDuplicates();
    }
}

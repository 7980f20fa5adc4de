package io.releaseconductor.metric;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * All that is kept of a metric's looks: some 400 bytes, however many looks there were. Whatever node goes on from it comes to the same
 * judgement. It is begun and continued by {@link SequentialJudge} only.
 *
 * @param since when it began; the bake is counted from here
 * @param upTo up to when it is counted; the next look begins there
 * @param correlation how much bad events come in clusters
 * @param looks how many looks the canary was counted in; silence is none
 * @param canary what the canary did
 * @param strands the evidence against each reference, at least one
 * @param peak the strongest evidence of harm so far, that of the weakest strand, as a whole number like the stakes of a {@link Strand}
 */
public record Evidence(
        Instant since,
        Instant upTo,
        Correlation correlation,
        long looks,
        Counts canary,
        List<Strand> strands,
        long peak) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if it ends before it begins, has no strand, or a negative number of looks
     */
    public Evidence {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(upTo, "upTo");
        Objects.requireNonNull(correlation, "correlation");
        Objects.requireNonNull(canary, "canary");
        strands = List.copyOf(strands);
        if (upTo.isBefore(since)) {
            throw new IllegalArgumentException("upTo: " + upTo + " is not allowed; allowed: not before " + since);
        }
        if (looks < 0) {
            throw new IllegalArgumentException("looks: " + looks + " is not allowed; allowed: 0 or more");
        }
        if (strands.isEmpty()) {
            throw new IllegalArgumentException("strands: none is not allowed; allowed: one for each reference");
        }
    }
    /** {@return a digest of all of it, 0 to 2^32 - 1: the same for the same evidence on every JVM} */
    public long digest() {
        Digest digest = new Digest()
                .add(since)
                .add(upTo)
                .add(Double.doubleToLongBits(correlation.phi()))
                .add(correlation.measured() ? 1 : 0)
                .add(looks)
                .add(canary)
                .add(peak);
        for (Strand strand : strands) {
            digest.add(strand.stable())
                    .add(strand.stableLately())
                    .add(strand.canaryLately())
                    .add(strand.looks())
                    .add(strand.roughness())
                    .add(strand.waiting().canary())
                    .add(strand.waiting().stable())
                    .add(strand.waiting().looks())
                    .add(strand.harm().size());
            strand.harm().forEach(digest::add);
            strand.harmless().forEach(digest::add);
        }
        return digest.value();
    }
}

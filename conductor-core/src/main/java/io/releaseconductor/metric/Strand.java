package io.releaseconductor.metric;

import java.util.List;
import java.util.Objects;

/**
 * The evidence against one reference: one stable side, one time before, or a limit. Plain numbers; they mean something only
 * together with the {@link MetricSpec} that they were counted under.
 *
 * <p>A stake may become far smaller or larger than a {@code double} can say. So it is a whole number {@code n}, which stands for
 * {@code (1 + f / 2^20) · 2^e}, where {@code e} is {@code n / 2^20} rounded down and {@code f} is the remainder: 0 is a stake of 1, and
 * 2^20 more is twice as much.
 *
 * @param stable what the reference did, since the evidence began
 * @param stableLately the same in thousandths, the hour before included, with old looks fading out and without what waits; it
 *     places bets
 * @param canaryLately the canary's events likewise; they place bets, and show harm that began late
 * @param looks how many times both sides were counted
 * @param roughness by how much the canary's looks differed from its rate, in thousandths of what independent events would, summed
 *     over the looks
 * @param waiting what one side did that waits for the other side to do something
 * @param harm the stakes against "no harm"
 * @param harmless those against "harmful"; empty if the canary need not pass
 */
public record Strand(
        Counts stable,
        Counts stableLately,
        Counts canaryLately,
        long looks,
        long roughness,
        Waiting waiting,
        List<Long> harm,
        List<Long> harmless) {

    /** How many stakes there are against "no harm". */
    public static final int HARM_STAKES = Bets.HARM.number();

    /** How many there are against "harmful", if any. */
    public static final int HARMLESS_STAKES = Bets.HARMLESS.number();

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the stakes are not as many as there are bets, or the number of looks is negative
     */
    public Strand {
        Objects.requireNonNull(stable, "stable");
        Objects.requireNonNull(stableLately, "stableLately");
        Objects.requireNonNull(canaryLately, "canaryLately");
        Objects.requireNonNull(waiting, "waiting");
        harm = List.copyOf(harm);
        harmless = List.copyOf(harmless);
        if (looks < 0) {
            throw new IllegalArgumentException("looks: " + looks + " is not allowed; allowed: 0 or more");
        }
        if (roughness < 0) {
            throw new IllegalArgumentException("roughness: " + roughness + " is not allowed; allowed: 0 or more");
        }
        if (harm.size() != HARM_STAKES) {
            throw new IllegalArgumentException(
                    "harm: " + harm.size() + " stakes are not allowed; allowed: " + HARM_STAKES);
        }
        if (!harmless.isEmpty() && harmless.size() != HARMLESS_STAKES) {
            throw new IllegalArgumentException(
                    "harmless: " + harmless.size() + " stakes are not allowed; allowed: none or " + HARMLESS_STAKES);
        }
    }
}

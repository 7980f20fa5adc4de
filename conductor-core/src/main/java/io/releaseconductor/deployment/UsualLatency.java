package io.releaseconductor.deployment;

import io.releaseconductor.check.Check;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a check took in earlier deployments of the same environment, and from when on it takes far longer. Immutable and thread-safe.
 *
 * <p>What is <em>usual</em> goes from the tenth to the ninetieth percentile of what was seen. <em>Far slower</em> is what is above all of:
 *
 * <ul>
 *   <li>1.5 times the upper end, and
 *   <li>100 ms more than the upper end, so that neither 3 ms → 6 ms nor 4 s → 4.2 s says anything;
 *   <li>the median times e<sup>k·s</sup>, where s is the spread of the logarithms, and k is 2.5 + 20 / n for n deployments.
 * </ul>
 *
 * <p>Latencies are skewed to the right, and their logarithms are about symmetric, so that is where they are compared. The spread is 1.4826
 * times the median of the distances from the median: whatever up to half of what was seen may be, such as cold starts, hardly moves it
 * (Hampel, "The Influence Curve and Its Role in Robust Estimation", JASA 69, 1974). From 20 deployments k is the 3.5 that Iglewicz and Hoaglin
 * recommend for it ("How to Detect and Handle Outliers", ASQC 1993). Fewer figures tell the spread badly, mostly as too small; what k becomes
 * there was chosen by measuring. {@code UsualLatencyRatesTest} says how often a healthy check is marked, and a slow one found.
 *
 * @param check its id
 * @param low the lower end of what is usual, in whole milliseconds
 * @param high the upper end, not below the lower one
 * @param most the longest latency that is not far slower than usual, not below the upper end
 * @param deployments from how many deployments that is known, {@value #FEWEST} to {@value #MOST}
 */
public record UsualLatency(String check, Duration low, Duration high, Duration most, int deployments) {

    /** How many deployments it takes to say what is usual. */
    public static final int FEWEST = 5;

    /** How many are looked back at. */
    public static final int MOST = 20;

    /** What is far longer than the longest that is kept. */
    private static final Duration LONGEST = CheckLatency.LONGEST.multipliedBy(2);

    private static final double LOWER = 0.1;

    private static final double UPPER = 0.9;

    private static final double TIMES = 1.5;

    private static final double MORE = 100;

    private static final double SPREADS = 2.5;

    private static final double SPREADS_OF_FEW = 20;

    /** By which the median distance from the median estimates the standard deviation of what is normally distributed. */
    private static final double CONSISTENT = 1.4826;

    /**
     * Validates, and cuts to whole milliseconds.
     *
     * @throws IllegalArgumentException if the id is not allowed, the ends are not in order or out of 0 to two days, or the number of
     *     deployments is not allowed
     */
    public UsualLatency {
        Objects.requireNonNull(check, "check");
        if (!Check.isValidId(check)) {
            throw new IllegalArgumentException(
                    "usual latency of \"" + check + "\": the id is not allowed; allowed: " + Check.ALLOWED_IDS);
        }
        low = low.truncatedTo(ChronoUnit.MILLIS);
        high = high.truncatedTo(ChronoUnit.MILLIS);
        most = most.truncatedTo(ChronoUnit.MILLIS);
        boolean ordered = low.compareTo(high) <= 0 && high.compareTo(most) <= 0;
        if (!ordered || low.isNegative() || most.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("usual latency of " + check + ": " + low + ", " + high + ", " + most
                    + " are not allowed; allowed: 0 to " + LONGEST + ", in order");
        }
        if (deployments < FEWEST || deployments > MOST) {
            throw new IllegalArgumentException("usual latency of " + check + ": " + deployments
                    + " deployments are not allowed; allowed: " + FEWEST + " to " + MOST);
        }
    }

    /**
     * What follows from what was seen.
     *
     * @param check the check's id
     * @param seen what it took in up to {@value #MOST} deployments, each at most {@link CheckLatency#LONGEST}, in any order
     * @return what is usual, or empty if there are fewer than {@value #FEWEST} figures
     * @throws IllegalArgumentException if the id is not allowed or there are more figures
     */
    public static Optional<UsualLatency> of(String check, Collection<Duration> seen) {
        if (seen.size() < FEWEST) {
            return Optional.empty();
        }
        List<Double> millis =
                seen.stream().map(each -> (double) each.toMillis()).sorted().toList();
        double high = Math.rint(percentile(millis, UPPER));
        return Optional.of(new UsualLatency(
                check,
                millis(percentile(millis, LOWER)),
                millis(high),
                millis(Math.max(Math.max(high * TIMES, high + MORE), unlikely(millis))),
                millis.size()));
    }

    private static double unlikely(List<Double> millis) {
        List<Double> logs =
                millis.stream().map(each -> StrictMath.log(Math.max(1, each))).toList();
        double median = percentile(logs, 0.5);
        List<Double> distances =
                logs.stream().map(each -> Math.abs(each - median)).sorted().toList();
        double spread = CONSISTENT * percentile(distances, 0.5);
        double most = StrictMath.exp(median + (SPREADS + SPREADS_OF_FEW / millis.size()) * spread);
        return Math.min(most, (double) CheckLatency.LONGEST.toMillis());
    }

    /** Of what is in order, with a straight line between two. */
    private static double percentile(List<Double> ordered, double share) {
        double place = share * (ordered.size() - 1);
        int below = (int) place;
        double from = ordered.get(below);
        double to = ordered.get(Math.min(below + 1, ordered.size() - 1));
        return from + (place - below) * (to - from);
    }

    private static Duration millis(double value) {
        return Duration.ofMillis(Math.round(value));
    }

    /**
     * Whether a latency is far above what is usual.
     *
     * @param latency what a check took
     * @return whether it is
     */
    public boolean isFarExceededBy(Duration latency) {
        return latency.compareTo(most) > 0;
    }

    /** {@return such as {@code usually 310–420 ms over the last 20 deployments}} */
    public String describe() {
        String range = low.equals(high) ? "" : low.toMillis() + "–";
        return "usually " + range + high.toMillis() + " ms over the last " + deployments + " deployments";
    }
}

package io.releaseconductor.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said to people about a metric. */
final class Sentences {

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    /** More than a double has. */
    private static final int MOST_DIGITS = 18;

    private Sentences() {}

    static String of(
            MetricSpec spec, Outcome outcome, Evidence evidence, RateEstimate canary, @Nullable RateEstimate stable) {
        if (evidence.canary().isEmpty()) {
            return spec.name() + ": nothing was counted yet, so nothing is known.";
        }
        boolean limit = spec.claim().isLimit();
        boolean before = evidence.strands().size() > 1;
        String seen = (limit ? "" : before ? "now " : "canary ") + percent(canary.share()) + " ("
                + number(evidence.canary().bad()) + " of "
                + number(evidence.canary().total()) + "; " + interval(canary)
                + ")";
        String beside = limit
                ? ", limit " + percent(spec.claim().points())
                : stable == null
                        ? ""
                        : (before ? ", before at most " : ", stable ") + percent(stable.share()) + " ("
                                + interval(stable) + ")";
        String said;
        if (outcome == Outcome.FAIL) {
            said = limit ? "above the limit" : before ? "worse than before" : "worse";
        } else if (outcome == Outcome.PASS) {
            said = "harmless, below " + words(spec.harmless(), before);
        } else if (Magnitude.reaches(evidence.peak(), spec.alpha())
                && evidence.canary().total() >= spec.minimumRequests()) {
            said = "worse, but within what is tolerated, " + words(spec.tolerated(), before);
        } else {
            said = "cannot tell";
        }
        return spec.name() + ": " + said + "; " + seen + beside + correlation(evidence.correlation()) + ".";
    }

    private static String words(@Nullable Tolerance line, boolean before) {
        return line == null ? "" : line.beside(before ? "before" : "stable");
    }

    private static String interval(RateEstimate rate) {
        return digits(rate.low()) + " to " + percent(rate.high());
    }

    private static String correlation(Correlation correlation) {
        if (!correlation.measured()) {
            return ", correlation taken as " + plain(correlation.phi()) + " for want of history";
        }
        return correlation.phi() < 1.05 ? "" : ", correlation " + plain(correlation.phi());
    }

    static String percent(double share) {
        return digits(share) + " %";
    }

    /** A share that is above another one, with as many digits as it takes to see that. */
    static String percentAbove(double share, double other) {
        BigDecimal below = rounded(other);
        BigDecimal percent = BigDecimal.valueOf(100 * share);
        BigDecimal shown = rounded(share);
        for (int digits = 2; shown.compareTo(below) <= 0 && digits <= MOST_DIGITS; digits++) {
            shown = percent.round(new MathContext(digits, RoundingMode.CEILING));
        }
        return shown.stripTrailingZeros().toPlainString() + " %";
    }

    private static String digits(double share) {
        return rounded(share).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal rounded(double share) {
        double percent = 100 * share;
        return BigDecimal.valueOf(percent).round(percent >= 10 ? THREE_DIGITS : TWO_DIGITS);
    }

    static String plain(double value) {
        return BigDecimal.valueOf(value).round(TWO_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** A time as people say it: {@code 50 s}, {@code 30 min}, {@code 2 h}. */
    static String time(Duration time) {
        return time(time, RoundingMode.HALF_UP);
    }

    /** The same of a time that has to be reached. */
    static String atLeast(Duration time) {
        return time(time, RoundingMode.CEILING);
    }

    private static String time(Duration time, RoundingMode rounding) {
        double seconds = Power.seconds(time);
        double shown = seconds < 120 ? seconds : seconds < 2 * 3600 ? seconds / 60 : seconds / 3600;
        String unit = seconds < 120 ? " s" : seconds < 2 * 3600 ? " min" : " h";
        MathContext digits = new MathContext(shown < 100 ? 2 : 3, rounding);
        return BigDecimal.valueOf(shown).round(digits).stripTrailingZeros().toPlainString() + unit;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}

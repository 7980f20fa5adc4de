package io.releaseconductor.benchmarks.judge;

import io.releaseconductor.metric.Counts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BracketingNthOrderBrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.exception.NoBracketingException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Kayenta's judge (github.com/spinnaker/kayenta, NetflixACAJudge): a Mann-Whitney test over one share a minute on either side. It says
 * "high" when the lower end of the 98 % interval of the shift is above a quarter of the estimated shift. Asked every five minutes; a high
 * metric rolls back.
 *
 * @param name what the table calls it
 * @param minutes how many minutes it looks back, or all of them if there are fewer
 */
record Kayenta(String name, int minutes) implements Rule {

    private static final int EVERY = 5;
    private static final double CONFIDENCE = 0.98;
    private static final double FRACTION = 0.25;

    static Kayenta cumulative() {
        return new Kayenta("Kayenta, cumulative", Integer.MAX_VALUE);
    }

    static Kayenta sliding() {
        return new Kayenta("Kayenta, last 10 min", 10);
    }

    @Override
    public int failsAfter(History history) {
        List<Counts> canary = Minutes.of(history.canary());
        List<Counts> stable = Minutes.of(history.stable());
        for (int end = EVERY; end <= canary.size(); end += EVERY) {
            int from = Math.max(0, end - minutes);
            if (isHigh(shares(stable.subList(from, end)), shares(canary.subList(from, end)), FRACTION, CONFIDENCE)) {
                return end * History.LOOKS_A_MINUTE;
            }
        }
        return NEVER;
    }

    /** Minutes without requests give no point. */
    private static double[] shares(List<Counts> minutes) {
        return minutes.stream()
                .filter(minute -> !minute.isEmpty())
                .mapToDouble(Counts::share)
                .toArray();
    }

    /** Whether the experiment is classified as high. */
    static boolean isHigh(double[] control, double[] experiment, double fraction, double confidence) {
        if (control.length == 0 || experiment.length == 0 || allTheSame(control, experiment)) {
            return false;
        }
        Shift shift = shift(control, experiment, confidence);
        return shift.low() > fraction * Math.abs(shift.estimate());
    }

    /**
     * By how much the experiment is shifted.
     *
     * @param low where the interval begins
     * @param high where it ends
     * @param estimate the likeliest shift
     */
    record Shift(double low, double high, double estimate) {}

    static Shift shift(double[] control, double[] experiment, double confidence) {
        Ranks ranks = new Ranks(experiment, control);
        double quantile = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 - confidence) / 2);
        return new Shift(ranks.bound(-quantile), ranks.bound(quantile), ranks.root(0));
    }

    private static boolean allTheSame(double[] control, double[] experiment) {
        double[] one = control.clone();
        double[] other = experiment.clone();
        Arrays.sort(one);
        Arrays.sort(other);
        return Arrays.equals(one, other)
                || Arrays.stream(one).allMatch(value -> value == one[0])
                        && Arrays.stream(other).allMatch(value -> value == one[0]);
    }

    /** By how much one sample has to be shifted for its ranks to be like those of the other: R's wilcox.test, asymptotic. */
    private static final class Ranks {

        private final double[] x;
        private final double[] y;
        private final double least;
        private final double most;

        Ranks(double[] x, double[] y) {
            this.x = x;
            this.y = y;
            this.least = Arrays.stream(x).min().orElseThrow()
                    - Arrays.stream(y).max().orElseThrow();
            this.most = Arrays.stream(x).max().orElseThrow()
                    - Arrays.stream(y).min().orElseThrow();
        }

        double bound(double quantile) {
            if (statistic(least, quantile) <= 0) {
                return least;
            }
            return statistic(most, quantile) >= 0 ? most : root(quantile);
        }

        double root(double quantile) {
            UnivariateFunction function = shift -> statistic(shift, quantile);
            try {
                return new BracketingNthOrderBrentSolver().solve(1000, function, least, most);
            } catch (NoBracketingException | TooManyEvaluationsException e) {
                return 0;
            }
        }

        private double statistic(double shift, double quantile) {
            double[] all = Arrays.copyOf(x, x.length + y.length);
            for (int i = 0; i < x.length; i++) {
                all[i] -= shift;
            }
            System.arraycopy(y, 0, all, x.length, y.length);
            double[] ranks = new NaturalRanking(NaNStrategy.MAXIMAL, TiesStrategy.AVERAGE).rank(all);
            Map<Double, Integer> ties = new HashMap<>();
            double sum = 0;
            for (int i = 0; i < ranks.length; i++) {
                ties.merge(ranks[i], 1, Integer::sum);
                sum += i < x.length ? ranks[i] : 0;
            }
            double nx = x.length;
            double ny = y.length;
            double tied = ties.values().stream()
                    .mapToDouble(count -> Math.pow(count, 3) - count)
                    .sum();
            double deviation = sum - nx * (nx + 1) / 2 - nx * ny / 2;
            double sigma = Math.sqrt(nx * ny / 12 * (nx + ny + 1 - tied / ((nx + ny) * (nx + ny - 1))));
            return sigma == 0 ? -quantile : (deviation - 0.5 * Math.signum(deviation)) / sigma - quantile;
        }
    }
}

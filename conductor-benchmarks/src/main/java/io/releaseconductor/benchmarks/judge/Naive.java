package io.releaseconductor.benchmarks.judge;

import io.releaseconductor.metric.Counts;
import org.apache.commons.math3.special.Beta;

/** Rules that forget that they are asked again and again: the same question at each look, about all that was counted so far. */
enum Naive {

    /** Two proportions differ with one-sided p below 1 %. */
    Z_TEST("z-test at each look") {
        @Override
        boolean worse(Counts canary, Counts stable) {
            if (canary.isEmpty() || stable.isEmpty()) {
                return false;
            }
            Counts both = canary.plus(stable);
            double variance = both.share() * (1 - both.share()) * (1.0 / canary.total() + 1.0 / stable.total());
            return variance > 0 && (canary.share() - stable.share()) / Math.sqrt(variance) > 2.326348;
        }
    },

    /** P(the canary's rate is higher) above 99 %, with flat priors: the exact sum for two beta distributions (E. Miller, 2015). */
    BETA_BINOMIAL("P(worse) > 99 % at each look") {
        @Override
        boolean worse(Counts canary, Counts stable) {
            if (canary.share() <= stable.share()) {
                return false;
            }
            double canaryGood = canary.total() - canary.bad() + 1.0;
            double stableGood = stable.total() - stable.bad() + 1.0;
            double stableBad = stable.bad() + 1.0;
            // term i is B(stableBad + i, canaryGood + stableGood) / ((canaryGood + i) B(1 + i, canaryGood) B(stableBad,
            // stableGood))
            double log = logBeta(stableBad, canaryGood + stableGood)
                    - logBeta(1, canaryGood)
                    - logBeta(stableBad, stableGood);
            double term = Math.exp(log);
            double sum = 0;
            for (long i = 0; i <= canary.bad(); i++) {
                sum += term / (canaryGood + i);
                term *= (stableBad + i) / (stableBad + i + canaryGood + stableGood) * (1 + i + canaryGood) / (1 + i);
            }
            return sum > 0.99;
        }
    };

    private final String title;

    Naive(String title) {
        this.title = title;
    }

    abstract boolean worse(Counts canary, Counts stable);

    private static double logBeta(double a, double b) {
        return Beta.logBeta(a, b);
    }

    /** The rule for the table. */
    Rule rule() {
        return new Rule() {
            @Override
            public String name() {
                return title;
            }

            @Override
            public int failsAfter(History history) {
                return Naive.this.failsAfter(history);
            }
        };
    }

    private int failsAfter(History history) {
        Counts canary = Counts.NONE;
        Counts stable = Counts.NONE;
        for (int look = 0; look < history.canary().size(); look++) {
            canary = canary.plus(history.canary().get(look));
            stable = stable.plus(history.stable().get(look));
            if (worse(canary, stable)) {
                return look + 1;
            }
        }
        return Rule.NEVER;
    }
}

package io.releaseconductor.benchmarks.judge;

import io.releaseconductor.metric.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A kind of release.
 *
 * @param name what it is
 * @param asks what a judge has to do
 * @param goal what is promised, in words
 * @param onset the look at which harm begins, from which on times are counted
 * @param canary the canary's traffic and rates
 * @param stable the stable side's
 */
record Scenario(String name, Asks asks, String goal, int onset, Side canary, Side stable) {

    static final int BEFORE = 360;
    static final int LOOKS = 180;

    enum Asks {
        NO_FALSE_ALARM,
        FIND,
        PASS
    }

    /**
     * One side.
     *
     * @param perSecond requests a second, by look
     * @param rate the share of errors, by look
     * @param cluster how many errors come at once
     */
    record Side(IntToDoubleFunction perSecond, IntToDoubleFunction rate, int cluster) {

        static Side of(double perSecond, double rate) {
            return new Side(look -> perSecond, look -> rate, 1);
        }

        static Side of(double perSecond, IntToDoubleFunction rate) {
            return new Side(look -> perSecond, rate, 1);
        }

        Side clustered(int size) {
            return new Side(perSecond, rate, size);
        }

        Side trafficTimes(IntToDoubleFunction factor) {
            return new Side(look -> perSecond.applyAsDouble(look) * factor.applyAsDouble(look), rate, cluster);
        }

        Counts at(Chance chance, int look) {
            double requests = perSecond.applyAsDouble(look) * History.SECONDS;
            double rateNow = rate.applyAsDouble(look);
            long bad = chance.poisson(requests * rateNow / cluster) * cluster;
            return new Counts(bad, bad + chance.poisson(requests * (1 - rateNow)));
        }
    }

    History history(long seed) {
        Chance chance = new Chance(seed);
        List<Counts> before = new ArrayList<>(BEFORE);
        for (int look = -BEFORE; look < 0; look++) {
            before.add(stable.at(chance, look));
        }
        List<Counts> ofCanary = new ArrayList<>(LOOKS);
        List<Counts> ofStable = new ArrayList<>(LOOKS);
        for (int look = 0; look < LOOKS; look++) {
            ofCanary.add(canary.at(chance, look));
            ofStable.add(stable.at(chance, look));
        }
        return new History(before, ofCanary, ofStable);
    }
}

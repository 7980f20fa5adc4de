package io.releaseconductor.benchmarks.judge;

import io.releaseconductor.benchmarks.judge.Scenario.Asks;
import io.releaseconductor.benchmarks.judge.Scenario.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** All kinds of releases in the table. */
final class Scenarios {

    private static final String FALSE_ALARMS = "at most 1 %";
    private static final int MINUTE = History.LOOKS_A_MINUTE;

    private Scenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (double rate : new double[] {0.001, 0.01, 0.05}) {
            for (double[] traffic : new double[][] {{0.1, 0.9}, {1, 9}, {1, 1}, {10, 10}}) {
                all.add(healthy(
                        "healthy, " + percent(rate) + ", " + traffic(traffic),
                        Side.of(traffic[0], rate),
                        Side.of(traffic[1], rate)));
            }
        }
        IntToDoubleFunction drift = look -> 0.05 + 0.04 * Math.sin(look / 25.0);
        all.add(healthy("healthy, rates drift between 1 and 9 %, 1 : 9", Side.of(1, drift), Side.of(9, drift)));
        IntToDoubleFunction incident = look -> look >= 60 && look < 90 ? 0.4 : 0.02;
        all.add(healthy(
                "healthy, shared incident of 40 % for 5 min, 1 : 9", Side.of(1, incident), Side.of(9, incident)));
        IntToDoubleFunction bursts = look -> Math.floorMod(look, 30) < 3 ? 6 : 0.4;
        all.add(healthy(
                "healthy, 5 %, traffic in bursts, 1 : 9",
                Side.of(1, 0.05).trafficTimes(bursts), Side.of(9, 0.05).trafficTimes(bursts)));
        IntToDoubleFunction silence = look -> Math.floorMod(look, 40) < 20 ? 0 : 1;
        all.add(healthy(
                "healthy, 5 %, the canary silent half of the time, 1 : 9",
                Side.of(1, 0.05).trafficTimes(silence), Side.of(9, 0.05)));
        all.add(healthy(
                "healthy, 5 %, errors in clusters of 5, 1 : 9",
                Side.of(1, 0.05).clustered(5), Side.of(9, 0.05).clustered(5)));
        all.add(healthy(
                "healthy, 5 %, errors in clusters of 5, 1 : 1",
                Side.of(1, 0.05).clustered(5), Side.of(1, 0.05).clustered(5)));
        all.add(healthy(
                "healthy, 5 %, clusters of 5 on the stable side only, 1 : 9",
                Side.of(1, 0.05), Side.of(9, 0.05).clustered(5)));
        all.add(new Scenario(
                "healthy, 5 %, clusters of 5 on the canary only, 1 : 9",
                Asks.NO_FALSE_ALARM, "not promised", 0, Side.of(1, 0.05).clustered(5), Side.of(9, 0.05)));
        all.add(find("5 % → 10 %, 1 : 9", "≥ 99 %, median ≤ 6 min, p90 ≤ 12 min", Side.of(1, 0.1), Side.of(9, 0.05)));
        all.add(find("5 % → 10 %, 1 : 1", "≥ 90 %, median ≤ 11 min", Side.of(1, 0.1), Side.of(1, 0.05)));
        all.add(find("1 % → 5 %, 1 : 9", "≥ 99 %, median ≤ 4 min", Side.of(1, 0.05), Side.of(9, 0.01)));
        all.add(find("0.1 % → 1 %, 1 : 9", "≥ 98 %, median ≤ 10 min", Side.of(1, 0.01), Side.of(9, 0.001)));
        all.add(find("everything broken, 1 : 9", "at the first look", Side.of(1, 0.9999), Side.of(9, 0.05)));
        all.add(find("everything broken, 0.1 : 0.9", "median ≤ 1 min", Side.of(0.1, 0.9999), Side.of(0.9, 0.05)));
        all.add(new Scenario(
                "5 % → 20 % in minute 15, 1 : 9",
                Asks.FIND,
                "median ≤ 2 min after onset",
                15 * MINUTE,
                Side.of(1, look -> look < 15 * MINUTE ? 0.05 : 0.2),
                Side.of(9, 0.05)));
        all.add(new Scenario(
                "healthy, 5 %, passes by itself, 1 : 9",
                Asks.PASS, "≥ 95 %, median ≤ 9 min", 0, Side.of(1, 0.05), Side.of(9, 0.05)));
        return all;
    }

    private static Scenario healthy(String name, Side canary, Side stable) {
        return new Scenario(name, Asks.NO_FALSE_ALARM, FALSE_ALARMS, 0, canary, stable);
    }

    private static Scenario find(String name, String goal, Side canary, Side stable) {
        return new Scenario(name, Asks.FIND, goal, 0, canary, stable);
    }

    private static String percent(double rate) {
        return (rate * 100 == Math.rint(rate * 100)
                        ? String.valueOf(Math.round(rate * 100))
                        : String.valueOf(rate * 100))
                + " %";
    }

    private static String traffic(double[] traffic) {
        return plain(traffic[0]) + " : " + plain(traffic[1]);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf(Math.round(value)) : String.valueOf(value);
    }
}

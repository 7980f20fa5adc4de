package io.releaseconductor.metric;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a metric can show at a given traffic, before anything is deployed: "can see 1 % → 4.2 % within 30 min". What it cannot show,
 * no judge can. The chances are computed, not simulated, and are right to a few points in a hundred, or to some twenty where fewer than
 * ten events of the canary count. Events are taken to come by chance, bad ones in clusters of φ, good ones by themselves. That φ is
 * known is taken for granted: with fewer than five bad events on the stable side in the hour before, the judge will often have to
 * assume 2, and fewer are found.
 *
 * @param spec how the metric is judged
 * @param canaryPerMinute how many events the canary has in a minute; above 0
 * @param stablePerMinute how many the stable side has; above 0, without meaning against a limit
 * @param correlation how much bad events come in clusters
 */
public record Power(MetricSpec spec, double canaryPerMinute, double stablePerMinute, Correlation correlation) {

    /** What is called seen: harm that is found with this chance. */
    public static final double SEEN = 0.8;

    private static final int STEPS = 30;
    private static final double FEWEST = 1e-9;
    private static final double MOST = 1e12;

    /** A bake that would do is looked for up to so many times the given one. */
    private static final double LONGEST = 1000;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a number of events is not above 0
     */
    public Power {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(correlation, "correlation");
        requireTraffic("canaryPerMinute", canaryPerMinute);
        requireTraffic("stablePerMinute", stablePerMinute);
    }

    private static void requireTraffic(String field, double perMinute) {
        if (!(perMinute > 0 && perMinute < Double.MAX_VALUE)) {
            throw new IllegalArgumentException(field + ": " + perMinute + " is not allowed; allowed: above 0");
        }
    }

    /**
     * With as much traffic on the stable side as on the canary, and independent events.
     *
     * @param spec how the metric is judged
     * @param requestsPerMinute how many events the canary has in a minute; above 0
     * @return what it can show
     * @throws IllegalArgumentException if the number is not above 0
     */
    public static Power of(MetricSpec spec, double requestsPerMinute) {
        return new Power(spec, requestsPerMinute, requestsPerMinute, Correlation.INDEPENDENT);
    }

    /**
     * How likely harm is found before the bake is over.
     *
     * @param stableRate the stable side's rate, inside (0, 1); without meaning against a limit
     * @param canaryRate the canary's rate, from the first look on
     * @return the chance, from 0 to 1
     * @throws IllegalArgumentException if a rate is not inside (0, 1)
     */
    public double found(double stableRate, double canaryRate) {
        requireRate("stableRate", stableRate);
        requireRate("canaryRate", canaryRate);
        return found(stableRate, canaryRate, 1);
    }

    private static void requireRate(String field, double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException(field + ": " + rate + " is not allowed; allowed: above 0 and below 1");
        }
    }

    private double found(double stableRate, double canaryRate, double bakes) {
        double rate = StrictMath.max(Edge.MARGIN, StrictMath.min(1 - Edge.MARGIN, stableRate));
        double edge = spec.claim().at(rate);
        if (edge >= 1 - Edge.MARGIN || canaryRate <= edge) {
            return 0;
        }
        double seconds = bakes * seconds(spec.bake());
        double highest = StrictMath.min(canaryRate, 1 - Edge.MARGIN);
        return new Crossing(
                        spec,
                        correlation,
                        rate,
                        highest,
                        events(canaryPerMinute * seconds / 60),
                        events(stablePerMinute * seconds / 60),
                        seconds / seconds(spec.every()))
                .chance();
    }

    /** Beyond these a number makes no difference, but for what rounding does to it. */
    private static double events(double number) {
        return StrictMath.max(FEWEST, StrictMath.min(MOST, number));
    }

    static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }

    /**
     * The smallest harm that is seen before the bake is over.
     *
     * @param stableRate the stable side's rate, inside (0, 1); without meaning against a limit
     * @return the canary's rate that is found with {@link #SEEN}; empty if not even a canary that is all broken is
     * @throws IllegalArgumentException if the rate is not inside (0, 1)
     */
    public Optional<Double> seeable(double stableRate) {
        requireRate("stableRate", stableRate);
        return seeable(stableRate, 1);
    }

    private Optional<Double> seeable(double stableRate, double bakes) {
        double low = spec.claim().at(stableRate);
        double high = 1;
        if (found(stableRate, high, bakes) < SEEN) {
            return Optional.empty();
        }
        // by odds, as rates may be tiny
        for (int step = 0; step < STEPS && high / low > 1.001; step++) {
            double middle = high / low > 2 ? StrictMath.sqrt(low * high) : (low + high) / 2;
            if (found(stableRate, middle, bakes) >= SEEN) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Optional.of(high);
    }

    /**
     * How long it takes until the harm that has to be found is seen.
     *
     * @param stableRate the stable side's rate, inside (0, 1); without meaning against a limit
     * @return the time from the first look on, whatever the bake; empty if it is longer than a thousand bakes
     * @throws IllegalArgumentException if the rate is not inside (0, 1)
     */
    public Optional<Duration> needed(double stableRate) {
        requireRate("stableRate", stableRate);
        double caught = StrictMath.min(1, spec.caught().at(stableRate));
        double low = 0;
        double high = 1;
        while (found(stableRate, caught, high) < SEEN) {
            low = high;
            high *= 4;
            if (high > LONGEST) {
                return Optional.empty();
            }
        }
        for (int step = 0; step < STEPS && high - low > 0.005 * high; step++) {
            double middle = (low + high) / 2;
            if (found(stableRate, caught, middle) >= SEEN) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Optional.of(Duration.ofSeconds((long) StrictMath.ceil(high * seconds(spec.bake()))));
    }

    /**
     * What can be seen, for people.
     *
     * @param stableRate the stable side's rate, inside (0, 1); without meaning against a limit
     * @return such as {@code errors: can see 1 % → 4.2 % within 30 min}
     * @throws IllegalArgumentException if the rate is not inside (0, 1)
     */
    public String sentence(double stableRate) {
        String from = Sentences.percent(spec.claim().at(stableRate));
        return seeable(stableRate)
                .map(seen -> spec.name() + ": can see " + from + " → " + Sentences.percent(seen) + " within "
                        + Sentences.time(spec.bake()))
                .orElse(spec.name() + ": can see nothing within " + Sentences.time(spec.bake()));
    }

    /**
     * What will not work at this traffic, with what to write instead.
     *
     * @param stableRate the stable side's rate, inside (0, 1); without meaning against a limit
     * @return one message per problem; empty if the harm that has to be found is seen within the bake
     * @throws IllegalArgumentException if the rate is not inside (0, 1)
     */
    public List<String> problems(double stableRate) {
        List<String> problems = new ArrayList<>();
        double caught = StrictMath.min(1, spec.caught().at(stableRate));
        if (found(stableRate, caught, 1) < SEEN) {
            problems.add("metric " + spec.name() + ": bake is " + Sentences.time(spec.bake()) + ", in which "
                    + seeable(stableRate)
                            .map(seen -> "no less than " + Sentences.percentAbove(seen, caught) + " is seen")
                            .orElse("nothing is seen")
                    + " at " + Sentences.plain(canaryPerMinute) + " requests a minute, but " + Sentences.percent(caught)
                    + " has to be found (" + spec.caught() + "); allowed: "
                    + needed(stableRate)
                            .map(time -> "a bake of " + Sentences.atLeast(time) + " or more, ")
                            .orElse("")
                    + "more traffic to the canary, or a higher caught");
        }
        return List.copyOf(problems);
    }

    /**
     * What could have been seen in the looks so far, and how much longer it would take to see the harm that has to be found, if the
     * traffic stays as it is.
     *
     * @param spec how the metric is judged
     * @param evidence what is known
     * @return the prospect; empty as long as one of the sides did nothing
     */
    public static Optional<Prospect> soFar(MetricSpec spec, Evidence evidence) {
        Strand closest = SequentialJudge.closest(spec, evidence);
        Duration time = Duration.between(evidence.since(), evidence.upTo());
        boolean limit = spec.claim().isLimit();
        if (evidence.canary().isEmpty() || time.isZero() || (!limit && closest == null)) {
            return Optional.empty();
        }
        Counts stable = closest == null ? evidence.canary() : closest.stable();
        double minutes = seconds(time) / 60;
        double rate = limit ? 0.5 : StrictMath.min(1 - Edge.MARGIN, (stable.bad() + 0.5) / (stable.total() + 1.0));
        MetricSpec untilNow =
                spec.withBake(Duration.ZERO, time, time.compareTo(spec.every()) < 0 ? time : spec.every());
        Power power = new Power(
                untilNow, evidence.canary().total() / minutes, stable.total() / minutes, evidence.correlation());
        return Optional.of(new Prospect(
                spec.claim().at(rate),
                power.seeable(rate).orElse(null),
                StrictMath.min(1, spec.caught().at(rate)),
                power.needed(rate)
                        .map(needed -> needed.minus(time).isNegative() ? Duration.ZERO : needed.minus(time))
                        .orElse(null)));
    }
}

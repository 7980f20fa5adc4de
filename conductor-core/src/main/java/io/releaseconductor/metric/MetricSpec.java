package io.releaseconductor.metric;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one metric is judged. Immutable data, validated.
 *
 * <pre>{@code
 * MetricSpec.besideStable("errors")
 *         .withHarmless(new Tolerance(1.5, 0.005))
 *         .withCaught(new Tolerance(2, 0.01))
 *         .withBake(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(10));
 * }</pre>
 *
 * @param name what is counted, for people: {@code errors}
 * @param claim harm is what this line cannot explain: {@link Tolerance#EQUAL} beside a stable side, a limit without one
 * @param tolerated a canary that was found worse is failed only while its estimate is above this line too
 * @param harmless a canary passes once it is known to be below this line; null if it need not pass
 * @param caught the smallest harm that has to be found; above {@code harmless}, or a bad canary would pass as a harmless one
 * @param alpha how likely a canary that is no worse is failed all the same, over all looks together; above 0, at most 0.2
 * @param beta how likely a canary passes that is as bad as {@code harmless} or worse; above 0, at most 0.2
 * @param minimumBake for how long nothing passes; 0 or more
 * @param bake how long it is looked at, at most
 * @param every the time from one look to the next; at most {@code bake}
 * @param minimumRequests how many events the canary must have had before it passes or fails; 0 or more
 */
public record MetricSpec(
        String name,
        Tolerance claim,
        Tolerance tolerated,
        @Nullable Tolerance harmless,
        Tolerance caught,
        double alpha,
        double beta,
        Duration minimumBake,
        Duration bake,
        Duration every,
        long minimumRequests) {

    /** How unlikely it is by default that a canary that is no worse is failed. */
    public static final double DEFAULT_ALPHA = 0.01;

    /** How unlikely it is by default that a bad canary passes. */
    public static final double DEFAULT_BETA = 0.05;

    private static final double HIGHEST_CHANCE = 0.2;

    /** What has to be found against a limit. */
    private static final double TIMES_THE_LIMIT = 10;

    /**
     * Validates.
     *
     * @throws ConfigurationException with all problems, if values are out of their ranges or do not go together
     */
    public MetricSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(tolerated, "tolerated");
        Objects.requireNonNull(caught, "caught");
        Objects.requireNonNull(minimumBake, "minimumBake");
        Objects.requireNonNull(bake, "bake");
        Objects.requireNonNull(every, "every");
        List<String> problems = new ArrayList<>();
        if (name.isBlank()) {
            problems.add("metric: its name is blank; write what it counts, such as errors");
        }
        String metric = "metric " + name + ": ";
        requireChance(problems, metric + "alpha", alpha);
        requireChance(problems, metric + "beta", beta);
        requireLines(problems, metric, claim, tolerated, harmless, caught);
        if (every.isNegative() || every.isZero()) {
            problems.add(metric + "every is " + every + "; allowed: above 0");
        }
        if (bake.compareTo(every) < 0) {
            problems.add(metric + "bake is " + bake + "; allowed: at least one look, every " + every);
        }
        if (minimumBake.isNegative() || minimumBake.compareTo(bake) > 0) {
            problems.add(metric + "minimumBake is " + minimumBake + "; allowed: 0 to the bake, " + bake);
        }
        if (minimumRequests < 0) {
            problems.add(metric + "minimumRequests is " + minimumRequests + "; allowed: 0 or more");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static void requireChance(List<String> problems, String field, double chance) {
        if (!(chance > 0 && chance <= HIGHEST_CHANCE)) {
            problems.add(field + " is " + chance + "; allowed: above 0, at most " + HIGHEST_CHANCE);
        }
    }

    private static void requireLines(
            List<String> problems,
            String metric,
            Tolerance claim,
            Tolerance tolerated,
            @Nullable Tolerance harmless,
            Tolerance caught) {
        if (tolerated.isLimit() != claim.isLimit()
                || caught.isLimit() != claim.isLimit()
                || (harmless != null && harmless.isLimit() != claim.isLimit())) {
            problems.add(metric + "claim is " + claim + ", tolerated " + tolerated + ", harmless "
                    + (harmless == null ? "not given" : harmless) + ", caught " + caught
                    + "; allowed: all of them limits, or none");
            return;
        }
        if (!claim.isWithin(caught) || claim.equals(caught)) {
            problems.add(
                    metric + "caught is " + caught + "; allowed: above " + claim + ", or harm and health are the same");
        }
        if (!tolerated.isWithin(caught) || tolerated.equals(caught)) {
            problems.add(metric + "tolerated is " + tolerated + "; allowed: below the harm that has to be found, "
                    + caught + ", or it would be tolerated");
        }
        if (harmless == null) {
            return;
        }
        if (!claim.isWithin(harmless) || claim.equals(harmless)) {
            problems.add(metric + "harmless is " + harmless + "; allowed: above " + claim
                    + ", as no number of requests shows that two rates are the same");
        }
        if (!harmless.isWithin(caught) || harmless.equals(caught)) {
            problems.add(metric + "harmless is " + harmless + "; allowed: below the harm that has to be found, "
                    + caught + ", or canaries that bad would pass; lower harmless or raise caught");
        }
    }

    /**
     * Beside a stable side: worse than it is harm, up to half as bad again and half a point is harmless, twice as bad and a point
     * has to be found; 5 to 30 minutes, a look every 10 seconds.
     *
     * @param name what is counted
     * @return how it is judged
     * @throws ConfigurationException if the name is blank
     */
    public static MetricSpec besideStable(String name) {
        return new MetricSpec(
                name,
                Tolerance.EQUAL,
                new Tolerance(1.1, 0),
                new Tolerance(1.5, 0.005),
                new Tolerance(2, 0.01),
                DEFAULT_ALPHA,
                DEFAULT_BETA,
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofSeconds(10),
                0);
    }

    /**
     * Beside times before, which may differ without anybody's fault: the same as beside a stable side, but what is less than half as bad
     * again is tolerated.
     *
     * @param name what is counted
     * @return how it is judged
     * @throws ConfigurationException if the name is blank
     */
    public static MetricSpec comparedWithBefore(String name) {
        return besideStable(name).withTolerated(new Tolerance(1.5, 0));
    }

    /**
     * Beside a stable side, in a wave that bakes.
     *
     * @param name what is counted
     * @param bake how the wave is looked at
     * @param judgedTogether how many checks and metrics judge together and share the chance of failing a good canary, 1 or more
     * @return how it is judged
     * @throws ConfigurationException if the name is blank
     */
    static MetricSpec besideStable(String name, Bake.Rounds bake, int judgedTogether) {
        return besideStable(name)
                .withBake(bake.atLeast(), bake.atMost(), bake.every())
                .oneOf(judgedTogether);
    }

    /**
     * Against a limit, as rounds of a check are judged: more is harm, and ten times as much has to be found, or what is halfway to "all of
     * them" where that is less. It need not pass.
     *
     * @param name what is counted
     * @param share the limit, as a share: 0.01 is 1 %
     * @return how it is judged
     * @throws ConfigurationException if the name is blank
     * @throws IllegalArgumentException if the limit is not above 0 and below 1
     */
    public static MetricSpec againstLimit(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share: " + share + " is not allowed; allowed: above 0 and below 1");
        }
        Tolerance limit = Tolerance.limit(share);
        return new MetricSpec(
                name,
                limit,
                limit,
                null,
                Tolerance.limit(Math.min(TIMES_THE_LIMIT * share, (1 + share) / 2)),
                DEFAULT_ALPHA,
                DEFAULT_BETA,
                Duration.ZERO,
                Duration.ofMinutes(30),
                Duration.ofSeconds(10),
                0);
    }

    /**
     * The same with another line below which a canary that was found worse is left alone.
     *
     * @param value the line
     * @return the changed metric
     * @throws ConfigurationException if it does not go with the rest
     */
    public MetricSpec withTolerated(Tolerance value) {
        return changed(draft -> draft.tolerated = value);
    }

    /**
     * The same with another line below which a canary passes.
     *
     * @param value the line, or null if the canary need not pass
     * @return the changed metric
     * @throws ConfigurationException if it does not go with the rest
     */
    public MetricSpec withHarmless(@Nullable Tolerance value) {
        return changed(draft -> draft.harmless = value);
    }

    /**
     * The same with another smallest harm that has to be found.
     *
     * @param value the line
     * @return the changed metric
     * @throws ConfigurationException if it does not go with the rest
     */
    public MetricSpec withCaught(Tolerance value) {
        return changed(draft -> draft.caught = value);
    }

    /**
     * The same with other chances of being wrong.
     *
     * @param newAlpha how likely a canary that is no worse is failed
     * @param newBeta how likely a bad one passes
     * @return the changed metric
     * @throws ConfigurationException if one is not above 0 and at most 0.2
     */
    public MetricSpec withChances(double newAlpha, double newBeta) {
        return changed(draft -> {
            draft.alpha = newAlpha;
            draft.beta = newBeta;
        });
    }

    /**
     * The same as one of several metrics or checks that each may fail the canary: they share the chance of failing a good one.
     *
     * @param metrics how many there are; 1 or more
     * @return the changed metric
     * @throws IllegalArgumentException if there is not at least one
     */
    public MetricSpec oneOf(int metrics) {
        if (metrics < 1) {
            throw new IllegalArgumentException("metrics: " + metrics + " is not allowed; allowed: 1 or more");
        }
        return withChances(alpha / metrics, beta);
    }

    /**
     * The same with other times.
     *
     * @param least for how long nothing passes
     * @param most how long it is looked at, at most
     * @param interval the time from one look to the next
     * @return the changed metric
     * @throws ConfigurationException if they do not go together
     */
    public MetricSpec withBake(Duration least, Duration most, Duration interval) {
        return changed(draft -> {
            draft.minimumBake = least;
            draft.bake = most;
            draft.every = interval;
        });
    }

    /**
     * The same with another number of events before the canary passes or fails.
     *
     * @param value how many; 0 or more
     * @return the changed metric
     * @throws ConfigurationException if it is negative
     */
    public MetricSpec withMinimumRequests(long value) {
        return changed(draft -> draft.minimumRequests = value);
    }

    private MetricSpec changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** A metric that is not validated yet. */
    private static final class Draft {

        private String name;
        private Tolerance claim;
        private Tolerance tolerated;
        private @Nullable Tolerance harmless;
        private Tolerance caught;
        private double alpha;
        private double beta;
        private Duration minimumBake;
        private Duration bake;
        private Duration every;
        private long minimumRequests;

        Draft(MetricSpec from) {
            this.name = from.name;
            this.claim = from.claim;
            this.tolerated = from.tolerated;
            this.harmless = from.harmless;
            this.caught = from.caught;
            this.alpha = from.alpha;
            this.beta = from.beta;
            this.minimumBake = from.minimumBake;
            this.bake = from.bake;
            this.every = from.every;
            this.minimumRequests = from.minimumRequests;
        }

        MetricSpec done() {
            return new MetricSpec(
                    name, claim, tolerated, harmless, caught, alpha, beta, minimumBake, bake, every, minimumRequests);
        }
    }
}

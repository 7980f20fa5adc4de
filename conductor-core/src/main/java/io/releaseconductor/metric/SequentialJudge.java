package io.releaseconductor.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a canary by looks at it. What it says holds however often it is asked, and whenever one stops: a canary that is no worse than
 * what it is compared with is failed with a chance of at most α over all looks together, as long as events are independent once φ is
 * allowed for. Rates may drift; what hits both sides alike is nobody's fault.
 *
 * <p>Two processes of evidence grow with each look, after Turner, Ly and Grünwald (Journal of Statistical Planning and Inference 230,
 * 2024). One is against "the canary is no worse": when it reaches 1/α, the canary fails. The other is against "it is as bad as what
 * counts as harmless, or worse": when it reaches 1/β, the canary passes. Until then nobody knows, and the judge says so.
 *
 * <p>Compared with several references, a canary fails only if it is worse than each of them, and passes only if it is harmless beside
 * each: the weakest evidence counts. A reference that was never counted is left out. Stateless and thread-safe.
 */
public final class SequentialJudge {

    /** Old looks of the canary fade out of what bets rest on, by one part in this many with each look. */
    private static final long CANARY_FADES = 32;

    /** The same for the stable side, which has no reason to change. */
    private static final long STABLE_FADES = 256;

    private static final long THOUSANDTHS = 1000;

    private static final Stakes HARM = new Stakes(Bets.HARM);
    private static final Stakes HARMLESS = new Stakes(Bets.HARMLESS);

    private SequentialJudge() {}

    /**
     * Begins the evidence of a canary beside a stable side.
     *
     * @param spec how the metric is judged
     * @param since when counting begins
     * @param before looks at the stable side before, in the order of time and of about the length that looks will have; they
     *     measure φ and place the first bets, but are no evidence. May be empty
     * @return the evidence of no look yet
     * @throws IllegalArgumentException if the metric is judged against a limit
     */
    public static Evidence besideStable(MetricSpec spec, Instant since, List<Counts> before) {
        return comparedWith(spec, since, 1, before);
    }

    /**
     * Begins the evidence of something that is held against a limit.
     *
     * @param spec how it is judged
     * @param since when counting begins
     * @param correlation how much bad events come in clusters: {@link Correlation#ASSUMED} unless measured
     * @return the evidence of no look yet
     * @throws IllegalArgumentException if the metric is compared with a stable side
     */
    public static Evidence againstLimit(MetricSpec spec, Instant since, Correlation correlation) {
        if (!spec.claim().isLimit()) {
            throw new IllegalArgumentException("claim: " + spec.claim() + " is not allowed; allowed: a limit");
        }
        return begin(spec, since, correlation, 1, Counts.NONE);
    }

    /**
     * Begins the evidence of a canary that is compared with several references, such as the hour before, yesterday and last week.
     *
     * @param spec how the metric is judged
     * @param since when counting begins
     * @param references how many there are; 1 or more
     * @param before looks at one of them, or at the stable side before, as for {@link #besideStable}
     * @return the evidence of no look yet
     * @throws IllegalArgumentException if the metric is judged against a limit, or there is no reference
     */
    public static Evidence comparedWith(MetricSpec spec, Instant since, int references, List<Counts> before) {
        if (spec.claim().isLimit()) {
            throw new IllegalArgumentException(
                    "claim: " + spec.claim() + " is not allowed; allowed: one that is about a stable side");
        }
        if (references < 1) {
            throw new IllegalArgumentException("references: " + references + " is not allowed; allowed: 1 or more");
        }
        Counts lately = before.stream().reduce(Counts.NONE, (sum, look) -> faded(sum, look, STABLE_FADES));
        return begin(spec, since, Correlation.measure(before), references, lately);
    }

    private static Evidence begin(
            MetricSpec spec, Instant since, Correlation correlation, int references, Counts lately) {
        Strand strand = new Strand(
                Counts.NONE,
                lately,
                Counts.NONE,
                0,
                0,
                Waiting.NOTHING,
                HARM.initial(),
                spec.harmless() == null ? List.of() : HARMLESS.initial());
        return new Evidence(since, since, correlation, 0, Counts.NONE, Collections.nCopies(references, strand), 0);
    }

    /**
     * Counts one more look.
     *
     * @param spec how the metric is judged, the same as when the evidence began
     * @param evidence what is known so far
     * @param look the next span
     * @return the evidence with the look, or why it is refused: it does not begin where the evidence ends, or has other references
     */
    public static Counted count(MetricSpec spec, Evidence evidence, Look look) {
        if (!look.from().equals(evidence.upTo())) {
            return new Counted.Refused("The look begins at " + look.from() + ", but the evidence ends at "
                    + evidence.upTo() + "; a look is counted once, and none is left out.");
        }
        int references = spec.claim().isLimit() ? 0 : evidence.strands().size();
        if (look.stable().size() != references) {
            return new Counted.Refused(
                    "The look has " + look.stable().size() + " references, but the evidence has " + references + ".");
        }
        Strand[] grown = new Strand[evidence.strands().size()];
        for (int i = 0; i < grown.length; i++) {
            Counts stable = references == 0 ? Counts.NONE : look.stable().get(i);
            grown[i] = grown(spec, evidence, evidence.strands().get(i), stable, look.canary());
        }
        List<Strand> strands = List.of(grown);
        boolean spoke = !look.canary().isEmpty();
        return new Counted.Continued(new Evidence(
                evidence.since(),
                look.to(),
                evidence.correlation(),
                Counts.sum(evidence.looks(), spoke ? 1 : 0),
                evidence.canary().plus(look.canary()),
                strands,
                StrictMath.max(evidence.peak(), harm(strands))));
    }

    private static Strand grown(MetricSpec spec, Evidence evidence, Strand strand, Counts stable, Counts canary) {
        if (canary.isEmpty() && stable.isEmpty()) {
            return strand;
        }
        Counts allStable = strand.stable().plus(stable);
        Counts newCanary = strand.waiting().canary().plus(canary);
        Counts newStable = strand.waiting().stable().plus(stable);
        if (newCanary.isEmpty() || (newStable.isEmpty() && !spec.claim().isLimit())) {
            return new Strand(
                    allStable,
                    strand.stableLately(),
                    strand.canaryLately(),
                    strand.looks(),
                    strand.roughness(),
                    strand.waiting().plus(canary, stable),
                    strand.harm(),
                    strand.harmless());
        }
        // known before any of what is counted now
        double phi = StrictMath.max(
                evidence.correlation().phi(),
                Roughness.phi(
                        strand.roughness(), strand.looks(), evidence.canary().bad()));
        double rate = expected(strand.stableLately());
        Counts seen = strand.canaryLately();
        long looks = Counts.sum(strand.looks(), 1);
        Tolerance harmless = spec.harmless();
        return new Strand(
                allStable,
                faded(strand.stableLately(), newStable, STABLE_FADES),
                faded(strand.canaryLately(), newCanary, CANARY_FADES),
                looks,
                Counts.sum(strand.roughness(), Roughness.added(seen, newCanary)),
                Waiting.NOTHING,
                HARM.grown(strand.harm(), looks, spec.claim(), phi, rate, seen, newStable, newCanary),
                harmless == null
                        ? strand.harmless()
                        : HARMLESS.grown(strand.harmless(), looks, harmless, phi, rate, seen, newStable, newCanary));
    }

    /** The rate to bet on, inside (0, 1): about 5 % where nothing is known. */
    private static double expected(Counts lately) {
        double rate = (lately.bad() + 0.5 * THOUSANDTHS) / (lately.total() + 10.0 * THOUSANDTHS);
        return StrictMath.max(Edge.MARGIN, StrictMath.min(1 - Edge.MARGIN, rate));
    }

    private static Counts faded(Counts lately, Counts look, long fades) {
        return new Counts(faded(lately.bad(), look.bad(), fades), faded(lately.total(), look.total(), fades));
    }

    private static long faded(long lately, long look, long fades) {
        return Counts.sum(lately - lately / fades, thousandths(look));
    }

    private static long thousandths(long number) {
        return number > Long.MAX_VALUE / THOUSANDTHS ? Long.MAX_VALUE : number * THOUSANDTHS;
    }

    /** The evidence of harm, as a {@link Magnitude}: that against the reference which the canary is least worse than. */
    static long harm(List<Strand> strands) {
        long weakest = Long.MAX_VALUE;
        for (Strand strand : strands) {
            if (strand.looks() > 0) {
                weakest = StrictMath.min(weakest, HARM.evidence(strand.harm(), strand.looks()));
            }
        }
        return weakest == Long.MAX_VALUE ? Magnitude.ONE : weakest;
    }

    /** The evidence that the canary is harmless, as a {@link Magnitude}. */
    static long harmless(List<Strand> strands) {
        long weakest = Long.MAX_VALUE;
        for (Strand strand : strands) {
            if (strand.looks() > 0 && !strand.harmless().isEmpty()) {
                weakest = StrictMath.min(weakest, HARMLESS.evidence(strand.harmless(), strand.looks()));
            }
        }
        return weakest == Long.MAX_VALUE ? Magnitude.ONE : weakest;
    }

    /**
     * Leaves out a span of which nothing is known: no evidence either way.
     *
     * @param evidence what is known so far
     * @param to where the next look begins; not before the evidence ends
     * @return the same evidence up to that time
     * @throws IllegalArgumentException if that is before the evidence ends
     */
    public static Evidence without(Evidence evidence, Instant to) {
        if (to.isBefore(evidence.upTo())) {
            throw new IllegalArgumentException("to: " + to + " is not allowed; allowed: not before " + evidence.upTo());
        }
        return new Evidence(
                evidence.since(),
                to,
                evidence.correlation(),
                evidence.looks(),
                evidence.canary(),
                evidence.strands(),
                evidence.peak());
    }

    /**
     * Goes on with a canary that now reaches further. What speaks of harm stays; what it did
     * lately begins anew, and whether it is harmless is asked anew.
     *
     * @param spec how the metric is judged, the same as when the evidence began
     * @param evidence what is known so far
     * @param from when counting begins again; the time since the evidence ended is left out of its length
     * @return the evidence of the canary as it is from then on
     */
    public static Evidence further(MetricSpec spec, Evidence evidence, Instant from) {
        List<Strand> strands = evidence.strands().stream()
                .map(strand -> new Strand(
                        strand.stable(),
                        strand.stableLately(),
                        Counts.NONE,
                        strand.looks(),
                        strand.roughness(),
                        Waiting.NOTHING,
                        strand.harm(),
                        spec.harmless() == null ? List.of() : HARMLESS.initial()))
                .toList();
        Duration counted = Duration.between(evidence.since(), evidence.upTo());
        return new Evidence(
                from.minus(counted),
                from,
                evidence.correlation(),
                evidence.looks(),
                evidence.canary(),
                strands,
                evidence.peak());
    }

    /**
     * Whether a canary is certainly worse lately than it was in all before.
     *
     * @param before what was known at some time
     * @param now what is known by now
     * @return whether the lowest rate that its last looks leave possible is above the highest that was possible then
     */
    public static boolean isWorse(Evidence before, Evidence now) {
        double phi =
                StrictMath.max(before.correlation().phi(), now.correlation().phi());
        Counts lately = now.strands().get(0).canaryLately();
        Counts looks = new Counts(lately.bad() / THOUSANDTHS, lately.total() / THOUSANDTHS);
        return RateEstimate.of(looks, phi).low()
                > RateEstimate.of(before.canary(), phi).high();
    }

    /**
     * Judges the evidence so far.
     *
     * @param spec how the metric is judged, the same as when the evidence began
     * @param evidence what is known
     * @return what it says, with the estimates
     */
    public static Judgement judge(MetricSpec spec, Evidence evidence) {
        double phi = evidence.correlation().phi();
        Outcome outcome = outcome(spec, evidence);
        RateEstimate canary = RateEstimate.of(evidence.canary(), phi);
        Strand closest = closest(spec, evidence);
        RateEstimate stable = closest == null ? null : RateEstimate.of(closest.stable(), phi);
        return new Judgement(
                outcome,
                canary,
                stable,
                Magnitude.toDouble(harm(evidence.strands())),
                Magnitude.toDouble(harmless(evidence.strands())),
                evidence.correlation(),
                Sentences.of(spec, outcome, evidence, canary, stable));
    }

    /**
     * What follows from the evidence so far, without estimates and words.
     *
     * @param spec how the metric is judged, the same as when the evidence began
     * @param evidence what is known
     * @return fail, pass or undecided
     */
    public static Outcome outcome(MetricSpec spec, Evidence evidence) {
        if (evidence.canary().total() < spec.minimumRequests()) {
            return Outcome.UNDECIDED;
        }
        boolean harm = Magnitude.reaches(evidence.peak(), spec.alpha());
        if (harm) {
            return isAboveTolerated(spec, evidence) ? Outcome.FAIL : Outcome.UNDECIDED;
        }
        Duration baked = Duration.between(evidence.since(), evidence.upTo());
        boolean passes = spec.harmless() != null
                && baked.compareTo(spec.minimumBake()) >= 0
                && Magnitude.reaches(harmless(evidence.strands()), spec.beta());
        return passes ? Outcome.PASS : Outcome.UNDECIDED;
    }

    /** Whether the estimate says that it is worth it: that of all looks, or that of the last ones, as harm may begin late. */
    private static boolean isAboveTolerated(MetricSpec spec, Evidence evidence) {
        boolean overall = true;
        boolean lately = true;
        for (Strand strand : evidence.strands()) {
            if (strand.looks() > 0) {
                overall &= evidence.canary().share()
                        > spec.tolerated().at(strand.stable().share());
                lately &= strand.canaryLately().share()
                        > spec.tolerated().at(strand.stableLately().share());
            }
        }
        return overall || lately;
    }

    /** The reference that the canary is least worse than; null against a limit, or before anything was counted. */
    static @Nullable Strand closest(MetricSpec spec, Evidence evidence) {
        Strand closest = null;
        for (Strand strand : evidence.strands()) {
            if (!spec.claim().isLimit()
                    && !strand.stable().isEmpty()
                    && (closest == null
                            || strand.stable().share() > closest.stable().share())) {
                closest = strand;
            }
        }
        return closest;
    }
}

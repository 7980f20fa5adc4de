package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.releaseconductor.metric.DefectiveJudge.Planted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Proofs that no error can fail prove nothing: so errors are planted in the judge, and each has to be noticed. */
@DisplayName("The proofs have teeth:")
class PlantedErrorsTest {

    private static final String JUDGE = "SequentialJudge.java";
    private static final String STAKES = "Stakes.java";
    private static final String EDGE = "Edge.java";
    private static final String RATIOS = "LikelihoodRatios.java";

    /** Errors, and the proof that notices them. */
    private static final Map<Planted, String> ERRORS = errors();

    private static Map<Planted, String> errors() {
        Map<Planted, String> errors = new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
        errors.put(
                new Planted(
                        "the point that the bet is held against is chosen by the same look's data",
                        EDGE,
                        "nearestStable(edge, betStable, betCanary, (double) stable.total(), (double) canary.total())",
                        "nearestStable(edge, StrictMath.max(MARGIN, stable.share()), betCanary, (double) stable.total(), (double) canary.total())"),
                "bets");
        errors.put(
                new Planted(
                        "the bet is placed by the same look's data",
                        JUDGE,
                        "double rate = expected(strand.stableLately());",
                        "double rate = expected(faded(strand.stableLately(), newStable, STABLE_FADES));"),
                "looks");
        errors.put(
                new Planted(
                        "the bet on what was seen sees the same look",
                        JUDGE,
                        "Counts seen = strand.canaryLately();",
                        "Counts seen = faded(strand.canaryLately(), newCanary, CANARY_FADES);"),
                "looks");
        errors.put(
                new Planted(
                        "shares are judged and not counts",
                        RATIOS,
                        "power(canaryGood, canary.total() - canary.bad());",
                        "power(canaryGood, canary.isEmpty() ? 0 : 100 - 100 * canary.bad() / canary.total());"),
                "bets");
        errors.put(
                new Planted("φ is ignored", JUDGE, "double phi = StrictMath.max(", "double phi = StrictMath.min("),
                "clusters");
        errors.put(
                new Planted(
                        "φ is allowed for on the stable side only",
                        STAKES,
                        "return Magnitude.times(stake, StrictMath.sqrt(factor));",
                        "return Magnitude.timesExp(stake, ratios.log(new Counts((long) (stable.bad() / phi), (long) (stable.total() / phi)), canary));"),
                "clusters");
        errors.put(
                new Planted(
                        "the evidence begins anew with each look",
                        JUDGE,
                        "HARM.grown(strand.harm(), looks,",
                        "HARM.grown(HARM.initial(), looks,"),
                "adding");
        errors.put(
                new Planted(
                        "the stake on later looks stays whole",
                        STAKES,
                        "/ (HALF_OF_THE_LOOKS + looks));",
                        "/ HALF_OF_THE_LOOKS);"),
                "late");
        errors.put(
                new Planted(
                        "more than there is moves to the bets",
                        STAKES,
                        "double before = HALF_OF_THE_LOOKS + look - 1;",
                        "double before = HALF_OF_THE_LOOKS / 4 + look - 1;"),
                "late");
        errors.put(
                new Planted(
                        "more than the stake is bet",
                        "Bets.java",
                        "this.later = scaled(weightsLater, 1 - fromTheStart);",
                        "this.later = scaled(weightsLater, 1);"),
                "stake");
        errors.put(
                new Planted(
                        "the search for the nearest point ends a hair too early",
                        EDGE,
                        "CLOSE = 1e-4;",
                        "CLOSE = 1e-1;"),
                "bets");
        errors.put(
                new Planted(
                        "the pooled rate is off by a hair",
                        EDGE,
                        "return (canaryTotal * betCanary + stableTotal * betStable) / all;",
                        "return (canaryTotal * betCanary + stableTotal * betStable) / all + 1e-4;"),
                "bets");
        errors.put(
                new Planted(
                        "the strongest reference counts",
                        JUDGE,
                        "weakest = StrictMath.min(weakest, HARM.evidence(",
                        "weakest = StrictMath.max(weakest == Long.MAX_VALUE ? Long.MIN_VALUE : weakest, HARM.evidence("),
                "references");
        errors.put(
                new Planted(
                        "a power leaves out an event",
                        RATIOS,
                        "if ((rest & 1) != 0) {",
                        "if (rest > 1 && (rest & 1) != 0) {"),
                "bets");
        errors.put(
                new Planted(
                        "what a stake cannot hold is rounded up",
                        "Magnitude.java",
                        "- BIAS + (exponent << FRACTION));",
                        "- BIAS + (exponent << FRACTION) + 1);"),
                "stake");
        errors.put(
                new Planted(
                        "what waited for the other side is counted again",
                        JUDGE,
                        "newCanary)),\n                Waiting.NOTHING,",
                        "newCanary)),\n                strand.waiting(),"),
                "looks");
        errors.put(
                new Planted(
                        "a look is counted as often as it comes",
                        JUDGE,
                        "if (!look.from().equals(evidence.upTo())) {",
                        "if (look.from().isAfter(evidence.upTo())) {"),
                "once");
        return errors;
    }

    @TestFactory
    @Tag("thorough")
    @DisplayName("they notice that")
    Stream<DynamicTest> noticed() {
        return ERRORS.entrySet().stream()
                .map(error -> dynamicTest(
                        error.getKey().name(),
                        () -> assertThatThrownBy(() -> DefectiveJudge.prove(error.getKey(), error.getValue()))
                                .isInstanceOf(AssertionError.class)
                                .hasMessageNotContaining("planted error")));
    }

    @Test
    @DisplayName("every error still fits the source, and they are many")
    void fits() {
        assertThat(ERRORS).hasSizeGreaterThanOrEqualTo(12);
        assertThat(ERRORS.keySet())
                .allSatisfy(error -> assertThat(error.wrongSource()).contains(error.instead()));
    }

    @Test
    @DisplayName("they notice one of them in every build, and nothing where nothing is planted")
    void quick() throws Throwable {
        Planted ignored = ERRORS.keySet().stream()
                .filter(error -> error.name().equals("φ is ignored"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> DefectiveJudge.prove(ignored, "clusters"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has a mean of");
        Planted nothing = new Planted("nothing", STAKES, ignored(), ignored());
        for (String proof : List.of("stake", "clusters", "once")) {
            DefectiveJudge.prove(nothing, proof);
        }
    }

    private static String ignored() {
        return "private static final double HALF_OF_THE_LOOKS = 180;";
    }
}

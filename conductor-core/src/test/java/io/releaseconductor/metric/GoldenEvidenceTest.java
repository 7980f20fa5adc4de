package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The same bits on every machine: nodes with different JVMs go on from each other's evidence. The file is compared on every JDK that
 * the build runs on. Who changes the judge on purpose changes the file; deployments under way then go on under other rules.
 */
@DisplayName("The evidence of known looks")
class GoldenEvidenceTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    @DisplayName("is the same on every JVM, to the last bit")
    void same_bits() throws IOException {
        List<String> lines = new ArrayList<>();
        MetricSpec beside = MetricSpec.besideStable("errors");
        story(lines, "healthy", beside, 1, 0.05, 0.05, 20, 180);
        story(lines, "worse", beside, 1, 0.09, 0.05, 20, 180);
        story(lines, "rare", beside, 1, 0.002, 0.001, 300, 2000);
        story(lines, "busy", beside, 1, 0.054, 0.05, 20_000, 180_000);
        story(lines, "sparse", beside, 1, 0.3, 0.2, 1, 1);
        story(lines, "references", beside, 3, 0.08, 0.05, 30, 40);
        story(lines, "limit", MetricSpec.againstLimit("probes", 0.01), 0, 0.03, 0, 5, 0);

        try (InputStream golden = getClass().getResourceAsStream("golden-evidence.txt")) {
            assertThat(golden).as("the file beside this class").isNotNull();
            assertThat(String.join("\n", lines) + "\n")
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void story(
            List<String> lines,
            String name,
            MetricSpec spec,
            int references,
            double canaryRate,
            double stableRate,
            int canaryTotal,
            int stableTotal) {
        Chance chance = new Chance(name.hashCode());
        List<Counts> before = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            before.add(chance.counts(stableTotal, stableRate));
        }
        Evidence evidence = references == 0
                ? SequentialJudge.againstLimit(spec, START, Correlation.ASSUMED)
                : SequentialJudge.comparedWith(spec, START, references, before);
        for (int look = 1; look <= 60; look++) {
            List<Counts> stable = new ArrayList<>();
            for (int i = 0; i < references; i++) {
                stable.add(chance.counts(stableTotal, stableRate));
            }
            Instant from = evidence.upTo();
            Look next = new Look(from, from.plusSeconds(10), chance.counts(canaryTotal, canaryRate), stable);
            evidence = ((Counted.Continued) SequentialJudge.count(spec, evidence, next)).evidence();
            if (look % 20 == 0) {
                describe(lines, name + " " + look, spec, evidence);
            }
        }
    }

    private static void describe(List<String> lines, String title, MetricSpec spec, Evidence evidence) {
        lines.add(title + " phi " + bits(evidence.correlation().phi()) + " peak " + evidence.peak());
        for (Strand strand : evidence.strands()) {
            lines.add("  " + strand.stableLately().bad() + "/"
                    + strand.stableLately().total() + " "
                    + strand.canaryLately().bad() + "/" + strand.canaryLately().total() + " harm " + strand.harm()
                    + " harmless " + strand.harmless());
        }
        Judgement judgement = SequentialJudge.judge(spec, evidence);
        lines.add("  " + judgement.outcome() + " " + bits(judgement.harm()) + " " + bits(judgement.harmless()) + " "
                + bits(judgement.canary().low()) + " " + bits(judgement.canary().high()));
        lines.add("  " + judgement.sentence());
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToRawLongBits(value));
    }

    /** Numbers without a library's generator, whose algorithm is not ours to fix (Knuth's MMIX multiplier). */
    private static final class Chance {

        private long state;

        Chance(long seed) {
            state = seed;
        }

        /** About {@code most} events, now and then none. */
        Counts counts(int most, double rate) {
            int total = next() < 0.1 ? 0 : most - (int) (next() * most / 2);
            int bad = 0;
            for (int i = 0; i < total; i++) {
                bad += next() < rate ? 1 : 0;
            }
            return new Counts(bad, total);
        }

        private double next() {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (state >>> 11) * 0x1.0p-53;
        }
    }
}

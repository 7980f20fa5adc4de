package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.metric.Correlation;
import io.releaseconductor.metric.Counted;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.Look;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.SequentialJudge;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Label("Evidence")
class EvidenceJsonTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final MetricSpec ERRORS = MetricSpec.besideStable("errors");

    private final DeploymentJson json = new DeploymentJson();

    @Property(tries = 200)
    @Label("is read back to the last bit, and goes on as if it had never been written")
    void read_back(@ForAll long seed) {
        Random random = new Random(seed);
        List<Counts> before = new ArrayList<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            before.add(counts(random));
        }
        int references = 1 + random.nextInt(3);
        Evidence kept = SequentialJudge.comparedWith(ERRORS, START, references, before);
        for (int i = 0; i < 10; i++) {
            List<Counts> stable = new ArrayList<>();
            for (int reference = 0; reference < references; reference++) {
                stable.add(counts(random));
            }
            Evidence stored = json.readEvidence(json.writeEvidence(kept));
            assertThat(stored).isEqualTo(kept);
            Look look = new Look(kept.upTo(), kept.upTo().plusSeconds(10), counts(random), stable);
            assertThat(counted(stored, look)).isEqualTo(counted(kept, look));
            kept = counted(kept, look);
        }
    }

    /** Evidence of all forms: of no look yet, of one that waits for either side, and of one that is counted. */
    static List<Evidence> some() {
        Counts counts = new Counts(1, 10);
        Evidence begun = SequentialJudge.besideStable(ERRORS, START, Collections.nCopies(40, counts));
        MetricSpec limit = MetricSpec.againstLimit("api", 0.01);
        List<Evidence> some =
                new ArrayList<>(List.of(begun, SequentialJudge.againstLimit(limit, START, Correlation.ASSUMED)));
        for (Counts canary : List.of(Counts.NONE, counts)) {
            for (Counts stable : List.of(Counts.NONE, counts)) {
                some.add(counted(begun, Look.beside(START, START.plusSeconds(10), canary, stable)));
            }
        }
        return some;
    }

    private static Evidence counted(Evidence evidence, Look look) {
        return ((Counted.Continued) SequentialJudge.count(ERRORS, evidence, look)).evidence();
    }

    private static Counts counts(Random random) {
        long total = random.nextInt(4) == 0 ? 0 : random.nextInt(10) == 0 ? 1L << 53 : random.nextInt(100);
        return new Counts((long) (total * random.nextDouble()), total);
    }

    @Test
    @DisplayName("has some 400 bytes after half an hour of looks")
    void size() {
        Evidence evidence = SequentialJudge.besideStable(ERRORS, START, List.of());
        for (int i = 0; i < 180; i++) {
            Look look = Look.beside(
                    evidence.upTo(), evidence.upTo().plusSeconds(10), new Counts(i % 2, 10), new Counts(5, 90));
            evidence = counted(evidence, look);
        }
        assertThat(json.writeEvidence(evidence).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(500);
    }

    @Test
    @DisplayName("passes over what a newer version added, and names what is wrong")
    void tolerant_and_strict() {
        Evidence evidence =
                SequentialJudge.againstLimit(MetricSpec.againstLimit("api", 0.01), START, Correlation.ASSUMED);
        String text = json.writeEvidence(evidence);
        assertThat(json.readEvidence(text.replace("\"looks\":0", "\"looks\":0,\"newer\":{\"a\":1}")))
                .isEqualTo(evidence);
        assertThatThrownBy(() -> json.readEvidence(text.replace("\"correlation\":2.0", "\"correlation\":0.5")))
                .isInstanceOf(CorruptRecordException.class)
                .hasMessageContaining("correlation is 0.5; allowed: a number from 1");
        assertThatThrownBy(() -> json.readEvidence(text.replace("\"peak\":0", "\"canary\":[3,2],\"peak\":0")))
                .hasMessageContaining("canary is no pair of counts; allowed: [bad, total]");
        assertThatThrownBy(() -> json.readEvidence("{}")).hasMessageContaining("since is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"up_to\":\"2026|\"up_to\":\"2025|up_to is before since",
                "\"strands\":[{|\"old\":[{|strands is missing or empty; allowed: one for each reference",
                "\"harm\":[|\"harm\":[1,|strands/0/harm holds 11 stakes; allowed: 10",
                "\"harm\":[|\"old\":[|strands/0/harm holds 0 stakes; allowed: 10",
                "\"harm\":[|\"harmless\":[1],\"harm\":[|strands/0/harmless holds 1 stakes; allowed: 5",
                "\"harm\":[|\"harm\":[true,|strands/0/harm/0 is true; allowed: a whole number from",
                "\"harm\":[|\"waiting_looks\":7,\"harm\":[|strands/0/waiting_looks is 7; allowed: a whole number from 0 to 6",
                "\"harm\":[|\"waiting_canary\":[0,1],\"waiting_stable\":[0,1],\"harm\":[|"
                        + "strands/0/waiting_stable is there, but waiting_canary is as well",
                "\"harm\":[|\"stable\":[-1,1],\"harm\":[|strands/0/stable/0 is -1; allowed: a whole number from 0 to",
                "\"roughness\":0|\"roughness\":-1|strands/0/roughness is -1; allowed: a whole number from 0 to",
            })
    @DisplayName("names the field that is wrong, wherever it is")
    void names_the_field(String right, String wrong, String problem) {
        String text = json.writeEvidence(
                SequentialJudge.againstLimit(MetricSpec.againstLimit("api", 0.01), START, Correlation.ASSUMED));
        assertThat(text).contains(right);
        assertThatThrownBy(() -> json.readEvidence(text.replace(right, wrong)))
                .isInstanceOf(CorruptRecordException.class)
                .hasMessageContaining(problem);
    }
}

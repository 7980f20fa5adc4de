package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The judge")
class SequentialJudgeTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final MetricSpec ERRORS = MetricSpec.besideStable("errors");

    /** An hour of the stable side at 5 %, more even than chance would have it. */
    private static final List<Counts> BEFORE = Collections.nCopies(360, new Counts(5, 100));

    private static Evidence after(MetricSpec spec, Evidence begun, int looks, Counts canary, Counts... stable) {
        Evidence evidence = begun;
        for (int i = 0; i < looks; i++) {
            Instant from = evidence.upTo();
            Look look = new Look(from, from.plusSeconds(10), canary, List.of(stable));
            evidence = ((Counted.Continued) SequentialJudge.count(spec, evidence, look)).evidence();
        }
        return evidence;
    }

    @Test
    @DisplayName("fails a canary that is broken at the first look, and says what it saw")
    void broken() {
        Evidence evidence = after(
                ERRORS, SequentialJudge.besideStable(ERRORS, START, BEFORE), 1, new Counts(10, 10), new Counts(4, 90));

        Judgement judgement = SequentialJudge.judge(ERRORS, evidence);

        assertThat(judgement.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(judgement.harm()).isGreaterThan(100);
        assertThat(judgement.sentence())
                .startsWith("errors: worse; canary 100 % (10 of 10; ")
                .contains(" to 100 %), stable 4.4 % (")
                .endsWith(".");
    }

    @Test
    @DisplayName("fails nobody for what hits both sides alike")
    void shared_incident() {
        Evidence healthy = after(
                ERRORS, SequentialJudge.besideStable(ERRORS, START, BEFORE), 30, new Counts(1, 20), new Counts(5, 100));
        Evidence incident = after(ERRORS, healthy, 60, new Counts(12, 20), new Counts(60, 100));

        assertThat(SequentialJudge.outcome(ERRORS, incident)).isNotEqualTo(Outcome.FAIL);
        assertThat(SequentialJudge.judge(ERRORS, incident).harm()).isLessThan(1);
    }

    @Test
    @DisplayName("passes a canary that is harmless, but not before the minimum bake")
    void passes() {
        Evidence begun = SequentialJudge.besideStable(ERRORS, START, BEFORE);
        Counts canary = new Counts(10, 200);
        Counts stable = new Counts(10, 200);

        assertThat(SequentialJudge.outcome(ERRORS, after(ERRORS, begun, 29, canary, stable)))
                .isEqualTo(Outcome.UNDECIDED);
        Judgement judgement = SequentialJudge.judge(ERRORS, after(ERRORS, begun, 30, canary, stable));
        assertThat(judgement.outcome()).isEqualTo(Outcome.PASS);
        assertThat(judgement.harmless()).isGreaterThan(20);
        assertThat(judgement.sentence()).startsWith("errors: harmless, below 1.5 × stable + 0.5 points; canary 5 % (");
    }

    @Test
    @DisplayName("neither passes nor fails where nothing was counted")
    void silence() {
        Evidence evidence = after(
                ERRORS, SequentialJudge.besideStable(ERRORS, START, BEFORE), 180, Counts.NONE, new Counts(5, 100));

        Judgement judgement = SequentialJudge.judge(ERRORS, evidence);

        assertThat(judgement.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(judgement.harm()).isEqualTo(1);
        assertThat(judgement.sentence()).isEqualTo("errors: nothing was counted yet, so nothing is known.");
    }

    @Test
    @DisplayName("counts what one side does while the other is silent, as soon as that one does something")
    void waits_for_the_other_side() {
        Evidence begun = SequentialJudge.besideStable(ERRORS, START, BEFORE);
        Evidence waiting = after(ERRORS, begun, 5, new Counts(1, 1), Counts.NONE);
        assertThat(SequentialJudge.judge(ERRORS, waiting).harm()).isEqualTo(1);
        Evidence apart = after(ERRORS, waiting, 1, Counts.NONE, new Counts(0, 5));

        Evidence together = after(ERRORS, begun, 1, new Counts(5, 5), new Counts(0, 5));

        assertThat(apart.strands()).isEqualTo(together.strands());
    }

    @Test
    @DisplayName("lets go of what waited too long, as rates of different times are not to be compared")
    void does_not_wait_for_ever() {
        Evidence begun = SequentialJudge.besideStable(ERRORS, START, BEFORE);
        Evidence waiting = after(ERRORS, begun, Waiting.MOST_LOOKS + 2, new Counts(1, 1), Counts.NONE);

        assertThat(waiting.strands().get(0).waiting()).isEqualTo(new Waiting(new Counts(2, 2), Counts.NONE, 2));
    }

    @Test
    @DisplayName("finds harm that begins late nearly as fast as one that is there from the start")
    void late() {
        Evidence evidence = after(
                ERRORS, SequentialJudge.besideStable(ERRORS, START, BEFORE), 90, new Counts(1, 20), new Counts(5, 100));
        int looks = 0;
        while (SequentialJudge.outcome(ERRORS, evidence) != Outcome.FAIL && looks < 100) {
            evidence = after(ERRORS, evidence, 1, new Counts(4, 20), new Counts(5, 100));
            looks++;
        }
        assertThat(looks).isBetween(2, 12);
    }

    @Test
    @DisplayName("rolls nothing back that is worse by less than is worth it, and says so")
    void tolerated() {
        MetricSpec spec = ERRORS.withTolerated(new Tolerance(1.5, 0)).withHarmless(null);
        Evidence evidence = after(
                spec,
                SequentialJudge.besideStable(spec, START, BEFORE),
                100,
                new Counts(60, 1000),
                new Counts(50, 1000));

        Judgement judgement = SequentialJudge.judge(spec, evidence);

        assertThat(judgement.harm()).isGreaterThan(100);
        assertThat(judgement.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(judgement.sentence()).startsWith("errors: worse, but within what is tolerated, 1.5 × stable; ");
        assertThat(SequentialJudge.outcome(ERRORS, evidence)).isEqualTo(Outcome.FAIL);
    }

    @Test
    @DisplayName("says nothing before the canary had as many requests as it was told to wait for")
    void minimum_requests() {
        MetricSpec spec = ERRORS.withMinimumRequests(100);
        Evidence begun = SequentialJudge.besideStable(spec, START, BEFORE);

        assertThat(SequentialJudge.outcome(spec, after(spec, begun, 9, new Counts(11, 11), new Counts(5, 100))))
                .isEqualTo(Outcome.UNDECIDED);
        assertThat(SequentialJudge.outcome(spec, after(spec, begun, 10, new Counts(11, 11), new Counts(5, 100))))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    @DisplayName("fails a canary beside times before only if it is worse than each of them")
    void references() {
        Evidence begun = SequentialJudge.comparedWith(ERRORS, START, 3, BEFORE);
        Counts canary = new Counts(20, 100);
        Counts usual = new Counts(5, 100);

        assertThat(SequentialJudge.outcome(ERRORS, after(ERRORS, begun, 20, canary, usual, usual, usual)))
                .isEqualTo(Outcome.FAIL);
        assertThat(SequentialJudge.outcome(ERRORS, after(ERRORS, begun, 20, canary, usual, usual, canary)))
                .isEqualTo(Outcome.UNDECIDED);
        assertThat(SequentialJudge.outcome(ERRORS, after(ERRORS, begun, 20, canary, usual, usual, Counts.NONE)))
                .as("last week is not known")
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    @DisplayName("fires on a dead check after a few rounds, and not on one that fails now and then")
    void rounds_of_a_check() {
        MetricSpec spec = MetricSpec.againstLimit("api", 0.01);
        Evidence begun = SequentialJudge.againstLimit(spec, START, Correlation.INDEPENDENT);
        assertThat(SequentialJudge.outcome(spec, after(spec, begun, 1, new Counts(1, 1))))
                .isEqualTo(Outcome.UNDECIDED);
        assertThat(SequentialJudge.outcome(spec, after(spec, begun, 2, new Counts(1, 1))))
                .isEqualTo(Outcome.FAIL);

        MetricSpec oneOfFive = spec.oneOf(5);
        Evidence cautious = SequentialJudge.againstLimit(oneOfFive, START, Correlation.ASSUMED);
        int rounds = 0;
        while (SequentialJudge.outcome(oneOfFive, cautious) != Outcome.FAIL) {
            cautious = after(oneOfFive, cautious, 1, new Counts(1, 1));
            rounds++;
        }
        assertThat(rounds).isBetween(3, 6);

        Evidence flaky = after(spec, begun, 100, new Counts(0, 1));
        flaky = after(spec, flaky, 1, new Counts(1, 1));
        assertThat(SequentialJudge.judge(spec, after(spec, flaky, 79, new Counts(0, 1)))
                        .sentence())
                .startsWith("api: cannot tell; 0.56 % (1 of 180; ")
                .endsWith(", limit 1 %.");
    }

    @Test
    @DisplayName("refuses a look that does not begin where the evidence ends")
    void refuses_gaps_and_repetitions() {
        Evidence evidence = SequentialJudge.besideStable(ERRORS, START, BEFORE);
        for (Instant from : List.of(START.minusSeconds(10), START.plusSeconds(1))) {
            Look look = Look.beside(from, from.plusSeconds(10), new Counts(1, 1), new Counts(1, 1));
            assertThat(SequentialJudge.count(ERRORS, evidence, look))
                    .isEqualTo(new Counted.Refused("The look begins at " + from + ", but the evidence ends at " + START
                            + "; a look is counted once, and none is left out."));
        }
        assertThat(SequentialJudge.count(ERRORS, evidence, Look.alone(START, START.plusSeconds(1), new Counts(1, 1))))
                .isEqualTo(new Counted.Refused("The look has 0 references, but the evidence has 1."));
    }

    @Test
    @DisplayName("goes on whatever the record says that was counted before")
    void no_number_is_too_large() {
        Counts most = new Counts(Long.MAX_VALUE, Long.MAX_VALUE);
        Strand begun =
                SequentialJudge.besideStable(ERRORS, START, BEFORE).strands().get(0);
        Strand strand = new Strand(
                most, most, most, Long.MAX_VALUE, Long.MAX_VALUE, Waiting.NOTHING, begun.harm(), begun.harmless());
        Evidence evidence =
                new Evidence(START, START, Correlation.ASSUMED, Long.MAX_VALUE, most, List.of(strand), Long.MAX_VALUE);

        Evidence after = after(ERRORS, evidence, 2, new Counts(1, 2), new Counts(1, 2));

        assertThat(after.looks()).isEqualTo(Long.MAX_VALUE);
        assertThat(SequentialJudge.judge(ERRORS, after).sentence()).isNotBlank();
    }

    @Test
    @DisplayName("is used as the documentation says")
    void documented() throws IOException {
        Instant start = START;
        Instant from = START;
        Instant to = START.plusSeconds(10);
        List<Counts> looksOfTheHourBefore = BEFORE;

        MetricSpec errors = MetricSpec.besideStable("errors");
        Evidence evidence = SequentialJudge.besideStable(errors, start, looksOfTheHourBefore);

        Look look = Look.beside(from, to, new Counts(1, 12), new Counts(4, 95));
        if (SequentialJudge.count(errors, evidence, look) instanceof Counted.Continued continued) {
            evidence = continued.evidence();
        }
        String sentence = SequentialJudge.judge(errors, evidence).sentence();

        String page = Files.readString(Path.of("..", "docs", "judging.md")).replaceAll("\\s+", " ");
        assertThat(page)
                .contains("The sentence is such as *" + sentence + "*")
                .contains("*" + Power.of(errors, 60).sentence(0.01) + "*");
    }

    @Test
    @DisplayName("begins only what fits the claim")
    void fits_the_claim() {
        assertThatThrownBy(() -> SequentialJudge.againstLimit(ERRORS, START, Correlation.ASSUMED))
                .hasMessage("claim: stable is not allowed; allowed: a limit");
        assertThatThrownBy(() -> SequentialJudge.besideStable(MetricSpec.againstLimit("api", 0.01), START, BEFORE))
                .hasMessageContaining("claim: 1 % is not allowed");
        assertThatThrownBy(() -> SequentialJudge.comparedWith(ERRORS, START, 0, BEFORE))
                .hasMessageContaining("references: 0");
        assertThat(ERRORS.bake()).isEqualTo(Duration.ofMinutes(30));
    }
}

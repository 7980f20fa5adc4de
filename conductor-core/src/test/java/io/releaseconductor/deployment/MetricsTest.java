package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.Strand;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A wave that is judged by metrics")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MetricsTest {

    private static final Duration EVERY = Samples.ROUNDS.every();
    private static final Duration LAG = Duration.ofSeconds(15);
    private static final BothSides WELL = new BothSides(new Counts(10, 1000), new Counts(90, 9000));
    private static final BothSides ILL = new BothSides(new Counts(400, 1000), new Counts(90, 9000));
    private static final BothSides FEW = new BothSides(new Counts(1, 100), new Counts(9, 900));
    private static final BothSides NOBODY = new BothSides(Counts.NONE, new Counts(9, 900));

    private final Story story = story(new MetricRule("errors", null));

    /** Its run has just succeeded; rounds and looks begin 20 s later. */
    private static Story story(MetricRule... rules) {
        DeployRequest request =
                Samples.under(Samples.POLICY, Samples.with(Samples.BAKED, Samples.request(Rollout.CANARY)));
        return Story.of(request.toBuilder()
                        .metrics(new MetricPlan(List.of(rules), LAG))
                        .build())
                .ranWell("run-1");
    }

    private static Map<String, MetricAnswer> known(BothSides... spans) {
        return Map.of("errors", new MetricAnswer.Known(List.of(spans)));
    }

    private static Map<String, MetricAnswer> notYet() {
        return Map.of("errors", new MetricAnswer.NotYet("Prometheus answers 503"));
    }

    private Counting counting() {
        return counting(story);
    }

    private static Counting counting(Story story) {
        return story.deployment().currentProgress().verification().observation().counting();
    }

    private static Story measured(Story story) {
        return story.moves(new DeploymentEvent.MetricsMeasured(
                story.deployment().wave(),
                counting(story).upTo(),
                Map.of("errors", new MetricAnswer.Known(Collections.nCopies(60, WELL))),
                Map.of(),
                story.now()));
    }

    private static DeploymentEvent look(Story story, BothSides counted) {
        Instant from = counting(story).upTo();
        return new DeploymentEvent.MetricsCounted(
                story.deployment().wave(), from, from.plus(EVERY), known(counted), story.now());
    }

    /** A round in which all is well, and a look at the metrics, every ten seconds. */
    private static Story rounds(Story story, int count, BothSides counted) {
        for (int i = 0; i < count && story.status() != DeploymentStatus.ROLLING_BACK; i++) {
            Verification well = new Verification(
                    story.now(), story.now(), List.of(new CompletedCheck("api", "API", CheckResult.pass("200 OK"))));
            story.moves(new DeploymentEvent.Verified(story.key(), well, story.now()));
            if (story.status() != DeploymentStatus.ROLLING_BACK) {
                story.moves(look(story, counted)).after(EVERY);
            }
        }
        return story;
    }

    private static Story warmedUp(Story story) {
        return measured(story).after(Samples.ROUNDS.warmUp());
    }

    private static RuleResult rule(Story story, String name) {
        return Optional.ofNullable(story.deployment().verification().verdict()).stream()
                .flatMap(verdict -> Stream.concat(verdict.criteria().stream(), verdict.triggers().stream()))
                .filter(rule -> rule.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void begins_to_count_at_the_end_of_the_warm_up_with_what_was_there_before() {
        assertThat(counting().hasBegun()).isFalse();
        assertThat(counting().upTo()).isEqualTo(story.now().plus(Samples.ROUNDS.warmUp()));
        assertThat(story.refuses(look(story, WELL))).isEqualTo("No metric is counted now.");
        measured(story);

        assertThat(counting().metrics()).singleElement().satisfies(metric -> {
            assertThat(metric.evidence().correlation().measured()).isTrue();
            assertThat(metric.evidence().canary()).isEqualTo(Counts.NONE);
        });
        assertThat(story.refuses(
                        new DeploymentEvent.MetricsMeasured(1, counting().upTo(), notYet(), Map.of(), story.now())))
                .startsWith("The metrics are counted already");
    }

    @Test
    void waits_for_what_was_there_before_until_the_warm_up_is_over_and_then_begins_without() {
        story.moves(new DeploymentEvent.MetricsMeasured(1, counting().upTo(), notYet(), Map.of(), story.now()));
        assertThat(counting().hasBegun()).isFalse();
        assertThat(counting().waitingFor()).isEqualTo("Prometheus answers 503");
        assertThat(counting().retryAt()).isEqualTo(story.now().plusSeconds(10));
        story.after(Samples.ROUNDS.warmUp());
        story.moves(new DeploymentEvent.MetricsMeasured(1, counting().upTo(), notYet(), Map.of(), story.now()));

        assertThat(counting().metrics())
                .singleElement()
                .satisfies(metric ->
                        assertThat(metric.evidence().correlation().measured()).isFalse());
    }

    @Test
    void counts_a_look_once_and_leaves_none_out() {
        warmedUp(story);
        DeploymentEvent first = look(story, WELL);
        story.moves(first);

        assertThat(story.refuses(first)).contains("a look is counted once, and none is left out");
        Instant from = counting().upTo();
        assertThat(story.refuses(new DeploymentEvent.MetricsCounted(
                        1, from.plusSeconds(10), from.plusSeconds(20), known(WELL), story.now())))
                .contains("a look is counted once, and none is left out");
        assertThat(story.refuses(
                        new DeploymentEvent.MetricsCounted(1, from, from.plusSeconds(7), known(WELL), story.now())))
                .contains("not on the grid");
        story.moves(new DeploymentEvent.MetricsCounted(1, from, from.plusSeconds(30), known(WELL), story.now()));
        assertThat(counting().looks()).as("one span may cover several").isEqualTo(4);
        assertThat(counting().metrics().get(0).evidence().canary()).isEqualTo(new Counts(20, 2000));
    }

    @Test
    void goes_on_by_itself_once_it_is_known_to_be_harmless() {
        warmedUp(story);
        rounds(story, 12, WELL);

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(rule(story, "errors_harmless").outcome()).isEqualTo(RuleResult.Outcome.MET);
        assertThat(rule(story, "errors_harmless").measured())
                .matches("[0-9]+ of [0-9,]+, stable [0-9,]+ of [0-9,]+ · 9[5-9] % sure it is not 1.5 × worse");
        assertThat(story.deployment().promotableByPolicy()).isFalse();
    }

    @Test
    void tells_the_first_counts_at_once_later_ones_once_a_minute_and_all_of_them_when_a_person_is_asked() {
        warmedUp(story);
        rounds(story, 1, NOBODY);
        assertThat(rule(story, "errors_harmless").measured()).isEqualTo("nothing yet · cannot tell yet");
        rounds(story, 1, FEW);
        assertThat(rule(story, "errors_harmless").measured()).startsWith("1 of 100, ");
        rounds(story, 1, FEW);
        assertThat(rule(story, "errors_harmless").measured()).startsWith("1 of 100, ");
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);

        rounds(story, 1, FEW);
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(rule(story, "errors_harmless").measured()).startsWith("2 of 200, ");
    }

    @Test
    void does_not_go_on_by_itself_before_anything_was_counted() {
        story.after(Samples.ROUNDS.warmUp());
        for (int i = 0; i < 5; i++) {
            Verification well = new Verification(
                    story.now(), story.now(), List.of(new CompletedCheck("api", "API", CheckResult.pass("200 OK"))));
            story.moves(new DeploymentEvent.Verified(story.key(), well, story.now()))
                    .after(EVERY);
        }

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().promotableByPolicy()).isFalse();
        assertThat(rule(story, "errors_harmless").measured()).isEqualTo("nothing yet");
    }

    @Test
    void is_rolled_back_where_it_is_worse_while_all_checks_pass() {
        warmedUp(story);
        rounds(story, 2, WELL);
        rounds(story, 3, ILL);

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback().reason()).isEqualTo("errors_worse");
        assertThat(story.deployment().rollback().decision().by()).isEqualTo(Actor.POLICY);
    }

    @Test
    void is_rolled_back_where_it_is_worse_though_no_check_finds_anything_out() {
        warmedUp(story);
        for (int i = 0; i < 5 && story.status() != DeploymentStatus.ROLLING_BACK; i++) {
            Verification nothing = new Verification(
                    story.now(), story.now(), List.of(new CompletedCheck("api", "API", CheckResult.noData("timeout"))));
            story.moves(new DeploymentEvent.Verified(story.key(), nothing, story.now()));
            story.moves(look(story, i < 2 ? WELL : ILL)).after(EVERY);
        }

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback().reason()).isEqualTo("errors_worse");
        assertThat(story.deployment().verification().result().hasData()).isFalse();
        assertThat(HistoryEntry.of(story.deployment()).course().verificationFailed())
                .isTrue();
    }

    @Test
    void is_rolled_back_for_more_than_a_person_accepted_and_for_nothing_less() {
        warmedUp(story);
        story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()));
        rounds(story, 12, new BothSides(new Counts(30, 1000), new Counts(90, 9000)));
        assertThat(rule(story, "errors_worse").outcome()).isEqualTo(RuleResult.Outcome.FIRED);
        story.moves(story.promotion(Samples.GRACE)).ranWell("run-2").after(Samples.ROUNDS.warmUp());

        rounds(story, 6, new BothSides(new Counts(30, 1000), new Counts(90, 9000)));
        assertThat(story.deployment().rollback()).as("a person accepted that").isNull();
        rounds(story, 12, ILL);
        assertThat(story.status()).as("but not that").isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void asks_a_person_where_nobody_visits_it() {
        warmedUp(story);
        rounds(story, 9, NOBODY);

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().verification().verdict().recommendation()).isEqualTo(Recommendation.ASK);
        assertThat(rule(story, "errors_harmless").measured()).isEqualTo("nothing yet · cannot tell yet");
    }

    @Test
    void waits_five_minutes_for_a_source_that_is_away_and_then_has_a_gap() {
        warmedUp(story);
        Instant from = counting().upTo();
        story.after(EVERY.plus(LAG));
        story.moves(new DeploymentEvent.MetricsCounted(1, from, from.plus(EVERY), notYet(), story.now()));
        assertThat(counting().upTo()).isEqualTo(from);
        assertThat(counting().retryAt()).isEqualTo(story.now().plusSeconds(10));
        story.after(Duration.ofMinutes(5));
        story.moves(new DeploymentEvent.MetricsCounted(1, from, from.plus(EVERY), notYet(), story.now()));

        assertThat(counting().upTo()).isEqualTo(from.plus(EVERY));
        assertThat(counting().metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.gaps()).isEqualTo(1));
    }

    @Test
    void does_not_pass_where_more_than_a_fifth_of_the_looks_is_not_known() {
        warmedUp(story);
        rounds(story, 9, WELL);
        Instant from = counting().upTo();
        story.moves(new DeploymentEvent.MetricsCounted(
                1,
                from,
                from.plus(EVERY.multipliedBy(3)),
                Map.of("errors", new MetricAnswer.Missing("gone")),
                story.now()));
        rounds(story, 1, WELL);

        assertThat(rule(story, "errors_harmless").outcome()).isEqualTo(RuleResult.Outcome.NOT_MET);
        assertThat(rule(story, "errors_harmless").measured()).endsWith("not known for 3 looks");
    }

    @Nested
    class That_reaches_further {

        private final Story further = story(new MetricRule("errors", 0.2));

        private void toTheSecond() {
            warmedUp(further);
            rounds(further, 12, WELL);
            further.moves(further.promotion(Samples.GRACE)).ranWell("run-2");
        }

        @Test
        void keeps_what_speaks_of_harm_and_asks_anew_whether_it_is_harmless() {
            toTheSecond();

            assertThat(counting(further).hasBegun()).isTrue();
            assertThat(counting(further).looks()).isZero();
            assertThat(counting(further).metrics())
                    .hasSize(2)
                    .allSatisfy(metric -> assertThat(metric.evidence().canary()).isEqualTo(new Counts(120, 12_000)));
            assertThat(counting(further).upTo()).isEqualTo(further.now().plus(Samples.ROUNDS.warmUp()));
            further.after(Samples.ROUNDS.warmUp());
            rounds(further, 1, NOBODY);
            assertThat(rule(further, "errors_harmless").outcome()).isEqualTo(RuleResult.Outcome.NOT_MET);
        }

        @Test
        void is_held_against_its_limit_alone_once_it_reaches_all() {
            toTheSecond();
            further.after(Samples.ROUNDS.warmUp());
            rounds(further, 12, WELL);
            further.moves(further.promotion(Samples.GRACE)).ranWell("run-3");

            assertThat(counting(further).metrics())
                    .singleElement()
                    .satisfies(metric -> assertThat(metric.against()).isEqualTo(Comparison.LIMIT));
            further.after(Samples.ROUNDS.warmUp());
            rounds(further, 3, new BothSides(new Counts(500, 1000), Counts.NONE));
            assertThat(further.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(further.deployment().rollback().reason()).isEqualTo("errors_too_high");
        }
    }

    @Nested
    class That_reaches_all_at_once {

        private static final BothSides USUAL = new BothSides(new Counts(100, 10_000), Counts.NONE);
        private static final BothSides TWICE = new BothSides(new Counts(200, 10_000), Counts.NONE);

        private final Story full = atOnce(new MetricRule("errors", null));

        private Story atOnce(MetricRule... rules) {
            return along(
                    new RolloutPlan(Rollout.FULL, List.of(new Wave(Reach.ALL, Samples.ROUNDS, Gate.ONE_APPROVAL))),
                    rules);
        }

        private Story along(RolloutPlan plan, MetricRule... rules) {
            DeployRequest request = Samples.under(Samples.POLICY, Samples.with(plan, Samples.request(plan.kind())));
            return Story.of(request.toBuilder()
                            .metrics(new MetricPlan(List.of(rules), LAG))
                            .build())
                    .ranWell("run-1");
        }

        private Story since(Story story, BothSides hour, Map<TimeBefore, BothSides> earlier) {
            Map<TimeBefore, Map<String, MetricAnswer>> answers = new EnumMap<>(TimeBefore.class);
            earlier.forEach((time, counted) -> answers.put(time, known(counted)));
            return story.moves(new DeploymentEvent.MetricsMeasured(
                            1,
                            counting(story).upTo(),
                            Map.of("errors", new MetricAnswer.Known(Collections.nCopies(6, hour))),
                            answers,
                            story.now()))
                    .after(Samples.ROUNDS.warmUp());
        }

        @Test
        void is_compared_with_the_times_before_of_which_each_look_gets_its_part() {
            since(full, USUAL, Map.of(TimeBefore.YESTERDAY, TWICE));

            assertThat(full.deployment().isComparedWithBefore()).isTrue();
            assertThat(counting(full).metrics()).singleElement().satisfies(metric -> {
                assertThat(metric.before())
                        .isEqualTo(Map.of(
                                TimeBefore.THE_HOUR, new Counts(600, 60_000), TimeBefore.YESTERDAY, TWICE.canary()));
                assertThat(metric.trigger()).isNull();
            });
            rounds(full, 6, USUAL);
            assertThat(counting(full).metrics().get(0).evidence().strands())
                    .extracting(Strand::stable)
                    .containsExactly(new Counts(600, 60_000), TWICE.canary(), Counts.NONE);
            rounds(full, 2, USUAL);
            assertThat(counting(full)
                            .metrics()
                            .get(0)
                            .evidence()
                            .strands()
                            .get(0)
                            .stable())
                    .as("after the end of the bake nothing of it is left")
                    .isEqualTo(new Counts(600, 60_000));
        }

        @Test
        void is_not_compared_on_idle_instances_that_nobody_visits() {
            Story idle = along(
                    new RolloutPlan(
                            Rollout.BLUE_GREEN,
                            List.of(
                                    new Wave(Reach.IDLE, Samples.ROUNDS, Gate.ONE_APPROVAL),
                                    new Wave(Reach.ALL, Samples.ROUNDS, Gate.OPEN))),
                    new MetricRule("errors", null));
            assertThat(counting(idle)).isNull();
            idle.after(Samples.ROUNDS.warmUp());
            for (int i = 0; i < 6; i++) {
                Verification well = new Verification(
                        idle.now(), idle.now(), List.of(new CompletedCheck("api", "API", CheckResult.pass("200 OK"))));
                idle.moves(new DeploymentEvent.Verified(idle.key(), well, idle.now()))
                        .after(EVERY);
            }
            idle.moves(idle.promotion(Samples.GRACE)).ranWell("run-2");

            assertThat(counting(idle)).isNotNull();
            assertThat(idle.deployment().isComparedWithBefore()).isTrue();
        }

        @Test
        void is_harmless_where_it_is_as_before() {
            since(full, USUAL, Map.of(TimeBefore.YESTERDAY, USUAL));
            rounds(full, 6, USUAL);

            assertThat(full.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(rule(full, "errors_harmless").outcome()).isEqualTo(RuleResult.Outcome.MET);
            assertThat(rule(full, "errors_harmless").measured())
                    .matches(
                            "[0-9,]+ of [0-9,]+, the hour before 1 %, yesterday 1 % · 9[0-9] % sure it is not 1.5 × worse");
        }

        @Test
        void is_never_rolled_back_for_being_worse_than_before_but_told_once() {
            since(full, USUAL, Map.of(TimeBefore.YESTERDAY, USUAL, TimeBefore.LAST_WEEK, TWICE));
            rounds(full, 12, new BothSides(new Counts(400, 1000), Counts.NONE));

            assertThat(full.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(full.deployment().rollback()).isNull();
            assertThat(full.deployment().promotableByPolicy()).isFalse();
            assertThat(rule(full, "errors_as_before").outcome()).isEqualTo(RuleResult.Outcome.NOT_MET);
            assertThat(full.deployment().alerts())
                    .filteredOn(alert -> alert.kind() == AlertKind.WORSE_THAN_BEFORE)
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.message())
                            .matches("errors: worse than before: 40 % instead of at most 2(\\.[0-9]*)? %; "
                                    + "[0-9,]+ of [0-9,]+, the hour before 1 %, yesterday 1 %, last week 2 %"));
        }

        @Test
        void is_as_before_unless_it_is_worse_than_each_of_them() {
            since(full, USUAL, Map.of(TimeBefore.YESTERDAY, new BothSides(new Counts(4000, 10_000), Counts.NONE)));
            rounds(full, 12, new BothSides(new Counts(400, 1000), Counts.NONE));

            assertThat(rule(full, "errors_as_before").outcome()).isEqualTo(RuleResult.Outcome.MET);
            assertThat(rule(full, "errors_harmless").outcome()).isEqualTo(RuleResult.Outcome.NOT_MET);
        }

        @Test
        void is_rolled_back_over_its_limit_all_the_same() {
            Story limited = since(atOnce(new MetricRule("errors", 0.05)), USUAL, Map.of());
            rounds(limited, 6, new BothSides(new Counts(400, 1000), Counts.NONE));

            assertThat(limited.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(limited.deployment().rollback().reason()).isEqualTo("errors_too_high");
        }

        @Test
        void asks_a_person_where_nothing_is_known_of_before() {
            full.moves(new DeploymentEvent.MetricsMeasured(
                            1,
                            counting(full).upTo(),
                            Map.of("errors", new MetricAnswer.Missing("gone")),
                            Map.of(),
                            full.now()))
                    .after(Samples.ROUNDS.warmUp());
            rounds(full, 7, USUAL);

            assertThat(rule(full, "errors_harmless").outcome()).isEqualTo(RuleResult.Outcome.NOT_MET);
            assertThat(rule(full, "errors_harmless").measured())
                    .isEqualTo("300 of 30,000, nothing is known of before · cannot tell yet");
        }

        @Test
        void does_not_promise_more_once_nothing_is_left_to_compare_with() {
            BothSides few = new BothSides(new Counts(1, 100), Counts.NONE);
            since(full, few, Map.of());
            rounds(full, 5, few);
            assertThat(rule(full, "errors_harmless").measured())
                    .matches("3 of 300, the hour before 1 % · .*; to see [0-9.]+ % takes [0-9.]+ min more");
            rounds(full, 9, few);

            assertThat(rule(full, "errors_harmless").measured())
                    .matches(".* · .*; [0-9.]+ % could not be seen in this bake");
            assertThat(MetricReport.of(full.deployment(), counting(full)))
                    .last()
                    .asString()
                    .endsWith(" % could not be seen in this bake");
        }

        @Test
        void waits_until_all_times_are_known_as_long_as_the_warm_up_lasts() {
            full.moves(new DeploymentEvent.MetricsMeasured(
                    1, counting(full).upTo(), known(USUAL), Map.of(TimeBefore.YESTERDAY, notYet()), full.now()));

            assertThat(counting(full).hasBegun()).isFalse();
            assertThat(counting(full).waitingFor()).isEqualTo("Prometheus answers 503");
        }
    }

    @Test
    void is_not_compared_with_before_where_a_part_of_it_was_compared_with_the_rest() {
        assertThat(story.deployment().isComparedWithBefore()).isFalse();
        warmedUp(story);
        rounds(story, 12, WELL);
        story.moves(story.promotion(Samples.GRACE)).ranWell("run-2").after(Samples.ROUNDS.warmUp());
        rounds(story, 12, WELL);
        story.moves(story.promotion(Samples.GRACE)).ranWell("run-3");

        assertThat(story.deployment().currentWave().reach()).isEqualTo(Reach.ALL);
        assertThat(story.deployment().isComparedWithBefore()).isFalse();
        assertThat(counting()).isNull();
    }

    @Test
    void is_looked_at_for_its_checks_alone_where_no_metric_is_asked_for() {
        Story plain = story();
        assertThat(counting(plain)).isNull();
        assertThat(plain.deployment().currentWave().bake()).isInstanceOf(Bake.Rounds.class);
    }

    @Nested
    class Whose_looks_are_noted_for_later {

        private final Story noted = story(new MetricRule("errors", 0.2));

        private LookLog log() {
            return counting(noted).log();
        }

        private MetricHistory history() {
            return HistoryEntry.of(noted.deployment()).metrics();
        }

        @Test
        void has_an_entry_for_each_look_and_none_for_what_only_waits() {
            assertThat(history()).isNull();
            assertThat(log()).isNull();
            warmedUp(noted);
            assertThat(log().before()).hasSize(1);
            rounds(noted, 2, WELL);
            Instant from = counting(noted).upTo();
            noted.moves(new DeploymentEvent.MetricsCounted(1, from, from.plus(EVERY), notYet(), noted.now()));
            assertThat(log().entries()).hasSize(2).allMatch(look -> look.isKnown(0) && look.spans() == 1);
            noted.moves(new DeploymentEvent.MetricsCounted(
                    1,
                    from,
                    from.plus(EVERY.multipliedBy(3)),
                    Map.of("errors", new MetricAnswer.Missing("gone")),
                    noted.now()));

            assertThat(log().entries()).hasSize(3);
            assertThat(log().entries().get(2).spans()).isEqualTo(3);
            assertThat(log().entries().get(2).isKnown(0)).isFalse();
            assertThat(log().fits(counting(noted).looks())).isTrue();
            assertThat(history().waves()).singleElement().satisfies(wave -> {
                assertThat(wave.log()).isEqualTo(log());
                assertThat(wave.from()).isEqualTo(from.minus(EVERY.multipliedBy(2)));
                MetricEvidence worse = counting(noted).metrics().get(0);
                MetricEvidence tooHigh = counting(noted).metrics().get(1);
                assertThat(wave.metrics())
                        .containsExactly(
                                new CountedMetric(
                                        "errors_worse",
                                        Outcome.PASS,
                                        3,
                                        worse.evidence().digest()),
                                new CountedMetric(
                                        "errors_too_high",
                                        Outcome.UNDECIDED,
                                        3,
                                        tooHigh.evidence().digest()));
            });
        }

        @Test
        void goes_on_in_the_next_wave_without_a_time_before() {
            warmedUp(noted);
            rounds(noted, 12, WELL);
            LookLog first = log();
            noted.moves(noted.promotion(Samples.GRACE)).ranWell("run-2").after(Samples.ROUNDS.warmUp());
            rounds(noted, 1, WELL);

            assertThat(log().before()).isEmpty();
            assertThat(log().entries()).hasSize(1);
            assertThat(history().waves()).extracting(CountedWave::log).containsExactly(first, log());
            assertThat(history().waves()).extracting(CountedWave::number).containsExactly(1, 2);
        }

        private void have(LookLog log) {
            VerificationState state = noted.deployment().verification();
            Counting before = counting(noted);
            Counting changed = new Counting(before.upTo(), before.looks(), before.metrics(), null, null, null, log);
            noted.becomes(noted.deployment().toBuilder()
                    .verification(state.with(state.observation().with(changed)))
                    .build());
        }

        @Test
        void is_noted_for_a_thousand_looks_and_no_further() {
            warmedUp(noted);
            have(LookLog.parse(";" + "AAAA".repeat(LookLog.MOST - 1)));
            rounds(noted, 1, WELL);
            assertThat(log().looks()).isEqualTo(LookLog.MOST);
            assertThat(log().isCut()).isFalse();
            rounds(noted, 2, WELL);

            assertThat(log().looks()).isEqualTo(LookLog.MOST);
            assertThat(log().isCut()).isTrue();
        }

        @Test
        void is_not_noted_where_an_older_version_began_to_count() {
            warmedUp(noted);
            have(null);
            rounds(noted, 2, WELL);

            assertThat(log()).isNull();
            assertThat(history().waves())
                    .singleElement()
                    .satisfies(wave -> assertThat(wave.log()).isNull());
        }
    }
}

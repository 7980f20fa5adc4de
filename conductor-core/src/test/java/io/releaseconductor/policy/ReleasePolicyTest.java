package io.releaseconductor.policy;

import static io.releaseconductor.policy.RuleResult.Outcome.FIRED;
import static io.releaseconductor.policy.RuleResult.Outcome.MET;
import static io.releaseconductor.policy.RuleResult.Outcome.NOT_MET;
import static io.releaseconductor.policy.RuleResult.Outcome.OFF;
import static io.releaseconductor.policy.RuleResult.Outcome.QUIET;
import static io.releaseconductor.policy.Verifications.allPassing;
import static io.releaseconductor.policy.Verifications.none;
import static io.releaseconductor.policy.Verifications.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A release policy")
class ReleasePolicyTest {

    private static final ReleasePolicy BOTH = ReleasePolicy.DEFAULT.withAutoPromote(true);

    private static RuleResult criterion(Verdict verdict, String rule) {
        return only(verdict.criteria().stream(), rule);
    }

    private static RuleResult trigger(Verdict verdict, String rule) {
        return only(verdict.triggers().stream(), rule);
    }

    private static RuleResult only(Stream<RuleResult> results, String rule) {
        return results.filter(r -> r.rule().equals(rule))
                .reduce((a, b) -> {
                    throw new AssertionError(rule + " is there twice");
                })
                .orElseThrow();
    }

    @Nested
    @DisplayName("by default")
    class Defaults {

        @Test
        void rolls_back_but_does_not_promote() {
            assertThat(ReleasePolicy.DEFAULT.autoPromote()).isFalse();
            assertThat(ReleasePolicy.DEFAULT.autoRollback()).isTrue();
            assertThat(ReleasePolicy.DEFAULT.judge(allPassing().done()).recommendation())
                    .isEqualTo(Recommendation.ASK);
        }

        @Test
        void lists_every_criterion_of_the_spec_with_measured_value_and_limit() {
            assertThat(ReleasePolicy.DEFAULT.judge(allPassing().done()).criteria())
                    .containsExactly(
                            new RuleResult("frontend_latency_ms", MET, "45ms", "at most 500ms"),
                            new RuleResult("api_latency_ms", MET, "32ms", "at most 200ms"),
                            new RuleResult("search_latency_ms", MET, "120ms", "at most 1000ms"),
                            new RuleResult("min_checks_passing", MET, "5", "at least 4"),
                            new RuleResult("min_pass_percentage", MET, "100%", "at least 80%"));
        }

        @Test
        void lists_every_trigger_of_the_spec_with_measured_value_and_limit() {
            assertThat(ReleasePolicy.DEFAULT.judge(allPassing().done()).triggers())
                    .containsExactly(
                            new RuleResult("frontend_down", QUIET, "passed", "must not fail"),
                            new RuleResult("api_down", QUIET, "passed", "must not fail"),
                            new RuleResult("auth_broken", QUIET, "passed", "must not fail"),
                            new RuleResult("critical_errors", QUIET, "none", "none"),
                            new RuleResult("min_checks_passing", QUIET, "5", "at least 3"));
        }

        @Test
        void prints_all_its_rules() {
            assertThat(ReleasePolicy.DEFAULT)
                    .hasToString("auto-promote off: frontend_latency_ms at most 500ms, api_latency_ms at most 200ms,"
                            + " search_latency_ms at most 1000ms, min_checks_passing at least 4,"
                            + " min_pass_percentage at least 80%\n"
                            + "auto-rollback on: frontend_down on, api_down on, auth_broken on, critical_errors on,"
                            + " min_checks_passing fewer than 3, workflow_failed off");
            assertThat(ReleasePolicy.DEFAULT
                            .withAutoPromote(true)
                            .withAutoRollback(false)
                            .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0)))
                    .asString()
                    .startsWith("auto-promote on: ")
                    .contains("\nauto-rollback off: ")
                    .contains("min_checks_passing off");
        }

        @Test
        void needs_thresholds_and_triggers() {
            assertThatNullPointerException()
                    .isThrownBy(() -> ReleasePolicy.DEFAULT.withThresholds(null))
                    .withMessage("thresholds");
            assertThatNullPointerException()
                    .isThrownBy(() -> ReleasePolicy.DEFAULT.withTriggers(null))
                    .withMessage("triggers");
        }
    }

    @Nested
    @DisplayName("that promotes by itself")
    class Promoting {

        @Test
        void promotes_once_every_criterion_is_met() {
            assertThat(BOTH.judge(allPassing().done()).recommendation()).isEqualTo(Recommendation.PROMOTE);
        }

        @Test
        void promotes_the_specs_sample_of_four_passes_and_a_slow_search() {
            Verdict verdict = BOTH.judge(allPassing()
                    .with("search", result(CheckStatus.WARNING, 850))
                    .done());

            assertThat(criterion(verdict, "min_checks_passing").measured()).isEqualTo("4");
            assertThat(criterion(verdict, "min_pass_percentage").measured()).isEqualTo("80%");
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.PROMOTE);
        }

        @ParameterizedTest
        @CsvSource({"frontend, 500", "api, 200", "search, 1000"})
        void takes_a_latency_at_its_limit_and_asks_just_above(String check, long limit) {
            Verdict at = BOTH.judge(
                    allPassing().with(check, result(CheckStatus.PASS, limit)).done());
            Verdict above = BOTH.judge(allPassing()
                    .with(check, result(CheckStatus.PASS, limit + 1))
                    .done());

            assertThat(at.recommendation()).isEqualTo(Recommendation.PROMOTE);
            assertThat(at.notMet()).isEmpty();
            assertThat(above.recommendation()).isEqualTo(Recommendation.ASK);
            assertThat(above.notMet())
                    .containsExactly(new RuleResult(
                            check + "_latency_ms", NOT_MET, (limit + 1) + "ms", "at most " + limit + "ms"));
        }

        @Test
        void compares_the_whole_milliseconds_that_people_see() {
            CheckResult result = CheckResult.pass("OK").withLatency(Duration.ofNanos(500_999_999));

            assertThat(criterion(
                            BOTH.judge(allPassing().with("frontend", result).done()), "frontend_latency_ms"))
                    .isEqualTo(new RuleResult("frontend_latency_ms", MET, "500ms", "at most 500ms"));
        }

        @Test
        void copes_with_any_latency() {
            CheckResult result = CheckResult.pass("OK").withLatency(Duration.ofSeconds(Long.MAX_VALUE));

            assertThat(criterion(
                            BOTH.judge(allPassing().with("frontend", result).done()), "frontend_latency_ms"))
                    .isEqualTo(new RuleResult("frontend_latency_ms", NOT_MET, Long.MAX_VALUE + "ms", "at most 500ms"));
        }

        @Test
        void asks_where_a_latency_was_not_measured() {
            RuleResult noData = new RuleResult("api_latency_ms", NOT_MET, "no data", "at most 200ms");

            Stream.of(
                            allPassing().with("api", CheckStatus.PASS),
                            allPassing().with("api", result(CheckStatus.NO_DATA, 10)),
                            allPassing().without("api"))
                    .map(v -> BOTH.judge(v.done()))
                    .forEach(verdict -> {
                        assertThat(verdict.notMet()).containsExactly(noData);
                        assertThat(verdict.recommendation()).isEqualTo(Recommendation.ASK);
                    });
        }

        @Test
        void has_a_latency_criterion_for_any_check() {
            ReleasePolicy policy =
                    BOTH.withThresholds(PromoteThresholds.DEFAULT.withMaxLatency("my-check", Duration.ofMillis(10)));

            Verdict verdict = policy.judge(
                    allPassing().with("my-check", result(CheckStatus.PASS, 11)).done());

            assertThat(verdict.notMet())
                    .containsExactly(new RuleResult("my-check_latency_ms", NOT_MET, "11ms", "at most 10ms"));
        }

        @ParameterizedTest
        @EnumSource(names = {"WARNING", "FAIL", "NO_DATA"})
        void counts_passes_only(CheckStatus other) {
            Verdict four = BOTH.judge(allPassing().with("media", other).done());
            Verdict three = BOTH.judge(allPassing()
                    .with("media", other)
                    .with("other", other)
                    .without("auth")
                    .done());

            assertThat(criterion(four, "min_checks_passing"))
                    .isEqualTo(new RuleResult("min_checks_passing", MET, "4", "at least 4"));
            assertThat(criterion(three, "min_checks_passing"))
                    .isEqualTo(new RuleResult("min_checks_passing", NOT_MET, "3", "at least 4"));
            assertThat(three.recommendation()).isNotEqualTo(Recommendation.PROMOTE);
        }

        @Test
        void rounds_the_share_down_so_that_nothing_just_below_passes() {
            Verifications twoOfThree = none().with("a", CheckStatus.PASS)
                    .with("b", CheckStatus.PASS)
                    .with("c", CheckStatus.FAIL);
            PromoteThresholds thresholds = new PromoteThresholds(Map.of(), 0, 67);

            assertThat(criterion(BOTH.withThresholds(thresholds).judge(twoOfThree.done()), "min_pass_percentage"))
                    .isEqualTo(new RuleResult("min_pass_percentage", NOT_MET, "66%", "at least 67%"));
            assertThat(criterion(
                            BOTH.withThresholds(thresholds.withMinPassPercentage(66))
                                    .judge(twoOfThree.done()),
                            "min_pass_percentage"))
                    .isEqualTo(new RuleResult("min_pass_percentage", MET, "66%", "at least 66%"));
        }

        @Test
        void does_not_promote_what_a_trigger_speaks_against_even_if_it_may_not_roll_back() {
            CheckResult critical = CheckResult.fail("Data loss").asCritical();

            Verdict verdict = BOTH.withAutoRollback(false)
                    .judge(allPassing().with("media", critical).done());

            assertThat(verdict.notMet()).isEmpty();
            assertThat(verdict.fired()).extracting(RuleResult::rule).containsExactly("critical_errors");
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.ASK);
        }
    }

    @Nested
    @DisplayName("that rolls back by itself")
    class RollingBack {

        @ParameterizedTest
        @CsvSource({"frontend, frontend_down", "api, api_down", "auth, auth_broken"})
        void rolls_back_when_a_check_it_watches_failed(String check, String rule) {
            Verdict verdict = ReleasePolicy.DEFAULT.judge(
                    allPassing().with(check, CheckStatus.FAIL).done());

            assertThat(verdict.recommendation()).isEqualTo(Recommendation.ROLL_BACK);
            assertThat(verdict.fired()).containsExactly(new RuleResult(rule, FIRED, "failed", "must not fail"));
        }

        @ParameterizedTest
        @CsvSource({"PASS, passed", "WARNING, passed with issues", "NO_DATA, no data"})
        void does_not_when_it_came_out_otherwise(CheckStatus status, String measured) {
            Verdict verdict = ReleasePolicy.DEFAULT.judge(
                    allPassing().with("api", result(status).asCritical()).done());

            assertThat(trigger(verdict, "api_down"))
                    .isEqualTo(new RuleResult("api_down", QUIET, measured, "must not fail"));
            assertThat(verdict.fired()).isEmpty();
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.ASK);
        }

        @ParameterizedTest
        @ValueSource(strings = {"search", "media"})
        void does_not_for_other_failures(String check) {
            Verdict verdict = ReleasePolicy.DEFAULT.judge(
                    allPassing().with(check, CheckStatus.FAIL).done());

            assertThat(verdict.fired()).isEmpty();
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.ASK);
        }

        @Test
        void rolls_back_on_critical_failures_and_names_them() {
            CheckResult critical = CheckResult.fail("Data loss").asCritical();

            Verdict verdict = ReleasePolicy.DEFAULT.judge(allPassing()
                    .with("media", critical)
                    .with("search", critical)
                    .done());

            assertThat(verdict.fired())
                    .containsExactly(new RuleResult("critical_errors", FIRED, "search, media", "none"));
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.ROLL_BACK);
        }

        @Test
        void counts_warnings_as_passes_at_the_minimum_and_fires_below_it() {
            Verifications three = none().with("a", CheckStatus.PASS)
                    .with("b", CheckStatus.WARNING)
                    .with("c", CheckStatus.WARNING)
                    .with("d", CheckStatus.FAIL);

            Verdict enough = ReleasePolicy.DEFAULT.judge(three.done());
            Verdict tooFew = ReleasePolicy.DEFAULT.judge(
                    three.with("c", CheckStatus.FAIL).done());

            assertThat(trigger(enough, "min_checks_passing"))
                    .isEqualTo(new RuleResult("min_checks_passing", QUIET, "3", "at least 3"));
            assertThat(enough.recommendation()).isEqualTo(Recommendation.ASK);
            assertThat(trigger(tooFew, "min_checks_passing"))
                    .isEqualTo(new RuleResult("min_checks_passing", FIRED, "2", "at least 3"));
            assertThat(tooFew.recommendation()).isEqualTo(Recommendation.ROLL_BACK);
        }

        @Test
        void does_not_hold_missing_data_against_the_deployment() {
            Verifications three = none().with("a", CheckStatus.PASS)
                    .with("b", CheckStatus.NO_DATA)
                    .with("c", CheckStatus.NO_DATA)
                    .with("d", CheckStatus.FAIL);

            assertThat(trigger(ReleasePolicy.DEFAULT.judge(three.done()), "min_checks_passing"))
                    .isEqualTo(new RuleResult("min_checks_passing", QUIET, "1, and 2 without data", "at least 3"));
            assertThat(trigger(
                            ReleasePolicy.DEFAULT.judge(
                                    three.with("c", CheckStatus.FAIL).done()),
                            "min_checks_passing"))
                    .isEqualTo(new RuleResult("min_checks_passing", FIRED, "1, and 1 without data", "at least 3"));
        }

        @Test
        void leaves_out_triggers_that_are_switched_off_and_says_so() {
            ReleasePolicy policy =
                    ReleasePolicy.DEFAULT.withTriggers(new RollbackTriggers(false, false, false, false, 0, false));

            Verdict verdict = policy.judge(none().with("frontend", CheckStatus.FAIL)
                    .with("api", CheckStatus.FAIL)
                    .with("auth", CheckResult.fail("No cookie").asCritical())
                    .done());

            assertThat(verdict.triggers())
                    .containsExactly(
                            new RuleResult("frontend_down", OFF, "failed", "switched off"),
                            new RuleResult("api_down", OFF, "failed", "switched off"),
                            new RuleResult("auth_broken", OFF, "failed", "switched off"),
                            new RuleResult("critical_errors", OFF, "auth", "switched off"),
                            new RuleResult("min_checks_passing", OFF, "0", "switched off"));
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.ASK);
        }

        @Test
        void a_trigger_for_a_check_that_does_not_exist_is_off() {
            Verdict verdict =
                    ReleasePolicy.DEFAULT.judge(allPassing().without("auth").done());

            assertThat(trigger(verdict, "auth_broken"))
                    .isEqualTo(new RuleResult("auth_broken", OFF, "no data", "must not fail"));
        }

        @Test
        void only_asks_if_it_may_not_roll_back_but_still_says_what_fired() {
            Verdict verdict = ReleasePolicy.DEFAULT
                    .withAutoRollback(false)
                    .judge(allPassing().with("api", CheckStatus.FAIL).done());

            assertThat(verdict.fired()).hasSize(1);
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.ASK);
        }
    }

    @Test
    @DisplayName("asks and fires nothing where there are no results, whatever its limits")
    void asksWithoutResults() {
        PromoteThresholds nothingAsked = new PromoteThresholds(Map.of(), 0, 0);
        Verdict byDefault = BOTH.judge(none().done());
        Verdict undemanding = BOTH.withThresholds(nothingAsked).judge(none().done());

        assertThat(byDefault.fired()).isEmpty();
        assertThat(byDefault.notMet())
                .hasSize(5)
                .allSatisfy(r -> assertThat(r.measured()).isEqualTo("no data"));
        assertThat(trigger(byDefault, "min_checks_passing"))
                .isEqualTo(new RuleResult("min_checks_passing", QUIET, "no data", "at least 3"));
        assertThat(byDefault.recommendation()).isEqualTo(Recommendation.ASK);
        assertThat(undemanding.recommendation()).isEqualTo(Recommendation.ASK);
    }

    @Nested
    @DisplayName("and the number of checks")
    class NumberOfChecks {

        private final ReleasePolicy chosen = BOTH.withThresholds(PromoteThresholds.DEFAULT.withMinChecksPassing(4))
                .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(3));

        @Test
        void fit_if_every_minimum_can_be_reached() {
            assertThat(chosen.problemsWith(4)).isEmpty();
            assertThat(chosen.withAutoPromote(false).problemsWith(3)).isEmpty();
        }

        @Test
        void fit_if_nobody_chose_the_minimum() {
            assertThat(BOTH.problemsWith(0)).isEmpty();
        }

        @Test
        void do_not_fit_if_one_cannot_and_the_message_says_what_to_write() {
            assertThat(chosen.problemsWith(2))
                    .containsExactly(
                            "policy: min_checks_passing for promoting is 4, but there are 2 checks, so it can never be"
                                    + " reached; write PromoteThresholds.withMinChecksPassing(2) or less",
                            "policy: min_checks_passing for rolling back is 3, but there are 2 checks, so it can never"
                                    + " be reached; write RollbackTriggers.withMinChecksPassing(2) or less; 0 switches"
                                    + " it off");
            assertThat(chosen.problemsWith(3)).hasSize(1);
            assertThat(chosen.withAutoPromote(false).problemsWith(1))
                    .singleElement()
                    .asString()
                    .contains("there is 1 check,");
        }

        @Test
        void matter_for_triggers_even_without_automatic_rollback_since_they_verify_rollbacks() {
            assertThat(chosen.withAutoPromote(false).withAutoRollback(false).problemsWith(2))
                    .hasSize(1);
        }

        @ParameterizedTest(name = "{0} checks")
        @CsvSource({"0,0,0", "1,1,1", "2,2,2", "3,3,3", "4,4,3", "5,4,3", "6,4,3"})
        void make_defaults_less_that_could_not_be_reached(int number, int promoting, int rollingBack) {
            List<String> ids =
                    IntStream.range(0, number).mapToObj(i -> "check" + i).toList();
            ReleasePolicy fitted = BOTH.fittedTo(ids);
            assertThat(fitted.thresholds().minChecksPassing()).isEqualTo(promoting);
            assertThat(fitted.triggers().minChecksPassing()).isEqualTo(rollingBack);
            assertThat(fitted.thresholds().maxLatencies()).isEmpty();
            assertThat(chosen.fittedTo(ids).thresholds().minChecksPassing()).isEqualTo(4);
            assertThat(chosen.fittedTo(ids).triggers().minChecksPassing()).isEqualTo(3);
        }

        @Test
        void leave_out_the_default_latencies_of_checks_that_are_not_there() {
            ReleasePolicy fitted = BOTH.withThresholds(
                            PromoteThresholds.DEFAULT.withMaxLatency("media", Duration.ofMillis(7)))
                    .fittedTo(List.of("frontend"));
            assertThat(fitted.thresholds().maxLatencies()).containsOnlyKeys("frontend", "media");
        }
    }

    @Nested
    @DisplayName("from variables")
    class FromVariables {

        private final Problems problems = new Problems();

        private ReleasePolicy from(Map<String, String> variables) {
            return ReleasePolicy.fromVariables(Variables.of(variables).in(Environment.PROD, problems));
        }

        @Test
        void is_the_default_where_nothing_is_set() {
            assertThat(from(Map.of())).isEqualTo(ReleasePolicy.DEFAULT);
        }

        @Test
        void is_switched_by_them_per_environment() {
            ReleasePolicy policy = from(Map.of(
                    "SHIP_AUTO_PROMOTE", "false", "SHIP_AUTO_PROMOTE_PROD", "true", "SHIP_AUTO_ROLLBACK", "false"));

            assertThat(policy.autoPromote()).isTrue();
            assertThat(policy.autoRollback()).isFalse();
            assertThat(problems.messages()).isEmpty();
        }

        @Test
        void names_switches_that_are_malformed() {
            assertThat(from(Map.of("SHIP_AUTO_PROMOTE", "yes", "SHIP_AUTO_ROLLBACK", "no")))
                    .isEqualTo(ReleasePolicy.DEFAULT);
            assertThat(problems.messages())
                    .containsExactly(
                            "SHIP_AUTO_PROMOTE: \"yes\" is not allowed; allowed: true, false",
                            "SHIP_AUTO_ROLLBACK: \"no\" is not allowed; allowed: true, false");
        }

        @Test
        void has_the_thresholds_and_triggers_that_they_say() {
            ReleasePolicy policy = from(Map.ofEntries(
                    Map.entry("SHIP_FRONTEND_LATENCY_MS", "300"),
                    Map.entry("SHIP_API_LATENCY_MS_PROD", "150"),
                    Map.entry("SHIP_SEARCH_LATENCY_MS", "0"),
                    Map.entry("SHIP_MEDIA_LATENCY_MS", "900"),
                    Map.entry("SHIP_MIN_CHECKS_PASSING", "5"),
                    Map.entry("SHIP_MIN_PASS_PERCENTAGE", "100"),
                    Map.entry("SHIP_ROLLBACK_FRONTEND_DOWN", "false"),
                    Map.entry("SHIP_ROLLBACK_API_DOWN", "false"),
                    Map.entry("SHIP_ROLLBACK_AUTH_BROKEN", "false"),
                    Map.entry("SHIP_ROLLBACK_CRITICAL_ERRORS", "false"),
                    Map.entry("SHIP_ROLLBACK_MIN_CHECKS_PASSING", "2"),
                    Map.entry("SHIP_ROLLBACK_WORKFLOW_FAILED", "true")));

            assertThat(problems.messages()).isEmpty();
            assertThat(policy.thresholds().maxLatencies())
                    .isEqualTo(Map.of(
                            "frontend", Duration.ofMillis(300),
                            "api", Duration.ofMillis(150),
                            "media", Duration.ofMillis(900)));
            assertThat(policy.thresholds().minChecksPassing()).isEqualTo(5);
            assertThat(policy.thresholds().minPassPercentage()).isEqualTo(100);
            assertThat(policy.triggers()).isEqualTo(new RollbackTriggers(false, false, false, false, 2, true));
        }

        @Test
        void is_refused_where_the_checks_could_never_meet_it_in_the_words_of_the_variables() {
            Variables variables = Variables.of(Map.of(
                    "SHIP_AUTO_PROMOTE", "true",
                    "SHIP_MIN_CHECKS_PASSING", "3",
                    "SHIP_ROLLBACK_MIN_CHECKS_PASSING_PROD", "4",
                    "SHIP_SEARCH_LATENCY_MS", "500"));
            ReleasePolicy.fromVariables(variables.in(Environment.PROD, problems), List.of("frontend", "api"));
            assertThat(problems.messages())
                    .containsExactly(
                            "SHIP_SEARCH_LATENCY_MS: \"500\" is not allowed; allowed: 0, or not set, since prod has the"
                                    + " checks frontend, api",
                            "SHIP_MIN_CHECKS_PASSING: \"3\" is not allowed; allowed: 0 to 2, since prod has the checks"
                                    + " frontend, api",
                            "SHIP_ROLLBACK_MIN_CHECKS_PASSING_PROD: \"4\" is not allowed; allowed: 0 to 2, since prod has"
                                    + " the checks frontend, api");
        }
    }
}

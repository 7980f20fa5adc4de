package io.releaseconductor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A policy's data")
class PolicyDataTest {

    @Nested
    @DisplayName("for promoting")
    class Thresholds {

        private final PromoteThresholds thresholds = PromoteThresholds.DEFAULT;

        @Test
        void are_the_specs_by_default() {
            assertThat(thresholds.maxLatencies())
                    .containsExactly(
                            entry("frontend", Duration.ofMillis(500)),
                            entry("api", Duration.ofMillis(200)),
                            entry("search", Duration.ofMillis(1000)));
            assertThat(thresholds.minChecksPassing()).isEqualTo(4);
            assertThat(thresholds.minPassPercentage()).isEqualTo(80);
        }

        @Test
        void change_one_at_a_time() {
            PromoteThresholds changed = thresholds
                    .withMaxLatency("media", Duration.ofMillis(1))
                    .withMaxLatency("api", Duration.ofDays(1))
                    .withoutMaxLatency("search")
                    .withMinChecksPassing(0)
                    .withMinPassPercentage(100);

            assertThat(changed.maxLatencies())
                    .containsExactly(
                            entry("frontend", Duration.ofMillis(500)),
                            entry("api", Duration.ofDays(1)),
                            entry("media", Duration.ofMillis(1)));
            assertThat(changed.minChecksPassing()).isZero();
            assertThat(changed.minPassPercentage()).isEqualTo(100);
            assertThat(thresholds.withoutMaxLatency("none")).isEqualTo(thresholds);
            assertThat(thresholds.withMinPassPercentage(0).minPassPercentage()).isZero();
        }

        @Test
        void are_copied() {
            Map<String, Duration> given = new HashMap<>(Map.of("api", Duration.ofMillis(5)));
            PromoteThresholds copy = new PromoteThresholds(given, 0, 0);
            given.clear();

            assertThat(copy.maxLatencies()).containsOnlyKeys("api");
            assertThat(copy.maxLatencies()).isUnmodifiable();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Frontend", "a b", "1st", "a23456789-123456789-123456789-123"})
        void refuse_ids_that_no_check_can_have(String id) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> thresholds.withMaxLatency(id, Duration.ofMillis(5)))
                    .withMessageStartingWith("check id: \"" + id + "\" is not allowed; allowed: 1 to 32 characters");
        }

        @Test
        void refuse_latencies_out_of_bounds() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> thresholds.withMaxLatency("api", Duration.ofNanos(999_999)))
                    .withMessage("api_latency_ms: PT0.000999999S is not allowed; allowed: 1 ms to 1 day");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            thresholds.withMaxLatency("api", Duration.ofDays(1).plusNanos(1)))
                    .withMessageStartingWith("api_latency_ms: PT24H0.000000001S is not allowed");
            assertThatNullPointerException().isThrownBy(() -> thresholds.withMaxLatency("api", null));
        }

        @Test
        void refuse_minima_out_of_bounds() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> thresholds.withMinChecksPassing(-1))
                    .withMessage("min_checks_passing: -1 is not allowed; allowed: 0 or more");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> thresholds.withMinPassPercentage(-1))
                    .withMessage("min_pass_percentage: -1 is not allowed; allowed: 0 to 100");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> thresholds.withMinPassPercentage(101))
                    .withMessage("min_pass_percentage: 101 is not allowed; allowed: 0 to 100");
        }
    }

    @Nested
    @DisplayName("for rolling back")
    class Triggers {

        private final RollbackTriggers triggers = RollbackTriggers.DEFAULT;

        @Test
        void are_the_specs_by_default() {
            assertThat(triggers).isEqualTo(new RollbackTriggers(true, true, true, true, 3, false, true));
        }

        @Test
        void change_one_at_a_time() {
            assertThat(triggers.withFrontendDown(false))
                    .isEqualTo(new RollbackTriggers(false, true, true, true, 3, false, true));
            assertThat(triggers.withApiDown(false))
                    .isEqualTo(new RollbackTriggers(true, false, true, true, 3, false, true));
            assertThat(triggers.withAuthBroken(false))
                    .isEqualTo(new RollbackTriggers(true, true, false, true, 3, false, true));
            assertThat(triggers.withCriticalErrors(false))
                    .isEqualTo(new RollbackTriggers(true, true, true, false, 3, false, true));
            assertThat(triggers.withMinChecksPassing(0))
                    .isEqualTo(new RollbackTriggers(true, true, true, true, 0, false));
            assertThat(triggers.withWorkflowFailed(true))
                    .isEqualTo(new RollbackTriggers(true, true, true, true, 3, true, true));
        }

        @Test
        void print_what_is_on_and_off() {
            assertThat(new RollbackTriggers(false, true, false, true, 1, true))
                    .hasToString("frontend_down off, api_down on, auth_broken off, critical_errors on,"
                            + " min_checks_passing fewer than 1, workflow_failed on");
        }

        @Test
        void refuse_a_negative_minimum() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> triggers.withMinChecksPassing(-1))
                    .withMessage("min_checks_passing: -1 is not allowed; allowed: 0 or more");
        }
    }

    @Nested
    @DisplayName("in a verdict")
    class Results {

        @Test
        void describes_each_rule_for_people() {
            assertThat(new RuleResult("min_checks_passing", RuleResult.Outcome.FIRED, "2", "at least 3").describe())
                    .isEqualTo("min_checks_passing: 2 (at least 3)");
        }
    }
}

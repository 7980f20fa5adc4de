package io.releaseconductor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Alert rules")
class AlertRulesTest {

    @Test
    void are_the_specs_four_conditions_and_say_so() {
        assertThat(AlertRules.DEFAULT)
                .hasToString(
                        "a deployment fails; more than 20 % of the last 20 verifications failed (of at least 5); a rollback is"
                                + " triggered; dispatch and runs take longer than 10min");
    }

    @Test
    void name_all_that_is_out_of_range_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertRules(100, 0, 2, Duration.ZERO))
                .withMessage(
                        "alert rules: failurePercent is 100, allowed: 0 to 99; last is 0, allowed: 1 to 100; least is 2,"
                                + " allowed: 1 to 1; slow is PT0S, allowed: more than zero, at most 3650 days");
    }

    @Test
    void ask_for_no_more_verifications_than_are_looked_at() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertRules(20, 4, 5, Duration.ofMinutes(1)))
                .withMessage("alert rules: least is 5, allowed: 1 to 4");
    }

    @Test
    void compare_in_whole_numbers() {
        AlertRules rules = new AlertRules(29, 100, 1, Duration.ofMinutes(1));

        assertThat(rules.isTooMany(29, 100)).isFalse();
        assertThat(rules.isTooMany(30, 100)).isTrue();
        assertThat(new AlertRules(0, 5, 5, Duration.ofMinutes(1)).isTooMany(0, 5))
                .isFalse();
        assertThat(new AlertRules(0, 5, 5, Duration.ofMinutes(1)).isTooMany(1, 5))
                .isTrue();
        assertThat(new AlertRules(0, 5, 5, Duration.ofMinutes(1)).isTooMany(4, 4))
                .isFalse();
    }
}

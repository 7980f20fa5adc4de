package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.policy.AlertRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The failure rate of an environment's verifications")
class RecentVerificationsTest {

    private static List<Boolean> outcomes(int failed, int passed) {
        List<Boolean> outcomes = new ArrayList<>(Collections.nCopies(failed, true));
        outcomes.addAll(Collections.nCopies(passed, false));
        return outcomes;
    }

    private static RecentVerifications recent(int failed, int passed) {
        return new RecentVerifications(outcomes(failed, passed), AlertRules.DEFAULT);
    }

    private static Story verifying() {
        return Story.verifying(Samples.request(Rollout.FULL));
    }

    private static Story concluded(boolean failed, @Nullable RecentVerifications recent) {
        Story story = verifying();
        Samples.Found found = failed ? Samples.rollBack("api_down") : Samples.ask();
        DeploymentEvent.Verified verified =
                (DeploymentEvent.Verified) story.verification(found.results(story.now()), found);
        return story.moves(recent == null ? verified : verified.with(recent));
    }

    private static List<Alert> told(Story story) {
        return story.deployment().alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.VERIFICATION_FAILURES)
                .toList();
    }

    @ParameterizedTest(name = "{0} failed, {1} passed, then one fails: {2}; passes: {3}")
    @CsvSource({
        "0, 3, false, false", // four are no rate
        "0, 4, false, false", // 1 of 5 is not above a fifth
        "1, 3, true, false",
        "2, 2, true, true", // the fifth makes it a rate
        "1, 4, true, false", // 2 of 6
        "4, 16, true, false", // the window is full, and the oldest passed
        "3, 16, false, false", // 4 of 20 are a fifth
        "10, 0, true, false", // known before
        "2, 10, true, false",
        "1, 9, false, false"
    })
    void is_told_above_a_fifth_of_at_least_five(int failed, int passed, boolean ifFails, boolean ifPasses) {
        assertThat(told(concluded(true, recent(failed, passed)))).hasSize(ifFails ? 1 : 0);
        assertThat(told(concluded(false, recent(failed, passed)))).hasSize(ifPasses ? 1 : 0);
    }

    @Test
    void forgets_what_is_older_than_the_last_twenty() {
        List<Boolean> longAgo = new ArrayList<>(Collections.nCopies(19, false));
        longAgo.addAll(Collections.nCopies(50, true));

        assertThat(told(concluded(true, new RecentVerifications(longAgo, AlertRules.DEFAULT))))
                .isEmpty();
    }

    @Test
    void is_told_with_its_figures_and_before_what_it_leads_to() {
        Story story = concluded(true, recent(1, 6));

        assertThat(story.deployment().alerts())
                .extracting(Alert::kind)
                .containsExactly(AlertKind.VERIFICATION_FAILURES, AlertKind.ROLLBACK_TRIGGERED);
        assertThat(told(story).get(0).message())
                .isEqualTo("Verification failure rate of staging: 2 of the last 8 failed (25 %, alerted above 20 %)");
    }

    @Test
    void says_no_percentage_that_looks_like_what_is_allowed() {
        Story story = concluded(
                true, new RecentVerifications(outcomes(9, 39), new AlertRules(20, 50, 5, AlertRules.DEFAULT.slow())));

        assertThat(told(story).get(0).message()).contains("10 of the last 49 failed (20.4 %, alerted above 20 %)");
    }

    @Test
    void says_nothing_where_what_was_before_is_not_known() {
        assertThat(told(concluded(true, null))).isEmpty();
    }

    @Test
    void says_nothing_of_a_verification_that_found_nothing_out() {
        Story story = verifying();
        Verification none = new Verification(
                story.now(), story.now(), List.of(new CompletedCheck("api", "API", CheckResult.noData("no network"))));
        DeploymentEvent.Verified verified = (DeploymentEvent.Verified) story.verification(none, Samples.ask());

        assertThat(RecentVerifications.areAskedFor(
                        story.deployment(),
                        ((LifecycleResult.Moved) Lifecycle.apply(story.deployment(), verified)).next()))
                .isFalse();
        assertThat(told(story.moves(verified.with(recent(2, 2))))).isEmpty();
    }

    @Test
    void counts_rules_that_fired_and_not_checks_that_failed() {
        Story story = verifying();
        DeploymentEvent.Verified verified =
                (DeploymentEvent.Verified) story.verification(Samples.passing(story.now(), 1, 5), Samples.ask());
        story.moves(verified.with(recent(1, 9)));

        assertThat(story.deployment().verification().verdict().fired()).isEmpty();
        assertThat(told(story)).isEmpty();
    }

    @Test
    void does_not_count_the_verification_of_a_rollback() {
        Story story = Story.rollingBack(Samples.request(Rollout.FULL)).ranWell("rollback-run");
        DeploymentEvent.Verified verified = (DeploymentEvent.Verified)
                story.verification(Samples.rollBack("api_down").results(story.now()), Samples.rollBack("api_down"));

        assertThat(told(story.moves(verified.with(recent(2, 8))))).isEmpty();
    }
}

package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.policy.Recommendation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A wave that bakes")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundsTest {

    private static final Duration EVERY = Samples.ROUNDS.every();

    /** So many failures running are no chance. */
    private static final int TO_FAIL = 4;

    private static final int MANY = 2000;

    /** Its run has just succeeded; the first round is due 20 s later. */
    private Story story = allowing(0.01);

    /** One check alone. */
    private static Story allowing(double failedRounds) {
        return allowing(failedRounds, 1);
    }

    private static Story allowing(double failedRounds, int checks) {
        List<String> ids = Stream.of("api", "auth", "frontend", "media", "search")
                .limit(checks)
                .toList();
        return Story.of(Samples.with(Samples.BAKED, Samples.request(Rollout.CANARY)).toBuilder()
                        .frozen(Samples.POLICY, ids)
                        .failedRounds(new FailedRounds(failedRounds))
                        .build())
                .ranWell("run-1");
    }

    private Observation seen() {
        return story.deployment().verification().observation();
    }

    private Story round(CheckResult api) {
        Verification results = new Verification(
                story.now(), story.now().plusSeconds(1), List.of(new CompletedCheck("api", "API", api)));
        return story.moves(new DeploymentEvent.Verified(story.key(), results, story.now()));
    }

    private Story rounds(int count, CheckResult api) {
        for (int i = 0; i < count; i++) {
            round(api).after(EVERY);
        }
        return story;
    }

    private Story warmedUp() {
        return story.after(Samples.ROUNDS.warmUp());
    }

    private static CheckResult well() {
        return CheckResult.pass("200 OK");
    }

    private static CheckResult silent() {
        return CheckResult.fail("no answer").asUnanswered();
    }

    private static CheckResult ill() {
        return CheckResult.fail("500");
    }

    @Test
    void counts_its_rounds_on_a_grid_of_recorded_times() {
        warmedUp();
        assertThat(seen().due(Samples.ROUNDS)).isEqualTo(story.now());
        round(well()).after(EVERY.plusSeconds(3));
        assertThat(seen().rounds()).isEqualTo(1);
        round(well());

        assertThat(seen().rounds()).isEqualTo(2);
        assertThat(seen().due(Samples.ROUNDS))
                .as("the grid, not the clock")
                .isEqualTo(story.now().plusSeconds(7));
    }

    @Test
    void refuses_a_round_that_does_not_follow_the_last_one() {
        warmedUp();
        DeploymentEvent first = new DeploymentEvent.Verified(story.key(), Samples.allPass(story.now()), story.now());
        round(well());

        assertThat(story.refuses(first)).startsWith("That verification is over");
    }

    @Test
    void takes_what_was_missed_for_a_gap_and_does_not_open_by_itself_after_wide_ones() {
        warmedUp();
        rounds(3, well()).after(EVERY.multipliedBy(2));
        round(well());

        assertThat(seen().rounds()).isEqualTo(4);
        assertThat(seen().gaps()).isEqualTo(2);
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().promotableByPolicy()).isFalse();
    }

    @Test
    void fails_for_failures_beyond_chance_and_for_nothing_less() {
        warmedUp();
        rounds(TO_FAIL - 1, ill());
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
        assertThat(story.deployment().verification().result().results().get(0).status())
                .isEqualTo(CheckStatus.WARNING);

        rounds(1, ill());
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback().reason()).isEqualTo("api_down");
        assertThat(story.deployment().verification().observation().checks())
                .singleElement()
                .satisfies(check -> assertThat(check.rounds()).isEqualTo(new Counts(TO_FAIL, TO_FAIL)));
    }

    @Test
    void fails_for_a_check_that_fails_too_often() {
        warmedUp();
        assertThat(roundsToFail(3)).isBetween(TO_FAIL + 2, 30);
    }

    @ParameterizedTest(name = "{0} of the rounds may fail, one of {1} checks")
    @CsvSource({
        "0.005, 1, 3, 13, 61, 331",
        "0.01, 1, 4, 16, 81, 721",
        "0.05, 1, 5, 28, 611, 2000",
        "0.005, 5, 4, 16, 81, 421",
        "0.01, 5, 4, 19, 101, 931",
        "0.05, 5, 7, 37, 781, 2000"
    })
    void fails_the_sooner_the_fewer_rounds_may_fail(
            double allowed, int checks, int dead, int oneOfThree, int oneOfTen, int oneOfThirty) {
        assertThat(roundsToFail(allowed, checks, 1)).isEqualTo(dead);
        assertThat(failure())
                .isEqualTo("500; failed in " + dead + " of " + dead + " rounds (allowed: " + new FailedRounds(allowed)
                        + ")");
        assertThat(roundsToFail(allowed, checks, 3)).isEqualTo(oneOfThree);
        assertThat(roundsToFail(allowed, checks, 10)).isEqualTo(oneOfTen);
        assertThat(roundsToFail(allowed, checks, 30)).isEqualTo(oneOfThirty);
    }

    @Test
    void never_fails_for_one_round_of_thirty_where_one_of_twenty_may_fail() {
        assertThat(roundsToFail(0.05, 1, 30)).isEqualTo(MANY);
        assertThat(story.deployment().rollback()).isNull();
    }

    private int roundsToFail(double allowed, int checks, int oneOf) {
        story = allowing(allowed, checks);
        warmedUp();
        return roundsToFail(oneOf);
    }

    /** How many rounds it takes where the first of each so many fails. */
    private int roundsToFail(int oneOf) {
        int asked = 0;
        while (story.status() != DeploymentStatus.ROLLING_BACK && asked < MANY) {
            round(asked++ % oneOf == 0 ? ill() : well()).after(EVERY);
        }
        return asked;
    }

    private String failure() {
        return story.deployment()
                .verification()
                .result()
                .results()
                .get(0)
                .result()
                .message();
    }

    @Test
    void does_not_fail_for_a_hiccup_now_and_then() {
        warmedUp();
        for (int i = 0; i < 500; i++) {
            round(i % 150 == 20 ? ill() : well()).after(EVERY);
        }
        assertThat(story.deployment().rollback()).isNull();
    }

    @Test
    void fails_at_once_where_nothing_answers_twice_running_ten_seconds_apart() {
        warmedUp();
        rounds(1, silent());
        assertThat(story.deployment().rollback()).isNull();
        round(well()).after(EVERY);
        rounds(1, silent());
        assertThat(story.deployment().rollback())
                .as("something answered between")
                .isNull();

        round(silent());
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void is_not_well_again_for_a_round_without_data_nor_ill_for_it() {
        warmedUp();
        rounds(TO_FAIL - 1, ill());
        rounds(2, CheckResult.noData("no answer"));
        assertThat(story.deployment().rollback()).isNull();
        assertThat(seen().gaps()).isEqualTo(2);

        rounds(1, ill());
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void opens_its_gate_by_itself_after_the_least_of_the_bake() {
        warmedUp();
        rounds(3, well());
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
        assertThat(story.refuses(story.promotion(Samples.GRACE))).startsWith("Not yet: it bakes until ");

        round(well());
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().promotableByPolicy()).isTrue();
        story.moves(story.promotion(Actor.POLICY));
        assertThat(story.deployment().wave()).isEqualTo(2);
    }

    @Test
    void does_not_open_by_itself_while_a_check_fails_that_is_not_known_to_be_ill_yet() {
        story = allowing(0.05, 5);
        warmedUp();
        rounds(4, ill());
        assertThat(story.status())
                .as("no trigger has fired, and no criterion needs the check")
                .isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().promotableByPolicy()).isFalse();

        rounds(2, well());
        assertThat(story.deployment().promotableByPolicy()).isFalse();
        rounds(1, well());
        assertThat(story.deployment().promotableByPolicy()).isTrue();
    }

    @Test
    void goes_on_looking_while_a_decision_is_awaited_and_opens_once_three_rounds_agree() {
        warmedUp();
        rounds(3, CheckResult.warning("slow"));
        story.shippedUnder(
                Samples.POLICY.withThresholds(Samples.POLICY.thresholds().withMinPassPercentage(80)));
        round(CheckResult.warning("slow")).after(EVERY);
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().promotableByPolicy()).isFalse();

        rounds(2, well());
        assertThat(story.deployment().promotableByPolicy()).isFalse();
        rounds(1, well());
        assertThat(story.deployment().promotableByPolicy()).isTrue();
    }

    @Test
    void asks_a_person_after_the_most_of_the_bake() {
        warmedUp();
        rounds(7, CheckResult.noData("no answer"));
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        rounds(9, well());

        assertThat(story.deployment().verification().verdict().recommendation()).isEqualTo(Recommendation.ASK);
    }

    @Test
    void is_rolled_back_while_a_decision_is_awaited_unless_somebody_holds_it() {
        warmedUp();
        rounds(4, well());
        story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()));
        rounds(TO_FAIL + 2, ill());
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);

        Deployment lifted = story.deployment().toBuilder().holds(List.of()).build();
        LifecycleResult result = Lifecycle.apply(
                lifted,
                new DeploymentEvent.Verified(
                        story.key(),
                        new Verification(story.now(), story.now(), List.of(new CompletedCheck("api", "API", ill()))),
                        story.now()));
        assertThat(((LifecycleResult.Moved) result).next().status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void keeps_the_results_that_are_shown_while_nothing_changes() {
        warmedUp();
        round(well().withLatency(Duration.ofMillis(10))).after(EVERY);
        Verification shown = story.deployment().verification().result();
        round(well().withLatency(Duration.ofMillis(20))).after(EVERY);
        assertThat(story.deployment().verification().result()).isSameAs(shown);

        round(ill());
        assertThat(story.deployment().verification().result()).isNotSameAs(shown);
    }

    @Test
    void goes_back_where_nobody_takes_a_half_done_rollout_further_in_time() {
        warmedUp();
        rounds(4, CheckResult.noData("no answer"));
        story.moves(new DeploymentEvent.DeadlinePassed(Deadline.DECISION, Duration.ofHours(1), story.now()));

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback().reason()).isEqualTo("nobody decided within 1h");
        assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
    }

    @Test
    void leaves_what_its_rounds_came_to_where_no_more_could_be_made() {
        warmedUp();
        rounds(2, well());
        story.moves(new DeploymentEvent.DeadlinePassed(Deadline.VERIFICATION, Duration.ofMinutes(2), story.now()));

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().verification().result().hasData()).isTrue();
        assertThat(story.lastAlert().message())
                .isEqualTo("Not verified to the end: the checks could not be run within 2min");
    }

    @Test
    void is_configured_by_spans_that_go_together() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bake.Rounds(
                        Duration.ofSeconds(-1), Duration.ofSeconds(5), Duration.ofSeconds(4), Duration.ofSeconds(10)))
                .withMessage("bake: warm-up PT-1S is not allowed; allowed: 0 to PT24H;"
                        + " at least PT5S is not enough for 3 rounds, one every PT10S;"
                        + " at most PT4S is not allowed; allowed: PT5S (the least) to PT24H");
        assertThat(Samples.ROUNDS.words()).isEqualTo("30s to 1min, a round every 10s");
    }
}

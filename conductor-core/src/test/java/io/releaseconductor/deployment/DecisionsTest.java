package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A person decides:")
class DecisionsTest {

    private static final DeployRequest FULL = Samples.request(Rollout.FULL);

    private static final DeployRequest CANARY = Samples.request(Rollout.CANARY);

    private static Story deploying(Rollout rollout) {
        return Story.of(rollout).started("deploy-run").after(Duration.ofMinutes(1));
    }

    @Nested
    @DisplayName("promote")
    class Promote {

        @ParameterizedTest
        @EnumSource(
                value = Rollout.class,
                names = {"FULL", "BLUE_GREEN"})
        void leaves_nothing_to_roll_out_where_all_instances_have_it(Rollout rollout) {
            Story story = Story.verified(Samples.request(rollout));
            Instant then = story.now();

            story.moves(story.promotion(Samples.GRACE));

            assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
            assertThat(story.deployment().promotion()).isEqualTo(new Decision(Samples.GRACE, then));
            assertThat(story.deployment().promotedAt()).isEqualTo(then);
            assertThat(story.deployment().progress(Phase.PROMOTE)).isNull();
        }

        @Test
        void dispatches_the_full_rollout_of_a_canary_and_waits_for_it() {
            Story story = Story.promoted(CANARY);

            assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTING);
            assertThat(story.deployment().promotedAt()).isNull();
            assertThat(story.progress())
                    .isEqualTo(PhaseProgress.begin(
                            Phase.PROMOTE, story.deployment().statusSince()));

            story.ranWell("promote-run");

            assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
            assertThat(story.deployment().promotion().by()).isEqualTo(Samples.ADA);
            assertThat(story.deployment().promotedAt()).isEqualTo(story.now());
        }

        @Test
        void is_refused_while_it_is_still_being_deployed() {
            Story initiated = Story.of(FULL);
            assertThat(initiated.refuses(initiated.promotion(Samples.ADA)))
                    .isEqualTo("Not yet: it is still being deployed.");

            Story deploying = deploying(Rollout.FULL);
            assertThat(deploying.refuses(deploying.promotion(Samples.ADA)))
                    .isEqualTo("Not yet: it is still being deployed.");
        }

        @Test
        void is_refused_while_checks_run_and_says_how_many_are_done() {
            Story story = Story.verifying(FULL);
            assertThat(story.refuses(story.promotion(Samples.ADA))).isEqualTo("Not yet: the checks are still running.");

            story.moves(story.checksDone(3, 5));

            assertThat(story.refuses(story.promotion(Samples.ADA))).isEqualTo("Not yet: 3 of 5 checks done.");
        }

        @Test
        void a_second_time_is_refused_and_says_who_was_first_and_when() {
            Story promoted = Story.promoted(FULL);
            assertThat(promoted.refuses(promoted.promotion(Samples.GRACE)))
                    .isEqualTo("Already promoted by Ada at 2023-11-12 00:01:30 UTC.");

            Story promoting = Story.promoted(CANARY);
            assertThat(promoting.refuses(promoting.promotion(Samples.GRACE)))
                    .isEqualTo("Already being promoted by Ada at 2023-11-12 00:01:30 UTC.");
        }

        @Test
        void after_a_rollback_is_refused_and_says_who_rolled_back_and_when() {
            Story story = Story.rollingBack(FULL);
            assertThat(story.refuses(story.promotion(Samples.GRACE)))
                    .isEqualTo("Already being rolled back by Ada at 2023-11-12 00:01:30 UTC.");

            story.ranWell("rollback-run").verified(Samples.ask());

            assertThat(story.refuses(story.promotion(Samples.GRACE)))
                    .isEqualTo("Already rolled back by Ada at 2023-11-12 00:01:30 UTC.");
        }

        @Test
        void of_what_was_cancelled_failed_or_expired_is_refused_and_says_so() {
            Story cancelled = Story.of(FULL);
            cancelled.moves(cancelled.cancellation(Samples.ADA));
            assertThat(cancelled.refuses(cancelled.promotion(Samples.GRACE)))
                    .isEqualTo("Already cancelled by Ada at 2023-11-12 00:00:00 UTC.");

            Story failed = Story.of(FULL).intended().dispatched(new DispatchOutcome.Rejected("no such workflow"));
            assertThat(failed.refuses(failed.promotion(Samples.GRACE)))
                    .isEqualTo("It is failed since 2023-11-12 00:00:00 UTC.");

            Story expired = Story.verified(FULL).passed(Deadline.DECISION, Duration.ofHours(1));
            assertThat(expired.refuses(expired.promotion(Samples.GRACE)))
                    .isEqualTo("It is expired since 2023-11-12 00:01:30 UTC.");
        }
    }

    @Nested
    @DisplayName("roll back")
    class RollBack {

        @Test
        void is_refused_before_anything_is_deployed() {
            Story story = Story.of(FULL).intended();

            assertThat(story.refuses(story.rollback(Samples.ADA)))
                    .isEqualTo("Nothing is deployed yet: cancel it instead.");
        }

        @Test
        void while_it_is_tried_again_is_refused_and_says_how_to_get_there() {
            Story story = Story.of(FULL).triedAgain();

            assertThat(story.refuses(story.rollback(Samples.ADA)))
                    .isEqualTo("An earlier attempt may have taken effect: cancel it, then roll it back.");
        }

        @Test
        void during_a_run_is_kept_as_a_wish_and_the_run_is_cancelled_and_watched_first() {
            Story story = deploying(Rollout.FULL).atWork();
            Instant then = story.now();

            story.moves(new DeploymentEvent.RollBack(Samples.GRACE, then, "wrong branch", null));

            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.deployment().rollbackWish())
                    .isEqualTo(new Rollback(
                            new Decision(Samples.GRACE, then),
                            "wrong branch",
                            RollbackMethod.REDEPLOY,
                            Samples.PREVIOUS));
            assertThat(story.watched().cancelling())
                    .isEqualTo(new Stage.Cancelling("rollback requested by Grace", then, then, 0));

            story.after(Duration.ofMinutes(1)).concluded(RunConclusion.CANCELLED);

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollbackWish()).isNull();
            assertThat(story.deployment().rollback().reason()).isEqualTo("wrong branch");
            assertThat(story.deployment().deployPhase().stage()).isInstanceOf(Stage.Concluded.class);
            assertThat(story.progress()).isEqualTo(PhaseProgress.begin(Phase.ROLL_BACK, story.now()));
            assertThat(story.lastAlert().message()).isEqualTo("Rollback triggered by Grace: wrong branch");
        }

        @ParameterizedTest
        @EnumSource(RunConclusion.class)
        void that_was_wished_during_a_run_starts_however_the_run_ends(RunConclusion conclusion) {
            Story story = deploying(Rollout.FULL).atWork();
            story.moves(story.rollback(Samples.GRACE)).concluded(conclusion);

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @ParameterizedTest
        @EnumSource(
                value = RunConclusion.class,
                names = {"FAILURE", "CANCELLED", "TIMED_OUT"})
        void that_was_wished_during_a_run_that_never_began_has_nothing_to_do(RunConclusion conclusion) {
            Story story = deploying(Rollout.FULL);
            story.moves(story.rollback(Samples.GRACE)).concluded(conclusion);

            assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(story.deployment().rollbackWish()).isNull();
        }

        @Test
        void of_a_run_that_never_began_is_refused_afterwards_and_not_made_by_policy() {
            Story story = deploying(Rollout.FULL);
            story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.CANCELLED), null), true);

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.refuses(story.rollback(Samples.ADA)))
                    .isEqualTo("Nothing was deployed: its run never began.");
        }

        @Test
        void never_returns_to_its_own_version() {
            DeployRequest request = Samples.request(Rollout.FULL).withEarlier(new EarlierVersion("v2", "v1"));
            Story story = Story.of(request).started("1");
            story.seen(story.run().withVersion("v2").completed(RunConclusion.SUCCESS))
                    .verified(Samples.rollBack("api_down"));
            assertThat(story.deployment().rollback().version()).isEqualTo("v1");

            Story none = Story.of(request.withEarlier(new EarlierVersion("v2", null)))
                    .started("1");
            none.seen(none.run().withVersion("v2").completed(RunConclusion.SUCCESS))
                    .verified(Samples.rollBack("api_down"));
            assertThat(none.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(none.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_IMPOSSIBLE);
        }

        @Test
        void never_returns_to_its_own_version_where_one_look_tells_the_version_and_the_end() {
            DeployRequest request = Samples.request(Rollout.FULL).withEarlier(new EarlierVersion("v2", "v1"));
            Story story = Story.of(request).started("1").atWork();
            story.observed(
                    new StatusOutcome.Seen(story.run().withVersion("v2").completed(RunConclusion.FAILURE), null), true);
            assertThat(story.deployment().rollback().version()).isEqualTo("v1");

            Story none = Story.of(request.withEarlier(new EarlierVersion("v2", null)))
                    .started("1")
                    .atWork();
            none.observed(
                    new StatusOutcome.Seen(none.run().withVersion("v2").completed(RunConclusion.FAILURE), null), true);
            assertThat(none.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(none.deployment().alerts()).extracting(Alert::kind).contains(AlertKind.ROLLBACK_IMPOSSIBLE);
        }

        @Test
        void that_was_asked_for_before_the_version_was_known_returns_to_another_one() {
            DeployRequest request = Samples.request(Rollout.FULL).withEarlier(new EarlierVersion("v2", "v1"));
            Story story = Story.of(request).started("1").atWork();
            story.moves(story.rollback(Samples.ADA));
            assertThat(story.deployment().rollbackWish().version()).isEqualTo("v2");
            story.seen(story.run().withVersion("v2").completed(RunConclusion.CANCELLED));
            assertThat(story.deployment().rollback().version()).isEqualTo("v1");
        }

        @Test
        void that_was_asked_for_and_turns_out_to_return_to_nothing_says_so_and_checks_what_is_there() {
            DeployRequest request = Samples.request(Rollout.FULL).withEarlier(new EarlierVersion("v2", null));
            Story story = Story.of(request).started("1");
            story.moves(story.rollback(Samples.ADA));
            story.seen(story.run().withVersion("v2").completed(RunConclusion.SUCCESS));

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
            assertThat(story.deployment().rollbackWish()).isNull();
            assertThat(story.lastAlert().message())
                    .isEqualTo("Rollback wanted (requested by Ada), not possible:"
                            + " no earlier version is known to return to");
        }

        @Test
        void a_second_time_during_the_run_is_refused_and_says_who_was_first() {
            Story story = deploying(Rollout.FULL);
            story.moves(story.rollback(Samples.GRACE)).after(Duration.ofMinutes(1));

            assertThat(story.refuses(story.rollback(Samples.ADA)))
                    .isEqualTo("Rollback already requested by Grace at 2023-11-12 00:01:00 UTC.");
            assertThat(story.refuses(story.cancellation(Samples.ADA)))
                    .isEqualTo("Rollback already requested by Grace at 2023-11-12 00:01:00 UTC.");
        }

        @Test
        void after_a_cancel_during_the_run_takes_the_cancels_place_and_asks_the_run_no_second_time() {
            Story story = deploying(Rollout.FULL).atWork();
            story.moves(story.cancellation(Samples.ADA)).after(Duration.ofSeconds(10));
            Stage.Cancelling asked = story.watched().cancelling();

            story.moves(story.rollback(Samples.GRACE));

            assertThat(story.watched().cancelling()).isEqualTo(asked);
            assertThat(story.concluded(RunConclusion.CANCELLED).status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @Test
        void while_checks_run_starts_at_once_and_the_checks_no_longer_count() {
            Story story = Story.verifying(FULL);
            DeploymentEvent verified = story.verification(Samples.allPass(story.now()), Samples.ask());
            story.moves(story.rollback(Samples.ADA));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.refuses(verified)).isEqualTo("That verification is over: it got its decision already.");
        }

        @ParameterizedTest
        @CsvSource({"FULL, REDEPLOY", "CANARY, REMOVE_CANARY", "BLUE_GREEN, SWITCH_BACK"})
        void of_what_was_verified_depends_on_how_it_was_rolled_out(Rollout rollout, RollbackMethod method) {
            Story story = Story.rollingBack(Samples.request(rollout));

            assertThat(story.deployment().rollback())
                    .isEqualTo(new Rollback(
                            new Decision(Samples.ADA, story.deployment().statusSince()),
                            null,
                            method,
                            Samples.PREVIOUS));
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_TRIGGERED);
            assertThat(story.lastAlert().message()).isEqualTo("Rollback triggered by Ada");
        }

        @Test
        void of_a_canary_whose_full_rollout_has_begun_deploys_the_earlier_version_again() {
            Story story = Story.promoted(CANARY).started("promote-run").atWork().concluded(RunConclusion.FAILURE);
            story.moves(story.rollback(Samples.ADA));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void of_a_canary_whose_full_rollout_was_asked_for_and_surely_not_sent_removes_the_canary() {
            Story fresh = Story.promoted(CANARY);
            fresh.moves(fresh.rollback(Samples.ADA));
            assertThat(fresh.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(fresh.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);

            Story tried = Story.promoted(CANARY).intended();
            tried.dispatched(new DispatchOutcome.NotSent("connection refused", tried.now()));
            tried.moves(tried.rollback(Samples.ADA));
            assertThat(tried.deployment().rollback().method())
                    .as("in doubt after more than one attempt")
                    .isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void while_the_full_rollout_of_a_canary_runs_cancels_that_first() {
            Story story = Story.promoted(CANARY).started("promote-run");
            story.moves(story.rollback(Samples.ADA));

            assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTING);
            assertThat(story.watched().cancelling().reason()).isEqualTo("rollback requested by Ada");
            assertThat(story.concluded(RunConclusion.SUCCESS).status())
                    .as("even if the rollout was faster")
                    .isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @ParameterizedTest
        @EnumSource(
                value = RunConclusion.class,
                names = {"FAILURE", "CANCELLED", "TIMED_OUT"})
        void while_the_run_of_the_full_rollout_waits_removes_the_canary_if_it_never_began(RunConclusion conclusion) {
            Story waiting = Story.promoted(CANARY).started("promote-run");
            waiting.seen(waiting.run().at(RunStatus.WAITING));
            waiting.moves(waiting.rollback(Samples.ADA)).concluded(conclusion);
            assertThat(waiting.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(waiting.deployment().rollback())
                    .isEqualTo(new Rollback(
                            new Decision(Samples.ADA, waiting.now()),
                            null,
                            RollbackMethod.REMOVE_CANARY,
                            Samples.PREVIOUS));

            Story working = Story.promoted(CANARY).started("promote-run").atWork();
            working.moves(working.rollback(Samples.ADA)).concluded(conclusion);
            assertThat(working.deployment().rollback().method()).isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void of_a_full_rollout_that_never_began_is_not_made_by_policy_and_removes_the_canary_when_a_person_asks() {
            Story story = Story.verifying(CANARY).verified(Samples.promote());
            story.moves(story.promotion(Actor.POLICY)).started("promote-run");
            story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.CANCELLED), null), true);

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().rollback()).isNull();
            assertThat(story.lastAlert().message())
                    .isEqualTo(
                            "Promote failed: run promote-run was cancelled; it never began, and the canary runs on as it"
                                    + " was verified: roll back to remove it");
            story.moves(story.rollback(Samples.ADA));
            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
        }

        @Test
        void of_a_full_rollout_that_began_is_made_by_policy() {
            Story story = Story.verifying(CANARY).verified(Samples.promote());
            story.moves(story.promotion(Actor.POLICY)).started("promote-run").atWork();
            story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.CANCELLED), null), true);

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void of_a_full_rollout_that_was_refused_removes_the_canary() {
            Story story = Story.promoted(CANARY).intended();
            story.dispatched(new DispatchOutcome.Rejected("disabled"));
            story.moves(story.rollback(Samples.ADA));

            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
        }

        @Test
        void of_a_full_rollout_that_a_person_was_asked_about_deploys_anew() {
            Story story = Story.promoted(CANARY).started("promote-run").after(Duration.ofMinutes(1));
            story.observed(new StatusOutcome.Gone("deleted"), false).after(Duration.ofMinutes(1));
            story.seen(story.run()).concluded(RunConclusion.CANCELLED);
            story.moves(story.rollback(Samples.ADA));

            assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void while_the_full_rollout_is_being_sent_for_waits_until_its_run_is_known_and_cancels_it() {
            Story story = Story.promoted(CANARY).intended();
            story.moves(story.rollback(Samples.ADA));
            assertThat(story.stage()).isInstanceOf(Stage.Sending.class);

            story.dispatched(new DispatchOutcome.Started(WorkflowRun.queued("promote-run", null)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTING);
            assertThat(story.watched().cancelling())
                    .isEqualTo(new Stage.Cancelling("rollback requested by Ada", story.now(), story.now(), 0));
        }

        @Test
        void while_the_full_rollout_is_being_sent_for_starts_when_that_did_not_start() {
            Story notSent = Story.promoted(CANARY).intended();
            notSent.moves(notSent.rollback(Samples.ADA))
                    .dispatched(new DispatchOutcome.NotSent("connection refused", notSent.now()));
            assertThat(notSent.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(notSent.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);

            Story rejected = Story.promoted(CANARY).intended();
            rejected.moves(rejected.rollback(Samples.ADA)).dispatched(new DispatchOutcome.Rejected("disabled"));
            assertThat(rejected.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(rejected.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
        }

        @Test
        void without_an_earlier_version_is_not_possible_unless_the_method_needs_none() {
            Story full = Story.verified(Samples.request(Rollout.FULL, null, null));
            assertThat(full.refuses(full.rollback(Samples.ADA)))
                    .isEqualTo("Not possible: no earlier version is known to return to.");

            Story canary = Story.rollingBack(Samples.request(Rollout.CANARY, null, null));
            assertThat(canary.deployment().rollback().version()).isNull();

            Story blueGreen = Story.rollingBack(Samples.request(Rollout.BLUE_GREEN, null, null));
            assertThat(blueGreen.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @Test
        void late_returns_to_the_version_that_is_known_now() {
            Story story = Story.promoted(FULL).after(Duration.ofDays(1));

            story.moves(
                    new DeploymentEvent.RollBack(Samples.GRACE, story.now(), null, new EarlierVersion("v1.1", null)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback().version()).isEqualTo("v1.1");
            assertThat(story.deployment().promotion())
                    .as("the promotion is not forgotten")
                    .isNotNull();
        }

        @Test
        void is_possible_after_it_failed_or_expired() {
            Story failed = deploying(Rollout.FULL).atWork().concluded(RunConclusion.FAILURE);
            assertThat(failed.moves(failed.rollback(Samples.ADA)).status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(failed.deployment().failure())
                    .as("why it failed is kept")
                    .isNotNull();

            Story expired = Story.verified(FULL).passed(Deadline.DECISION, Duration.ofHours(1));
            assertThat(expired.moves(expired.rollback(Samples.ADA)).status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @Test
        void of_what_was_cancelled_or_rolled_back_or_needs_attention_is_refused() {
            Story cancelled = Story.of(FULL);
            cancelled.moves(cancelled.cancellation(Samples.ADA));
            assertThat(cancelled.refuses(cancelled.rollback(Samples.ADA)))
                    .isEqualTo("Nothing was deployed: it was cancelled.");

            Story rolledBack = Story.rollingBack(FULL).ranWell("rollback-run").verified(Samples.ask());
            assertThat(rolledBack.refuses(rolledBack.rollback(Samples.GRACE)))
                    .isEqualTo("Already rolled back by Ada at 2023-11-12 00:01:30 UTC.");

            Story unclear = deploying(Rollout.FULL).observed(new StatusOutcome.Gone("404"), false);
            assertThat(unclear.refuses(unclear.rollback(Samples.ADA)))
                    .isEqualTo("First say what happened: adopt a run, try again or give up.");
        }

        @Test
        void pressed_by_another_at_once_with_a_promotion_is_refused_and_says_who_won_and_what_to_do() {
            Story story = Story.promoted(FULL);
            Instant promotedAt = story.deployment().promotedAt();

            assertThat(story.refuses(new DeploymentEvent.RollBack(
                            Samples.GRACE, promotedAt.plusSeconds(5).minusMillis(1), null, null)))
                    .isEqualTo("Already promoted by Ada at 2023-11-12 00:01:30 UTC."
                            + " To roll it back all the same, ask again in a few seconds.");
            assertThat(story.moves(new DeploymentEvent.RollBack(Samples.GRACE, promotedAt.plusSeconds(5), null, null))
                            .status())
                    .isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @Test
        void by_the_one_who_promoted_is_a_second_thought_and_needs_no_wait() {
            Story story = Story.verified(FULL);
            story.moves(story.promotion(Samples.ADA)).moves(story.rollback(Samples.ADA));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @Test
        void by_the_same_id_of_another_chat_is_pressed_by_another() {
            Story story = Story.verified(FULL);
            story.moves(story.promotion(Samples.ADA.withChat("discord")));

            assertThat(story.refuses(story.rollback(Samples.ADA.withChat("slack"))))
                    .startsWith("Already promoted by Ada at 2023-11-12 00:01:30 UTC.");
        }

        @Test
        void of_what_the_policy_promoted_needs_no_wait() {
            Story story = Story.verifying(FULL).verified(Samples.promote());
            story.moves(story.promotion(Actor.POLICY)).moves(story.rollback(Samples.ADA));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @Test
        void of_a_canary_pressed_by_another_at_once_with_its_promotion_is_refused() {
            Story story = Story.verified(CANARY);
            story.moves(story.promotion(Samples.ADA));

            assertThat(story.refuses(story.rollback(Samples.GRACE)))
                    .startsWith("Already being promoted by Ada at 2023-11-12 00:01:30 UTC.");
        }

        @Test
        void again_after_it_did_not_verify_uses_a_new_attempt_and_so_a_new_correlation_key() {
            Story story = Story.rollingBack(FULL).intended();
            assertThat(((Stage.Sending) story.stage()).intent().correlationKey())
                    .isEqualTo("ship-staging-1699747200/rollback/1");
            story.dispatched(new DispatchOutcome.Started(WorkflowRun.queued("rollback-run", null)))
                    .concluded(RunConclusion.SUCCESS)
                    .verified(Samples.rollBack("api_down"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().failure().kind()).isEqualTo(Failure.Kind.NOT_VERIFIED);
            assertThat(story.deployment().failure().reason())
                    .isEqualTo("after the rollback this still fires: api_down");
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_FAILED);

            story.moves(story.rollback(Samples.GRACE)).intended();

            assertThat(((Stage.Sending) story.stage()).intent().correlationKey())
                    .isEqualTo("ship-staging-1699747200/rollback/2");
            assertThat(story.deployment().rollbackVerification()).isNull();
            assertThat(story.deployment().rollback().decision().by()).isEqualTo(Samples.GRACE);
        }
    }

    @Nested
    @DisplayName("cancel")
    class Cancel {

        @Test
        void before_anything_is_sent_for_settles_it() {
            Story story = Story.of(FULL);
            story.moves(story.cancellation(Samples.GRACE));

            assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(story.deployment().cancelWish()).isEqualTo(new Decision(Samples.GRACE, story.now()));
            assertThat(story.deployment().alerts()).isEmpty();
        }

        @Test
        void while_it_is_being_sent_for_waits_for_the_answer() {
            Story story = Story.of(FULL).intended();
            story.moves(story.cancellation(Samples.GRACE));
            assertThat(story.status()).isEqualTo(DeploymentStatus.INITIATED);

            story.dispatched(new DispatchOutcome.Started(WorkflowRun.queued("deploy-run", null)));

            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.watched().cancelling().reason()).isEqualTo("cancel requested by Grace");
        }

        @Test
        void while_it_is_being_sent_for_settles_it_when_nothing_was_started() {
            Story notSent = Story.of(FULL).intended();
            notSent.moves(notSent.cancellation(Samples.GRACE))
                    .dispatched(new DispatchOutcome.NotSent("connection refused", notSent.now()));
            assertThat(notSent.status()).isEqualTo(DeploymentStatus.CANCELLED);

            Story rejected = Story.of(FULL).intended();
            rejected.moves(rejected.cancellation(Samples.GRACE)).dispatched(new DispatchOutcome.Rejected("disabled"));
            assertThat(rejected.status()).isEqualTo(DeploymentStatus.CANCELLED);
        }

        @Test
        void during_a_run_that_has_not_begun_to_work_settles_it_as_cancelled() {
            Story story = deploying(Rollout.FULL);
            story.moves(story.cancellation(Samples.ADA));
            assertThat(story.status()).isEqualTo(DeploymentStatus.DEPLOYING);
            assertThat(story.watched().cancelling())
                    .isEqualTo(new Stage.Cancelling("cancel requested by Ada", story.now(), story.now(), 0));

            story.concluded(RunConclusion.CANCELLED);

            assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(story.deployment().failure()).isNull();
        }

        @Test
        void during_a_run_that_is_partly_done_ends_as_failed_and_can_be_rolled_back() {
            Story story = deploying(Rollout.FULL).atWork();
            story.moves(story.cancellation(Samples.ADA)).concluded(RunConclusion.CANCELLED);

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().failure())
                    .isEqualTo(new Failure(
                            Phase.DEPLOY,
                            Failure.Kind.CANCELLED,
                            "cancelled by Ada at 2023-11-12 00:01:00 UTC when it was partly done",
                            story.now()));
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.DEPLOYMENT_FAILED);
            assertThat(story.moves(story.rollback(Samples.ADA)).status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        private void assertFailedInDoubt(Story story, String doubt) {
            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().failure())
                    .isEqualTo(new Failure(
                            Phase.DEPLOY,
                            Failure.Kind.CANCELLED,
                            "cancelled by Ada at 2023-11-12 00:01:00 UTC, but " + doubt,
                            story.now()));
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.DEPLOYMENT_FAILED);
            assertThat(story.moves(story.rollback(Samples.ADA)).status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        }

        @Test
        void of_what_is_tried_again_ends_as_failed_since_what_was_tried_before_may_have_taken_effect() {
            Story ready = Story.of(FULL).triedAgain();
            assertFailedInDoubt(
                    ready.moves(ready.cancellation(Samples.ADA)), "an earlier attempt may have taken effect");

            Story notSent = Story.of(FULL).triedAgain().intended();
            notSent.moves(notSent.cancellation(Samples.ADA))
                    .dispatched(new DispatchOutcome.NotSent("connection refused", notSent.now()));
            assertFailedInDoubt(notSent, "an earlier attempt may have taken effect");

            Story rejected = Story.of(FULL).triedAgain().intended();
            rejected.moves(rejected.cancellation(Samples.ADA)).dispatched(new DispatchOutcome.Rejected("disabled"));
            assertFailedInDoubt(rejected, "an earlier attempt may have taken effect");

            Story neverBegan = Story.of(FULL).triedAgain().started("deploy-run-2");
            neverBegan.moves(neverBegan.cancellation(Samples.ADA)).concluded(RunConclusion.CANCELLED);
            assertFailedInDoubt(neverBegan, "an earlier attempt may have taken effect");
        }

        @Test
        void of_what_was_not_sent_before_settles_it_as_cancelled() {
            Story story = Story.of(FULL).intended();
            story.dispatched(new DispatchOutcome.NotSent("connection refused", story.now()))
                    .after(Duration.ofMinutes(1));
            story.moves(story.cancellation(Samples.ADA));

            assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
        }

        @Test
        void during_a_run_that_may_have_begun_ends_as_failed() {
            Story unknown = deploying(Rollout.FULL);
            unknown.moves(unknown.cancellation(Samples.ADA)).concluded(RunConclusion.UNKNOWN);
            assertFailedInDoubt(unknown, "it may have taken effect");

            Story again = deploying(Rollout.FULL);
            WorkflowRun run = again.run();
            again.moves(again.cancellation(Samples.ADA))
                    .seen(new WorkflowRun(
                            run.id(), null, RunStatus.COMPLETED, RunConclusion.CANCELLED, 2, false, null, null));
            assertFailedInDoubt(again, "it may have taken effect");
        }

        @Test
        void of_a_run_that_succeeds_all_the_same_comes_too_late() {
            Story story = deploying(Rollout.FULL);
            story.moves(story.cancellation(Samples.ADA)).concluded(RunConclusion.SUCCESS);

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFYING);
            assertThat(story.deployment().cancelWish())
                    .as("so that the card can say so")
                    .isNotNull();
            assertThat(story.refuses(story.cancellation(Samples.GRACE)))
                    .isEqualTo("Too late to cancel: the run has succeeded. Roll it back instead.");
            story.verified(Samples.ask());
            assertThat(story.refuses(story.cancellation(Samples.GRACE)))
                    .isEqualTo("Too late to cancel: the run has succeeded. Roll it back instead.");
        }

        @Test
        void that_came_too_late_keeps_the_policy_from_promoting() {
            Story story = deploying(Rollout.FULL);
            story.moves(story.cancellation(Samples.ADA))
                    .concluded(RunConclusion.SUCCESS)
                    .verified(Samples.promote());

            assertThat(story.deployment().promotableByPolicy()).isFalse();
            assertThat(story.refuses(story.promotion(Actor.POLICY)))
                    .isEqualTo(
                            "Its cancel, asked for by Ada at 2023-11-12 00:01:00 UTC, came too late: a person decides.");
            assertThat(story.moves(story.promotion(Samples.ADA)).status()).isEqualTo(DeploymentStatus.PROMOTED);
        }

        @Test
        void a_second_time_is_refused_and_says_who_was_first() {
            Story story = deploying(Rollout.FULL);
            story.moves(story.cancellation(Samples.ADA));

            assertThat(story.refuses(story.cancellation(Samples.GRACE)))
                    .isEqualTo("Already being cancelled, asked for by Ada at 2023-11-12 00:01:00 UTC.");
        }

        @Test
        void once_it_was_promoted_is_refused() {
            Story story = Story.promoted(FULL);

            assertThat(story.refuses(story.cancellation(Samples.GRACE))).startsWith("Already promoted by Ada");
        }
    }

    @Nested
    @DisplayName("hold")
    class Hold {

        @Test
        void keeps_the_policy_from_promoting_and_leaves_that_to_a_person() {
            Story story = Story.verifying(FULL);
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now())).verified(Samples.promote());

            assertThat(story.deployment().promotableByPolicy()).isFalse();
            assertThat(story.refuses(story.promotion(Actor.POLICY)))
                    .isEqualTo("Held by Ada at 2023-11-12 00:00:30 UTC: a person decides.");
            assertThat(story.moves(story.promotion(Samples.ADA)).status()).isEqualTo(DeploymentStatus.PROMOTED);
        }

        @Test
        void keeps_the_policy_from_rolling_back_after_bad_checks() {
            Story story = Story.verifying(FULL);
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now())).verified(Samples.rollBack("api_down"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        }

        @Test
        void keeps_the_policy_from_rolling_back_a_failed_run() {
            Story story = deploying(Rollout.FULL);
            story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()))
                    .observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null), true);

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        }

        @Test
        void is_possible_until_somebody_decides() {
            Story initiated = Story.of(FULL);
            initiated.moves(new DeploymentEvent.Hold(Samples.ADA, initiated.now()));
            assertThat(initiated.deployment().holds()).containsExactly(new Decision(Samples.ADA, initiated.now()));

            Story verified = Story.verified(FULL);
            verified.moves(new DeploymentEvent.Hold(Samples.ADA, verified.now()));
            assertThat(verified.status()).isEqualTo(DeploymentStatus.VERIFIED);

            Story promoted = Story.promoted(FULL);
            assertThat(promoted.refuses(new DeploymentEvent.Hold(Samples.GRACE, promoted.now())))
                    .startsWith("There is nothing to hold: Already promoted by Ada");
        }
    }

    @Nested
    @DisplayName("the policy")
    class Policy {

        @Test
        void promotes_what_its_verdict_recommends() {
            Story story = Story.verifying(FULL).verified(Samples.promote());

            assertThat(story.deployment().promotableByPolicy()).isTrue();
            assertThat(story.moves(story.promotion(Actor.POLICY)).status()).isEqualTo(DeploymentStatus.PROMOTED);
        }

        @Test
        void promotes_nothing_else() {
            Story story = Story.verified(FULL);

            assertThat(story.deployment().promotableByPolicy()).isFalse();
            assertThat(story.refuses(story.promotion(Actor.POLICY))).isEqualTo("The verdict leaves it to a person.");
            assertThat(Story.verifying(FULL).deployment().promotableByPolicy()).isFalse();
        }

        @Test
        void asks_for_nothing_that_only_people_ask_for() {
            Story story = Story.verified(FULL);

            assertThat(story.refuses(story.rollback(Actor.POLICY))).isEqualTo("Only a person can ask for this.");
            assertThat(story.refuses(new DeploymentEvent.Hold(Actor.POLICY, story.now())))
                    .isEqualTo("Only a person can ask for this.");
            Story initiated = Story.of(FULL);
            assertThat(initiated.refuses(initiated.cancellation(Actor.POLICY)))
                    .isEqualTo("Only a person can ask for this.");
        }

        @Test
        void rolls_back_when_triggers_fire_and_names_them() {
            Story story = Story.verifying(FULL).verified(Samples.rollBack("api_down", "min_checks_passing"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollback())
                    .isEqualTo(new Rollback(
                            new Decision(Actor.POLICY, story.now()),
                            "api_down, min_checks_passing",
                            RollbackMethod.REDEPLOY,
                            Samples.PREVIOUS));
            assertThat(story.lastAlert().message())
                    .isEqualTo("Rollback triggered by policy: api_down, min_checks_passing");
        }

        @Test
        void that_wants_a_rollback_where_none_is_possible_says_so_and_leaves_it_to_a_person() {
            Story story =
                    Story.verifying(Samples.request(Rollout.FULL, null, null)).verified(Samples.rollBack("api_down"));

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_IMPOSSIBLE);
            assertThat(story.lastAlert().message())
                    .isEqualTo("Rollback wanted (api_down), not possible: no earlier version is known to return to");
        }

        @Test
        void that_wants_a_failed_run_rolled_back_where_that_is_not_possible_says_so_as_well() {
            Story story = Story.of(Samples.request(Rollout.FULL, null, null))
                    .started("deploy-run")
                    .atWork();
            story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null), true);

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().alerts())
                    .extracting(Alert::kind)
                    .containsExactly(AlertKind.ROLLBACK_IMPOSSIBLE, AlertKind.DEPLOYMENT_FAILED);
            assertThat(story.deployment().alerts().get(0).message())
                    .isEqualTo("Rollback wanted (workflow_failed), not possible:"
                            + " no earlier version is known to return to");
        }

        @Test
        void rolls_a_failed_run_back_only_where_that_is_a_trigger() {
            Story without = deploying(Rollout.FULL).concluded(RunConclusion.FAILURE);
            assertThat(without.status()).isEqualTo(DeploymentStatus.FAILED);

            Story with = deploying(Rollout.FULL).atWork();
            with.observed(new StatusOutcome.Seen(with.run().completed(RunConclusion.FAILURE), null), true);
            assertThat(with.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(with.deployment().rollback().reason()).isEqualTo("workflow_failed");
            assertThat(with.deployment().rollback().decision().by()).isEqualTo(Actor.POLICY);
            assertThat(with.deployment().failure().kind()).isEqualTo(Failure.Kind.RUN);
            assertThat(with.deployment().alerts())
                    .extracting(Alert::kind)
                    .containsExactly(AlertKind.DEPLOYMENT_FAILED, AlertKind.ROLLBACK_TRIGGERED);
            assertThat(with.deployment().alerts().get(0).message()).isEqualTo("Deploy failed: run deploy-run failed");
        }

        @Test
        void rolls_a_failed_run_back_in_every_wave_whoever_opened_the_gate_before_it() {
            Story byPerson = Story.promoted(CANARY).started("promote-run").atWork();
            byPerson.observed(new StatusOutcome.Seen(byPerson.run().completed(RunConclusion.FAILURE), null), true);
            assertThat(byPerson.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);

            Story byPolicy = Story.verifying(CANARY).verified(Samples.promote());
            byPolicy.moves(byPolicy.promotion(Actor.POLICY))
                    .started("promote-run")
                    .atWork();
            byPolicy.observed(new StatusOutcome.Seen(byPolicy.run().completed(RunConclusion.FAILURE), null), true);
            assertThat(byPolicy.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(byPolicy.deployment().rollback().method()).isEqualTo(RollbackMethod.REDEPLOY);
        }

        @Test
        void does_not_roll_a_failed_rollback_back() {
            Story story = Story.rollingBack(FULL).started("rollback-run");
            story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null), true);

            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.deployment().failure().phase()).isEqualTo(Phase.ROLL_BACK);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_FAILED);
        }
    }

    @Nested
    @DisplayName("what the checks say")
    class Checks {

        @Test
        void awaits_a_decision_of_a_person_by_itself() {
            Story story = Story.verifying(FULL).verified(Samples.ask());

            assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
            VerificationState state = story.deployment().verification();
            assertThat(state.done()).isEqualTo(5);
            assertThat(state.total()).isEqualTo(5);
            assertThat(state.isRunning()).isFalse();
            assertThat(state.verdict()).isEqualTo(Samples.ask().verdict(state.result()));
            assertThat(story.deployment().alerts()).isEmpty();
        }

        @Test
        void alert_nobody_by_themselves_however_many_failed() {
            Story story = Story.verifying(FULL);
            story.moves(story.verification(Samples.passing(story.now(), 1, 5), Samples.ask()));

            assertThat(story.deployment().alerts()).isEmpty();
        }

        @Test
        void count_warnings_and_missing_data_as_no_failure() {
            Story story = Story.verifying(FULL);
            story.moves(story.verification(
                    Samples.verification(story.now(), CheckResult.warning("slow"), CheckResult.noData("no answer")),
                    Samples.ask()));

            assertThat(story.deployment().alerts()).isEmpty();
        }

        @Test
        void after_a_rollback_confirm_it_when_no_trigger_fires_any_more() {
            Story story = Story.rollingBack(FULL).ranWell("rollback-run");
            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
            assertThat(story.deployment().rollbackVerification()).isEqualTo(VerificationState.begin(story.now()));

            story.moves(story.checksDone(2, 5));
            assertThat(story.deployment().rollbackVerification().done()).isEqualTo(2);
            assertThat(story.deployment().verification().done()).isEqualTo(5);

            story.after(Duration.ofSeconds(9)).verified(Samples.ask());

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(story.deployment().rolledBackAt()).isEqualTo(story.now());
            VerificationState state = story.deployment().rollbackVerification();
            assertThat(state.verdict()).isEqualTo(Samples.ask().verdict(state.result()));
        }

        @Test
        void after_a_rollback_that_find_nothing_out_leave_it_unverified_and_that_is_said() {
            Story story = Story.rollingBack(FULL).ranWell("rollback-run");
            Verification nothing = Samples.verification(
                    story.now(), CheckResult.noData("no network"), CheckResult.noData("no network"));
            story.moves(story.verification(nothing, Samples.ask()));

            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(story.deployment().rolledBackUnverified()).isTrue();
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.NOT_VERIFIED);
            assertThat(story.lastAlert().message())
                    .isEqualTo("Rolled back, not verified: each of the 2 checks had no data; look whether all is well");
            assertThat(HistoryEntry.of(story.deployment()).reason())
                    .isEqualTo("the rollback is not verified: no check had data");
        }

        @Test
        void after_a_rollback_of_which_there_are_none_leave_it_unverified_without_an_alert() {
            Story story = Story.rollingBack(FULL).ranWell("rollback-run");
            int alerts = story.deployment().alerts().size();
            story.moves(story.verification(Samples.verification(story.now()), Samples.ask()));

            assertThat(story.deployment().rolledBackUnverified()).isTrue();
            assertThat(story.deployment().alerts()).hasSize(alerts);
            assertThat(HistoryEntry.of(story.deployment()).reason())
                    .isEqualTo("the rollback is not verified: no checks are configured");
        }

        @Test
        void after_a_rollback_of_which_one_finds_something_out_verify_it() {
            Story story = Story.rollingBack(FULL).ranWell("rollback-run");
            Verification some =
                    Samples.verification(story.now(), CheckResult.noData("no network"), CheckResult.pass("200 OK"));
            story.moves(story.verification(some, Samples.ask()));

            assertThat(story.deployment().rolledBackUnverified()).isFalse();
            assertThat(HistoryEntry.of(story.deployment()).reason()).isNull();
        }

        @Test
        void tell_how_far_they_are_but_not_twice_the_same() {
            Story story = Story.verifying(FULL);
            DeploymentEvent progress = story.checksDone(3, 5);
            Instant began = story.deployment().verification().startedAt();

            story.moves(progress);

            assertThat(story.deployment().verification()).isEqualTo(new VerificationState(began, 3, 5, null, null));
            assertThat(story.refuses(progress)).isEqualTo("That is known.");
            story.moves(story.checksDone(3, 6));
            story.moves(story.checksDone(4, 6));
        }

        @Test
        void of_an_earlier_rollback_do_not_settle_a_later_one() {
            Story story = Story.rollingBack(FULL).ranWell("rollback-1");
            DeploymentEvent progress = story.checksDone(4, 5);
            DeploymentEvent verified = story.verification(Samples.allPass(story.now()), Samples.ask());
            story.verified(Samples.rollBack("api_down"));
            assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(story.refuses(verified)).isEqualTo("That verification is over: it got its decision already.");

            story.moves(story.rollback(Samples.ADA)).ranWell("rollback-2");

            assertThat(story.refuses(progress)).isEqualTo("That verification is over.");
            assertThat(story.refuses(verified)).isEqualTo("That verification is over: it got its decision already.");
            story.moves(story.checksDone(1, 5)).verified(Samples.ask());
            assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }

        @Test
        void of_another_start_of_the_same_attempt_are_refused() {
            Story story = Story.verifying(FULL);
            VerificationKey key = story.key();
            VerificationKey earlier =
                    new VerificationKey(key.attempt(), key.startedAt().minusMillis(1));

            assertThat(story.refuses(new DeploymentEvent.Verified(earlier, Samples.allPass(story.now()), story.now())))
                    .startsWith("That verification is over");
            assertThat(story.refuses(new DeploymentEvent.ChecksProgressed(earlier, 1, 5, null, story.now())))
                    .startsWith("That verification is over");
        }

        @Test
        void of_the_other_phase_are_refused() {
            Story story = Story.verifying(FULL);
            VerificationKey rollback = new VerificationKey(
                    Attempt.of(Phase.ROLL_BACK, 1), story.key().startedAt());

            assertThat(story.refuses(new DeploymentEvent.ChecksProgressed(rollback, 1, 5, null, story.now())))
                    .isEqualTo("That verification is over.");

            Story rollingBack = Story.rollingBack(FULL).started("rollback-run");
            assertThat(rollingBack.deployment().verifying()).isNull();
            assertThat(rollingBack.refuses(
                            new DeploymentEvent.Verified(rollback, Samples.allPass(story.now()), story.now())))
                    .startsWith("That verification is over");
        }
    }

    @Nested
    @DisplayName("An answer to a cancel")
    class CancelAnswers {

        @Test
        void about_another_run_of_the_same_attempt_is_refused() {
            Story story = Story.of(FULL).started("1");
            story.moves(story.cancellation(Samples.ADA));
            DeploymentEvent answer = new DeploymentEvent.CancelAnswered(
                    Attempt.of(Phase.DEPLOY, 1), "another", new CancelOutcome.Accepted(), story.now());

            assertThat(story.refuses(answer)).isEqualTo("Run another is not being cancelled.");
            assertThat(story.watched().cancelling().asked()).isZero();
        }
    }
}

package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.plan.Planner;
import io.releaseconductor.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("People are called")
class CallingTest {

    private static final Called ALL = Called.groups("oncall").andInitiator();

    private static final Duration HOUR = Duration.ofHours(1);

    private final Planner planner =
            new Planner(Deadlines.DEFAULT, d -> CardRenderer.render(d).digest());

    private static DeployRequest calling(Rollout rollout) {
        return Samples.request(rollout).toBuilder().called(ALL).build();
    }

    private static DeployRequest calling() {
        return calling(Rollout.FULL);
    }

    private Step.Work workAt(Story story, Instant at) {
        return planner.next(story.deployment(), at).work();
    }

    private static Step.Apply passes(Deadline deadline, Instant at) {
        return new Step.Apply(new DeploymentEvent.DeadlinePassed(deadline, Deadlines.DEFAULT.decision(), at));
    }

    /** Nothing is done before that, and this is done then. */
    private void assertFrom(Story story, Instant at, Deadline deadline) {
        Instant before = at.minusMillis(1);
        assertThat(workAt(story, before)).isNotEqualTo(passes(deadline, before));
        assertThat(workAt(story, at)).isEqualTo(passes(deadline, at));
    }

    private static List<AlertKind> calls(Story story) {
        return story.deployment().alerts().stream()
                .filter(alert -> !alert.called().isNobody())
                .map(Alert::kind)
                .toList();
    }

    private static Story due(Story story) {
        return story.passed(Deadline.DECISION_DUE, Deadlines.DEFAULT.decision());
    }

    @Nested
    @DisplayName("to decide")
    class ToDecide {

        @Test
        void at_once_where_policy_leaves_the_decision_to_a_person() {
            Story story = Story.verifying(calling()).verified(Samples.ask());
            assertThat(workAt(story, story.now())).isEqualTo(passes(Deadline.DECISION_DUE, story.now()));

            due(story);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.DECISION_DUE);
            assertThat(story.lastAlert().called()).isEqualTo(ALL);
            assertThat(story.lastAlert().message())
                    .isEqualTo("A decision is due by 2023-11-12 01:00:30 UTC: "
                            + story.deployment().verification().result().headline());
            assertThat(workAt(story, story.now())).isNull();
            assertThat(story.refuses(story.passing(Deadline.DECISION_DUE, HOUR)))
                    .isEqualTo("The deadline DECISION_DUE does not run any more.");
        }

        @Test
        void once_more_a_quarter_of_an_hour_before_the_wait_is_over() {
            Story story = due(Story.verifying(calling()).verified(Samples.ask()));
            Instant since = story.now();
            assertFrom(story, since.plus(Duration.ofMinutes(45)), Deadline.DECISION_EXPIRES);

            story.after(Duration.ofMinutes(45)).passed(Deadline.DECISION_EXPIRES, HOUR);
            assertThat(story.lastAlert().message())
                    .startsWith("Nobody has decided yet, and it expires at 2023-11-12 01:00:30 UTC: ");
            assertThat(workAt(story, story.now().plus(Duration.ofMinutes(14)))).isNull();
            assertThat(story.refuses(story.passing(Deadline.DECISION_EXPIRES, HOUR)))
                    .isEqualTo("The deadline DECISION_EXPIRES does not run any more.");

            story.after(Duration.ofMinutes(15)).passed(Deadline.DECISION, HOUR);
            assertThat(calls(story))
                    .containsExactly(AlertKind.DECISION_DUE, AlertKind.DECISION_EXPIRES, AlertKind.EXPIRED);
        }

        @Test
        void by_a_quarter_of_a_short_wait() {
            Story story = due(Story.verifying(calling()).verified(Samples.ask()));
            Planner hasty = new Planner(
                    Deadlines.DEFAULT.toBuilder()
                            .decision(Duration.ofMinutes(8))
                            .build(),
                    d -> CardRenderer.render(d).digest());
            assertThat(hasty.next(story.deployment(), story.now()).dueAt()).isEqualTo(story.now());
            Instant at = story.now().plus(Duration.ofMinutes(6));
            assertThat(hasty.next(story.deployment(), at.minusMillis(1)).work()).isNull();
            assertThat(hasty.next(story.deployment(), at).work()).isNotNull();
        }

        @Test
        void once_where_nobody_was_there_to_call_until_the_wait_was_almost_over() {
            Story story = Story.verifying(calling()).verified(Samples.ask()).after(Duration.ofMinutes(50));
            due(story);
            assertThat(workAt(story, story.now())).isNull();
            assertThat(calls(story)).containsExactly(AlertKind.DECISION_DUE);
        }

        @Test
        void never_where_nobody_is_to_be_called() {
            Story story = Story.verifying(Samples.request(Rollout.FULL)).verified(Samples.ask());
            assertThat(workAt(story, story.now())).isNull();
            assertThat(story.refuses(story.passing(Deadline.DECISION_DUE, HOUR)))
                    .isEqualTo("The deadline DECISION_DUE does not run any more.");
            assertThat(story.refuses(story.passing(Deadline.DECISION_EXPIRES, HOUR)))
                    .isEqualTo("The deadline DECISION_EXPIRES does not run any more.");
        }

        @Test
        void never_where_policy_promotes() {
            Story story = Story.verifying(calling()).verified(Samples.promote());
            assertThat(workAt(story, story.now())).isEqualTo(new Step.Apply(story.promotion(Actor.POLICY)));
            assertThat(story.refuses(story.passing(Deadline.DECISION_DUE, HOUR)))
                    .isNotBlank();
        }

        @Test
        void where_somebody_held_it_before_and_not_by_whoever_holds_it_then() {
            Story held = Story.of(calling()).moves(new DeploymentEvent.Hold(Samples.GRACE, Samples.START));
            held.ranWell("deploy-run").after(Duration.ofMinutes(1)).verified(Samples.promote());
            assertThat(workAt(held, held.now())).isEqualTo(passes(Deadline.DECISION_DUE, held.now()));

            Story story = Story.verifying(calling()).verified(Samples.promote()).after(Duration.ofSeconds(1));
            story.moves(new DeploymentEvent.Hold(Samples.GRACE, story.now()));
            assertThat(workAt(story, story.now())).isNull();
            assertFrom(story, story.now().plus(Duration.ofMinutes(45)), Deadline.DECISION_EXPIRES);
        }

        @Test
        void where_the_policy_would_roll_back_and_cannot() {
            DeployRequest request = calling().toBuilder().withoutRollback(true).build();
            Story story = Story.verifying(request).verified(Samples.rollBack("api_down"));
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_IMPOSSIBLE);
            assertThat(calls(story)).as("the call to decide says it").isEmpty();
            assertThat(workAt(story, story.now())).isEqualTo(passes(Deadline.DECISION_DUE, story.now()));
        }

        @Test
        void at_each_gate_anew() {
            Story story = due(Story.verifying(Samples.with(Samples.GRADUAL, calling(Rollout.CANARY)))
                    .verified(Samples.ask()));
            story.after(Duration.ofMinutes(1)).moves(story.promotion(Samples.ADA));
            story.ranWell("promote-run").after(Duration.ofMinutes(1)).verified(Samples.ask());
            assertThat(workAt(story, story.now())).isEqualTo(passes(Deadline.DECISION_DUE, story.now()));
            due(story);
            assertThat(calls(story)).containsExactly(AlertKind.DECISION_DUE, AlertKind.DECISION_DUE);
        }

        @Test
        @DisplayName("by a node whose clock is behind, all the same once")
        void by_a_node_whose_clock_is_behind() {
            Story story = Story.verifying(calling()).verified(Samples.ask());
            Instant behind = story.now().minusSeconds(8);
            story.moves(new DeploymentEvent.DeadlinePassed(Deadline.DECISION_DUE, HOUR, behind));
            assertThat(workAt(story, story.now())).isNull();
        }
    }

    @Nested
    @DisplayName("for what happened")
    class ForWhatHappened {

        @Test
        void where_a_run_fails() {
            Story story = Story.of(calling()).started("deploy-run").concluded(RunConclusion.FAILURE);
            assertThat(calls(story)).containsExactly(AlertKind.DEPLOYMENT_FAILED);
            assertThat(story.lastAlert().called()).isEqualTo(ALL);
        }

        @Test
        void once_where_it_fails_and_is_rolled_back_for_that() {
            Story story = Story.of(calling()).started("deploy-run").atWork();
            story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null), true);
            assertThat(story.deployment().alerts())
                    .extracting(Alert::kind)
                    .containsExactly(AlertKind.DEPLOYMENT_FAILED, AlertKind.ROLLBACK_TRIGGERED);
            assertThat(calls(story)).containsExactly(AlertKind.ROLLBACK_TRIGGERED);
        }

        @Test
        void where_only_a_person_can_tell_and_not_for_each_reminder_of_it() {
            Story story = Story.of(calling()).started("deploy-run");
            story.observed(new StatusOutcome.Gone("404"), false);
            story.after(HOUR).passed(Deadline.REMINDER, HOUR);
            assertThat(calls(story)).containsExactly(AlertKind.NEEDS_ATTENTION);
        }

        @Test
        void where_a_rollback_of_their_own_fails() {
            Story story = Story.rollingBack(calling()).started("rollback-run").concluded(RunConclusion.FAILURE);
            assertThat(calls(story)).containsExactly(AlertKind.ROLLBACK_FAILED);
        }

        @Test
        void never_where_nobody_is_to_be_called() {
            Story story = Story.of(Rollout.FULL).started("deploy-run").concluded(RunConclusion.FAILURE);
            assertThat(calls(story)).isEmpty();
        }
    }

    @Nested
    @DisplayName("never for what they did themselves:")
    class OwnDeeds {

        @Test
        void whoever_shipped_it_rolls_it_back() {
            assertThat(calls(Story.rollingBack(calling()))).isEmpty();
        }

        @Test
        @DisplayName(
                "if somebody else rolls it back, whoever shipped it is called and no group, in which that one may be")
        void somebody_else_rolls_it_back() {
            Story story = Story.verified(calling());
            story.moves(story.rollback(Samples.GRACE));
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_TRIGGERED);
            assertThat(story.lastAlert().called()).isEqualTo(Called.INITIATOR);
        }

        @Test
        void nobody_is_called_for_a_rollback_where_only_groups_are() {
            DeployRequest request =
                    calling().toBuilder().called(Called.groups("oncall")).build();
            Story story = Story.verified(request);
            assertThat(calls(story.moves(story.rollback(Samples.GRACE)))).isEmpty();
        }

        @Test
        void promoting_calls_nobody() {
            assertThat(calls(Story.promoted(calling()))).isEmpty();
        }

        @Test
        void giving_up_and_cancelling_halfway_call_nobody() {
            Story story = Story.of(calling()).started("deploy-run");
            story.observed(new StatusOutcome.Gone("404"), false);
            story.moves(new DeploymentEvent.GiveUp(Samples.ADA, story.now(), 1));
            Story cancelled = Story.of(calling()).started("deploy-run").atWork();
            cancelled.moves(cancelled.cancellation(Samples.ADA)).concluded(RunConclusion.CANCELLED);

            assertThat(Stream.of(story, cancelled).map(Story::status)).containsOnly(DeploymentStatus.FAILED);
            assertThat(calls(story)).containsExactly(AlertKind.NEEDS_ATTENTION);
            assertThat(calls(cancelled)).isEmpty();
        }
    }
}

package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Where risky paths changed")
class RiskyRollbackTest {

    private static final String WHY =
            "left to a person: it touches db/migration/V7__orders.sql (risky), not safe to roll"
                    + " back by version alone";

    private static final ChangeSummary.Risk TOUCHED =
            new ChangeSummary.Risk(List.of("db/migration/V7__orders.sql"), 1, true);

    private static DeployRequest risky(DeployRequest request) {
        return request.toBuilder()
                .riskyPaths(new RiskyPaths(List.of("db/migration/**")))
                .build();
    }

    private static ChangeOutcome known(ChangeSummary.@Nullable Risk risk) {
        return new ChangeOutcome.Known(new ChangeSummary("Add orders", "Ada", null, null, null, List.of(), risk));
    }

    private static Story answered(Story story, ChangeOutcome outcome) {
        return story.moves(new DeploymentEvent.ChangeAnswered(outcome, story.now()));
    }

    private static Story verifying(Rollout rollout) {
        return answered(Story.verifying(risky(Samples.request(rollout))), known(TOUCHED));
    }

    @Test
    @DisplayName("nothing is deployed again by policy, the team is told why, and a person may do it")
    void left_to_a_person() {
        Story story = verifying(Rollout.FULL).verified(Samples.rollBack("api_down"));

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_IMPOSSIBLE);
        assertThat(story.lastAlert().message()).isEqualTo("Rollback wanted (api_down), " + WHY);
        assertThat(story.deployment().leavesRollbackToAPerson()).isTrue();

        story.moves(story.rollback(Samples.ADA));
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback().version()).isEqualTo(Samples.PREVIOUS);
    }

    @Test
    @DisplayName("a run that failed is not rolled back by policy")
    void a_run_that_failed() {
        Story story = answered(
                Story.of(risky(Samples.request(Rollout.FULL)))
                        .started("deploy-run")
                        .atWork(),
                known(TOUCHED));
        story.observed(new StatusOutcome.Seen(story.run().completed(RunConclusion.FAILURE), null), true);

        assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(story.deployment().alerts())
                .extracting(Alert::message)
                .contains("Rollback wanted (workflow_failed), " + WHY);
        story.moves(story.rollback(Samples.ADA));
        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    @DisplayName("what was held is not rolled back by policy once it is lifted")
    void lifted() {
        Story story = verifying(Rollout.FULL);
        story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now())).verified(Samples.rollBack("api_down"));
        story.moves(new DeploymentEvent.Lift(Samples.ADA, story.now()));

        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.lastAlert().message()).isEqualTo("Rollback wanted (api_down), " + WHY);
    }

    @Test
    @DisplayName("a rollout that nobody takes further expires half done, and that is said")
    void half_done() {
        DeployRequest request = Samples.with(Samples.REGIONS, Samples.request(Rollout.CANARY));
        Story story = answered(Story.verified(risky(request)), known(TOUCHED));
        story.passed(Deadline.DECISION, Duration.ofHours(1));

        assertThat(story.status()).isEqualTo(DeploymentStatus.EXPIRED);
        assertThat(story.lastAlert().message())
                .isEqualTo("Expired: nobody decided within 1h; left at eu-west; its rollback is " + WHY);
    }

    @Test
    @DisplayName("the canary is removed and the traffic switched back as ever")
    void other_ways() {
        Story canary = verifying(Rollout.CANARY).verified(Samples.rollBack("api_down"));
        assertThat(canary.deployment().rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
        Story switched = verifying(Rollout.BLUE_GREEN).verified(Samples.rollBack("api_down"));
        assertThat(switched.deployment().rollback().method()).isEqualTo(RollbackMethod.SWITCH_BACK);
        Story idle = answered(
                Story.verifying(risky(Samples.with(RolloutPlan.IDLE_FIRST, Samples.request(Rollout.BLUE_GREEN)))),
                known(TOUCHED));
        idle.verified(Samples.rollBack("api_down"));
        assertThat(idle.deployment().rollback().method()).isEqualTo(RollbackMethod.NO_SWITCH);
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of("nobody answered yet", null),
                Arguments.of("nobody could be asked", new ChangeOutcome.Unavailable("502")),
                Arguments.of("nothing is known", new ChangeOutcome.NothingKnown("404")),
                Arguments.of("that was not found out", known(null)),
                Arguments.of("not all paths are known", known(ChangeSummary.Risk.UNKNOWN)),
                Arguments.of("none of them changed", known(new ChangeSummary.Risk(List.of(), 0, true))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknown")
    @DisplayName("is not known, it is rolled back as ever, since")
    void not_known(String what, @Nullable ChangeOutcome outcome) {
        Story story = Story.verifying(risky(Samples.request(Rollout.FULL)));
        if (outcome != null) {
            answered(story, outcome);
        }
        story.verified(Samples.rollBack("api_down"));

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback().decision().by()).isEqualTo(Actor.POLICY);
    }

    @Test
    @DisplayName("and that comes to be known too late, the rollback goes on")
    void too_late() {
        Story story = Story.verifying(risky(Samples.request(Rollout.FULL))).verified(Samples.rollBack("api_down"));
        answered(story, known(TOUCHED)).ranWell("rollback-run");

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollbackVerification()).isNotNull();
    }

    @Test
    @DisplayName("an environment without any is rolled back as ever, whatever a change log says")
    void none_are_risky() {
        Story story = answered(Story.verifying(Samples.request(Rollout.FULL)), known(TOUCHED));
        story.verified(Samples.rollBack("api_down"));

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    @DisplayName("and there is nothing to return to, that is what is said")
    void nothing_to_return_to() {
        Story story = answered(Story.verifying(risky(Samples.request(Rollout.FULL, null, null))), known(TOUCHED));
        story.verified(Samples.rollBack("api_down"));

        assertThat(story.lastAlert().message())
                .isEqualTo("Rollback wanted (api_down), not possible: no earlier version is known to return to");
        assertThat(story.deployment().leavesRollbackToAPerson()).isFalse();
    }
}

package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A deployment")
class DeploymentTest {

    private static final DeployRequest REQUEST = Samples.request(Rollout.CANARY);

    private final Deployment initiated = Samples.initiated(REQUEST);

    @Test
    void is_first_stored_as_initiated_and_due_at_once() {
        assertThat(initiated.revision()).isEqualTo(1);
        assertThat(initiated.status()).isEqualTo(DeploymentStatus.INITIATED);
        assertThat(initiated.statusSince()).isEqualTo(Samples.START);
        assertThat(initiated.dueAt()).isEqualTo(Samples.START);
        assertThat(initiated.deployPhase()).isEqualTo(PhaseProgress.begin(Phase.DEPLOY, Samples.START));
        assertThat(initiated.card()).isEqualTo(CardState.NONE);
        assertThat(initiated.alerts()).isEmpty();
        assertThat(initiated.settled()).isFalse();
        assertThat(initiated.environment()).isEqualTo(Environment.STAGING);
        assertThat(initiated.previousVersion()).isEqualTo(Samples.PREVIOUS);
        assertThat(initiated.lastRun()).isEmpty();
    }

    @Test
    void has_an_id_of_its_environment() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deployment.initiate(new DeployId("ship-prod-1"), REQUEST))
                .withMessage("deployment ship-prod-1: its environment is staging");
    }

    @Test
    void counts_its_revisions_from_one() {
        assertThat(initiated.withRevision(7).revision()).isEqualTo(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> initiated.withRevision(0))
                .withMessage("deployment ship-staging-1699747200: revision is 0; allowed: 1 or more");
    }

    @Test
    void says_what_needs_attention_exactly_while_it_does() {
        Attention attention = new Attention(Phase.DEPLOY, "unclear", Samples.START, List.of(), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> initiated.toBuilder().attention(attention).build())
                .withMessageStartingWith(
                        "deployment ship-staging-1699747200: status INITIATED does not go with attention");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> initiated.toBuilder()
                        .status(DeploymentStatus.NEEDS_ATTENTION)
                        .build());
        assertThat(initiated.toBuilder()
                        .status(DeploymentStatus.NEEDS_ATTENTION)
                        .attention(attention)
                        .build()
                        .currentPhase())
                .contains(Phase.DEPLOY);
    }

    @Test
    void that_is_due_at_the_same_time_is_the_same() {
        Instant later = Samples.START.plusSeconds(5);

        assertThat(initiated.withDueAt(Samples.START)).isSameAs(initiated);
        assertThat(initiated.withDueAt(later).dueAt()).isEqualTo(later);
        assertThat(initiated.withDueAt(null).dueAt()).isNull();
        assertThat(initiated.withDueAt(later).withDueAt(Samples.START)).isEqualTo(initiated);
    }

    @Test
    void that_is_built_again_without_a_change_is_equal() {
        Deployment much =
                Story.rollingBack(Samples.linkedRequest(Rollout.CANARY))
                        .ranWell("rollback-run")
                        .deployment()
                        .toBuilder()
                        .extensions(Map.of("later", "{}"))
                        .build();

        assertThat(much.toBuilder().build()).isEqualTo(much);
        assertThat(much.extensions()).containsEntry("later", "{}");
    }

    @Test
    void is_built_of_all_its_values() {
        Story story = Story.promoted(Samples.linkedRequest(Rollout.CANARY)).ranWell("promote-run");
        story.moves(story.rollback(Samples.GRACE)).ranWell("rollback-run").verified(Samples.rollBack("api_down"));
        Deployment d = story.deployment();
        Decision decision = new Decision(Samples.ADA, Samples.START);

        Deployment built = Samples.initiated(Samples.request(Rollout.FULL)).toBuilder()
                .id(d.id())
                .revision(d.revision())
                .request(d.request())
                .status(d.status())
                .statusSince(d.statusSince())
                .version("v2")
                .waves(d.waves())
                .rollbackPhase(d.rollbackPhase())
                .rollbackVerification(d.rollbackVerification())
                .cancelWish(decision)
                .rollbackWish(d.rollback())
                .holds(List.of(decision))
                .lifted(decision)
                .holdReasons(d.holdReasons())
                .shadows(d.shadows())
                .promotion(d.promotion())
                .promotedAt(d.promotedAt())
                .rollback(d.rollback())
                .rolledBackAt(Samples.START)
                .failure(d.failure())
                .attention(d.attention())
                .linked(d.linked())
                .card(new CardState("message-1", "d1", null, 0, 0, null, 1, null))
                .alerts(d.alerts())
                .dueAt(d.dueAt())
                .extensions(Map.of("later", "{}"))
                .build();

        assertThat(built)
                .isEqualTo(d.toBuilder()
                        .version("v2")
                        .cancelWish(decision)
                        .rollbackWish(d.rollback())
                        .holds(List.of(decision))
                        .lifted(decision)
                        .rolledBackAt(Samples.START)
                        .card(new CardState("message-1", "d1", null, 0, 0, null, 1, null))
                        .extensions(Map.of("later", "{}"))
                        .build());
        assertThat(built.settled()).isTrue();
    }

    @Test
    void has_a_current_phase_while_a_run_is_asked_for_or_watched() {
        assertThat(initiated.currentPhase()).contains(Phase.DEPLOY);
        assertThat(Story.of(REQUEST).started("deploy-run").deployment().currentPhase())
                .contains(Phase.DEPLOY);
        assertThat(Story.verifying(REQUEST).deployment().currentPhase()).isEmpty();
        assertThat(Story.promoted(REQUEST).deployment().currentPhase()).contains(Phase.PROMOTE);
        assertThat(Story.rollingBack(REQUEST).deployment().currentPhase()).contains(Phase.ROLL_BACK);
    }

    @Test
    void knows_the_run_that_was_seen_last() {
        Story story = Story.promoted(REQUEST);
        assertThat(story.deployment().lastRun()).map(WorkflowRun::id).contains("deploy-run");
        story.started("promote-run");
        assertThat(story.deployment().lastRun()).map(WorkflowRun::id).contains("promote-run");
        story.concluded(RunConclusion.FAILURE).moves(story.rollback(Samples.ADA));
        assertThat(story.deployment().lastRun()).map(WorkflowRun::id).contains("promote-run");
        story.started("rollback-run");
        assertThat(story.deployment().lastRun()).map(WorkflowRun::id).contains("rollback-run");
    }

    @Test
    void has_a_verification_of_what_was_deployed_and_one_of_its_rollback() {
        Deployment d = Story.rollingBack(REQUEST).ranWell("rollback-run").deployment();

        assertThat(d.verification(Phase.ROLL_BACK)).isSameAs(d.rollbackVerification());
        assertThat(d.verification(Phase.DEPLOY)).isSameAs(d.verification());
        assertThat(d.verification(Phase.PROMOTE)).isSameAs(d.verification());
    }

    @Test
    void cannot_be_changed_against_the_transition_table() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Change.of(initiated, Samples.START).status(DeploymentStatus.PROMOTED))
                .withMessage("ship-staging-1699747200: initiated does not leave to promoted");
    }

    @Nested
    @DisplayName("has a history entry that")
    class History {

        @Test
        void says_what_was_asked_for_at_first() {
            assertThat(HistoryEntry.of(initiated))
                    .isEqualTo(new HistoryEntry(
                            initiated.id(),
                            DeploymentStatus.INITIATED,
                            Samples.START,
                            Strategy.CANARY,
                            "main",
                            null,
                            null,
                            Samples.ADA,
                            Samples.START,
                            null,
                            null,
                            null,
                            null,
                            List.of(),
                            null,
                            new HistoryCourse(null, true, null, null, null, null, null, null, null, null)));
            assertThat(HistoryEntry.of(initiated).environment()).isEqualTo(Environment.STAGING);
        }

        @Test
        void names_who_promoted_it_and_how_the_checks_came_out() {
            Story story = Story.verifying(REQUEST);
            assertThat(HistoryEntry.of(story.deployment()).checks()).isNull();
            story.moves(story.verification(Samples.passing(story.now(), 4, 5), Samples.ask()));
            story.moves(story.promotion(Samples.GRACE));

            HistoryEntry entry = HistoryEntry.of(story.deployment());
            assertThat(entry.decidedBy()).isEqualTo(Samples.GRACE);
            assertThat(entry.checks()).isEqualTo("4/5");
            assertThat(entry.reason()).isNull();
        }

        @Test
        void names_who_rolled_it_back_rather_than_who_promoted_it_and_why() {
            Story story = Story.promoted(Samples.request(Rollout.FULL));
            story.moves(new DeploymentEvent.RollBack(Samples.GRACE, story.now(), "too slow", null));

            HistoryEntry entry = HistoryEntry.of(story.deployment());
            assertThat(entry.decidedBy()).isEqualTo(Samples.GRACE);
            assertThat(entry.reason()).isEqualTo("too slow");
        }

        @Test
        void says_why_it_failed_and_what_a_person_said_who_rolled_it_back() {
            Story story = Story.of(REQUEST).started("1001").atWork().concluded(RunConclusion.FAILURE);
            story.moves(new DeploymentEvent.RollBack(Samples.GRACE, story.now(), "to be sure", null));

            assertThat(HistoryEntry.of(story.deployment()).reason())
                    .isEqualTo("run 1001 failed; rolled back because: to be sure");
        }

        @Test
        void says_why_it_failed_rather_than_which_trigger_fired() {
            Story story = Story.of(REQUEST).started("1001").atWork().concluded(RunConclusion.FAILURE);
            Rollback byPolicy = new Rollback(
                    new Decision(Actor.POLICY, story.now()), "workflow_failed", RollbackMethod.REDEPLOY, "v1");

            assertThat(HistoryEntry.of(story.deployment().toBuilder()
                                    .rollback(byPolicy)
                                    .build())
                            .reason())
                    .isEqualTo("run 1001 failed");
        }
    }
}

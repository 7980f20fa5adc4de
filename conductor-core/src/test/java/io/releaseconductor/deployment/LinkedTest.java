package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The linked environment")
class LinkedTest {

    private static final DeployId PROD = new DeployId("ship-prod-1699747300");

    private static Story promoted() {
        return Story.promoted(Samples.linkedRequest(Rollout.FULL));
    }

    private static DeploymentEvent shipped(Story story) {
        return answered(story, new LinkedOutcome.Shipped(PROD));
    }

    private static DeploymentEvent blocked(Story story) {
        return answered(story, new LinkedOutcome.Blocked("prod is taken"));
    }

    private static DeploymentEvent answered(Story story, LinkedOutcome outcome) {
        LinkedShip linked = story.deployment().linked();
        Decision wanted = linked == null ? new Decision(Samples.ADA, story.now()) : linked.wanted();
        return new DeploymentEvent.LinkedAnswered(wanted, outcome, story.now());
    }

    @Test
    void is_wanted_by_the_write_that_promotes_for_the_one_who_promoted() {
        Story story = promoted();
        Instant promotedAt = story.deployment().promotedAt();

        assertThat(story.deployment().linked())
                .isEqualTo(new LinkedShip(
                        Environment.PROD,
                        new Decision(Samples.ADA, promotedAt),
                        LinkedShip.State.WANTED,
                        null,
                        null,
                        promotedAt));
    }

    @Test
    void of_a_canary_is_wanted_only_when_its_full_rollout_is_done() {
        Story story = Story.promoted(Samples.linkedRequest(Rollout.CANARY));
        assertThat(story.deployment().linked()).isNull();

        story.ranWell("promote-run");

        assertThat(story.deployment().linked().state()).isEqualTo(LinkedShip.State.WANTED);
        assertThat(story.deployment().linked().wanted().by()).isEqualTo(Samples.ADA);
    }

    @Test
    void is_shipped_to_once() {
        Story story = promoted();
        LinkedShip wanted = story.deployment().linked();
        story.moves(shipped(story));

        assertThat(story.deployment().linked())
                .isEqualTo(new LinkedShip(
                        Environment.PROD, wanted.wanted(), LinkedShip.State.SHIPPED, PROD, null, wanted.notBefore()));
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.refuses(shipped(story))).isEqualTo("No linked deployment is awaited.");
        assertThat(story.refuses(blocked(story))).isEqualTo("No linked deployment is awaited.");
        assertThat(story.refuses(new DeploymentEvent.ShipLinked(Samples.ADA, story.now())))
                .isEqualTo("Already shipped to prod as ship-prod-1699747300.");
    }

    @Test
    void that_is_blocked_leaves_it_promoted_tells_the_team_and_waits_for_a_person() {
        Story story = promoted().moves(blocked(promoted()));

        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.deployment().linked().state()).isEqualTo(LinkedShip.State.BLOCKED);
        assertThat(story.deployment().linked().reason()).isEqualTo("prod is taken");
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.LINKED_BLOCKED);
        assertThat(story.lastAlert().message()).isEqualTo("Not shipped to prod: prod is taken");
        assertThat(story.refuses(blocked(story))).isEqualTo("The linked deployment is blocked already.");
    }

    @Test
    void that_was_blocked_is_wanted_again_by_the_one_who_presses_its_button() {
        Story story = promoted();
        story.moves(blocked(story)).after(Duration.ofMinutes(7));

        story.moves(new DeploymentEvent.ShipLinked(Samples.GRACE, story.now()));

        assertThat(story.deployment().linked())
                .isEqualTo(new LinkedShip(
                        Environment.PROD,
                        new Decision(Samples.GRACE, story.now()),
                        LinkedShip.State.WANTED,
                        null,
                        null,
                        story.now()));
        assertThat(story.refuses(new DeploymentEvent.ShipLinked(Samples.ADA, story.now())))
                .isEqualTo("Already being shipped to prod, asked for by Grace at 2023-11-12 00:09:30 UTC.");
    }

    @Test
    void that_turns_out_to_be_shipped_after_all_is_recorded() {
        Story story = promoted();
        story.moves(blocked(story)).moves(shipped(story));

        assertThat(story.deployment().linked().deployment()).isEqualTo(PROD);
    }

    @Test
    void is_not_shipped_to_any_more_once_it_is_rolled_back() {
        Story story = promoted();
        story.moves(story.rollback(Samples.ADA));

        assertThat(story.deployment().linked().state())
                .as("nothing is said before it is known")
                .isEqualTo(LinkedShip.State.WANTED);
        int alerts = story.deployment().alerts().size();
        story.moves(answered(story, new LinkedOutcome.Blocked("rolled back before it was shipped")));

        assertThat(story.deployment().linked().state()).isEqualTo(LinkedShip.State.BLOCKED);
        assertThat(story.deployment().linked().reason()).isEqualTo("rolled back before it was shipped");
        assertThat(story.deployment().alerts())
                .as("whoever rolls back needs no telling")
                .hasSize(alerts);
        assertThat(story.refuses(new DeploymentEvent.ShipLinked(Samples.ADA, story.now())))
                .isEqualTo("Only a promoted deployment is shipped on: Already being rolled back by Ada"
                        + " at 2023-11-12 00:02:30 UTC.");
    }

    @Test
    void that_was_shipped_to_before_the_rollback_stays_on_record() {
        Story story = promoted();
        story.moves(shipped(story)).moves(story.rollback(Samples.ADA));

        assertThat(story.deployment().linked().state()).isEqualTo(LinkedShip.State.SHIPPED);
    }

    @Test
    void that_was_created_before_the_rollback_unnoticed_is_recorded_when_that_is_found_out() {
        Story story = promoted();
        story.moves(story.rollback(Samples.ADA)).moves(shipped(story));

        assertThat(story.deployment().linked().deployment()).isEqualTo(PROD);
    }

    @Test
    void is_not_blocked_by_the_late_answer_to_an_earlier_wish() {
        Story story = promoted();
        DeploymentEvent late = blocked(story);
        story.moves(late)
                .after(Duration.ofMinutes(7))
                .moves(new DeploymentEvent.ShipLinked(Samples.GRACE, story.now()));

        assertThat(story.refuses(late)).isEqualTo("The linked deployment was asked for anew since.");
        assertThat(story.deployment().linked().state()).isEqualTo(LinkedShip.State.WANTED);
    }

    @Test
    void is_withdrawn_unless_it_has_begun_when_what_it_was_shipped_on_from_does_not_stand_any_more() {
        DeployId parent = DeployId.of(Environment.STAGING, Samples.START);
        DeployRequest request = DeployRequest.builder(
                        Environment.PROD, Strategy.FULL, Rollout.FULL, Samples.ADA, Samples.START)
                .version("v2")
                .parent(parent)
                .previousVersion("v1")
                .build();
        DeploymentEvent withdrawn = new DeploymentEvent.Withdrawn(parent, Samples.START);
        Story story = Story.of(request);
        Story begun = Story.of(request).intended();
        Story triedAgain = Story.of(request).triedAgain();

        story.moves(withdrawn);

        assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.LINKED_BLOCKED);
        assertThat(story.lastAlert().message())
                .isEqualTo("Not shipped to prod: ship-staging-1699747200 was rolled back before this was started");
        assertThat(begun.refuses(withdrawn)).endsWith("or has begun.");
        assertThat(triedAgain.moves(withdrawn).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(triedAgain.lastAlert().message())
                .isEqualTo("Deploy failed: ship-staging-1699747200 was rolled back before this was tried again;"
                        + " an earlier attempt may have taken effect");
        assertThat(Story.of(Rollout.FULL).refuses(withdrawn)).startsWith("It was not shipped on from");
    }

    @Test
    void is_not_there_where_none_is_configured() {
        Story story = Story.promoted(Samples.request(Rollout.FULL));

        assertThat(story.deployment().linked()).isNull();
        assertThat(story.refuses(new DeploymentEvent.ShipLinked(Samples.ADA, story.now())))
                .isEqualTo("There is no linked environment to ship to.");
        assertThat(story.refuses(shipped(story))).isEqualTo("No linked deployment is awaited.");
    }
}

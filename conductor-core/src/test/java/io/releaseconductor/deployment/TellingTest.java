package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What people are told:")
class TellingTest {

    private static DeploymentEvent card(Story story, String digest, Delivery outcome) {
        return new DeploymentEvent.CardDelivered(story.deployment().card(), digest, outcome, story.now());
    }

    @Nested
    @DisplayName("the card")
    class TheCard {

        private final Story story = Story.of(Rollout.FULL);

        @Test
        void that_is_shown_is_remembered_with_its_message() {
            story.moves(card(story, "d1", new Delivery.Shown("message-1")));

            assertThat(story.deployment().card()).isEqualTo(new CardState("message-1", "d1", null, 0, 0, null));
            assertThat(story.status()).isEqualTo(DeploymentStatus.INITIATED);
        }

        @Test
        void that_cannot_be_delivered_now_is_tried_again_later_and_later() {
            story.moves(card(story, "d1", new Delivery.Shown("message-1")));
            story.moves(card(story, "d2", new Delivery.Unavailable("503", story.now())));
            assertThat(story.deployment().card())
                    .isEqualTo(new CardState(
                            "message-1", null, null, 0, 1, story.now().plusSeconds(2)));

            story.moves(card(story, "d2", new Delivery.Unavailable("503", story.now())));
            assertThat(story.deployment().card().failures()).isEqualTo(2);
            assertThat(story.deployment().card().retryAt())
                    .isEqualTo(story.now().plusSeconds(4));

            story.moves(card(
                    story, "d2", new Delivery.Unavailable("wait", story.now().plusSeconds(70))));
            assertThat(story.deployment().card().retryAt())
                    .isEqualTo(story.now().plusSeconds(70));

            story.moves(card(story, "d2", new Delivery.Shown("message-1")));
            assertThat(story.deployment().card()).isEqualTo(new CardState("message-1", "d2", null, 0, 0, null));
        }

        @Test
        void of_two_tries_at_once_is_shown_once_more_since_nobody_knows_which_came_last() {
            CardState before = story.moves(card(story, "d1", new Delivery.Shown("message-1")))
                    .deployment()
                    .card();
            story.moves(card(story, "d2", new Delivery.Shown("message-1")));
            CardState unknown = new CardState("message-1", null, null, 1, 0, null);
            story.moves(new DeploymentEvent.CardDelivered(before, "d1", new Delivery.Shown("message-1"), story.now()));
            assertThat(story.deployment().card()).isEqualTo(unknown);

            story.moves(card(story, "d2", new Delivery.Unavailable("503", story.now())));
            story.moves(new DeploymentEvent.CardDelivered(unknown, "d1", new Delivery.Shown("message-1"), story.now()));
            assertThat(story.deployment().card().shown())
                    .as("also where the other one failed, since it may have had its effect")
                    .isNull();
        }

        @Test
        void that_is_shown_by_another_message_meanwhile_is_not_given_back_to_the_old_one() {
            CardState before = story.moves(card(story, "d1", new Delivery.Shown("message-1")))
                    .deployment()
                    .card();
            story.moves(card(story, "d2", new Delivery.Gone("deleted")));
            story.moves(card(story, "d2", new Delivery.Shown("message-2")));

            for (Delivery late : new Delivery[] {new Delivery.Shown("message-1"), new Delivery.Gone("deleted")}) {
                assertThat(story.refuses(new DeploymentEvent.CardDelivered(before, "d1", late, story.now())))
                        .isEqualTo("Another message shows the card.");
            }
        }

        @Test
        void whose_message_was_deleted_is_posted_afresh_under_another_key() {
            story.moves(card(story, "d1", new Delivery.Shown("message-1")));
            story.moves(card(story, "d2", new Delivery.Unavailable("503", story.now())));
            story.moves(card(story, "d2", new Delivery.Gone("deleted")));

            assertThat(story.deployment().card()).isEqualTo(new CardState(null, null, null, 1, 1, null));

            story.moves(card(story, "d2", new Delivery.Shown("message-2")));
            assertThat(story.deployment().card()).isEqualTo(new CardState("message-2", "d2", null, 1, 0, null));
        }

        @Test
        void that_can_never_be_shown_alerts_the_team_whatever_else_it_was_told() {
            story.passed(Deadline.SLOW, Duration.ofMinutes(10));
            story.moves(card(story, "d1", new Delivery.Undeliverable("no such channel")));

            assertThat(story.deployment().alerts())
                    .extracting(Alert::kind)
                    .containsExactly(AlertKind.SLOW_DEPLOYMENT, AlertKind.CARD_UNDELIVERABLE);
        }

        @Test
        void that_can_never_be_shown_alerts_the_team_once_and_is_not_tried_again_until_it_changes() {
            story.moves(card(story, "d1", new Delivery.Shown("message-1")));
            story.moves(card(story, "d2", new Delivery.Unavailable("503", story.now())));
            story.moves(card(story, "d2", new Delivery.Undeliverable("no such channel")));

            assertThat(story.deployment().card()).isEqualTo(new CardState("message-1", null, "d2", 0, 0, null));
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.CARD_UNDELIVERABLE);
            assertThat(story.lastAlert().message()).isEqualTo("The card cannot be shown: no such channel");

            story.moves(card(story, "d3", new Delivery.Undeliverable("no such channel")));
            assertThat(story.deployment().card().undeliverable()).isEqualTo("d3");
            assertThat(story.deployment().alerts()).hasSize(1);
        }
    }

    @Nested
    @DisplayName("an alert")
    class AnAlert {

        private final Story story =
                Story.of(Rollout.FULL).intended().dispatched(new DispatchOutcome.Rejected("no such workflow"));

        private final String id = story.lastAlert().id();

        @Test
        void is_marked_as_sent_after_it_was_sent() {
            story.after(Duration.ofSeconds(3)).moves(new DeploymentEvent.AlertDelivered(id, null, story.now()));

            assertThat(story.lastAlert().sentAt()).isEqualTo(story.now());
            assertThat(story.lastAlert().isPending()).isFalse();
            assertThat(story.refuses(new DeploymentEvent.AlertDelivered(id, null, story.now())))
                    .isEqualTo("No such alert is waiting to be sent.");
        }

        @Test
        void that_could_not_be_sent_is_tried_again_later_and_later() {
            story.moves(new DeploymentEvent.AlertDelivered(id, "sink is down", story.now()));
            assertThat(story.lastAlert().isPending()).isTrue();
            assertThat(story.lastAlert().failures()).isEqualTo(1);
            assertThat(story.lastAlert().retryAt()).isEqualTo(story.now().plusSeconds(2));

            story.moves(new DeploymentEvent.AlertDelivered(id, "sink is down", story.now()));
            assertThat(story.lastAlert().failures()).isEqualTo(2);
            assertThat(story.lastAlert().retryAt()).isEqualTo(story.now().plusSeconds(4));

            story.moves(new DeploymentEvent.AlertDelivered(id, null, story.now()));
            assertThat(story.lastAlert())
                    .isEqualTo(new Alert(
                            id,
                            AlertKind.DEPLOYMENT_FAILED,
                            "Deploy failed: no such workflow",
                            Samples.START,
                            story.now(),
                            2,
                            null));
        }

        @Test
        void that_nobody_raised_is_refused() {
            assertThat(story.refuses(new DeploymentEvent.AlertDelivered("another", null, story.now())))
                    .isEqualTo("No such alert is waiting to be sent.");
        }

        @Test
        void leaves_the_others_as_they_are() {
            story.moves(story.rollback(Samples.ADA)).moves(new DeploymentEvent.AlertDelivered(id, null, story.now()));

            assertThat(story.deployment().alerts()).extracting(Alert::isPending).containsExactly(false, true);
            assertThat(story.deployment().alerts())
                    .extracting(Alert::id)
                    .containsExactly(id, "ship-staging-1699747200:rollback_triggered:1");
        }
    }
}

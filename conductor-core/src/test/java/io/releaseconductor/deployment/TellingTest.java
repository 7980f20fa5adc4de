package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What people are told:")
class TellingTest {

    private static DeploymentEvent card(Story story, String digest, DeliveryOutcome outcome) {
        return new DeploymentEvent.CardDelivered(story.deployment().card(), digest, outcome, story.now());
    }

    @Nested
    @DisplayName("the card")
    class TheCard {

        private void assertWaits(long atLeast, long atMost) {
            assertThat(story.deployment().card().retryAt())
                    .isBetween(story.now().plusSeconds(atLeast), story.now().plusSeconds(atMost));
        }

        private static CardState shown(
                String reference, String digest, int posts, int generation, Instant unsureUntil) {
            return new CardState(reference, digest, null, posts, 0, null, generation, unsureUntil);
        }

        private DeploymentEvent delivered(CardState before, String digest, DeliveryOutcome outcome) {
            return new DeploymentEvent.CardDelivered(before, digest, outcome, story.now());
        }

        private final Story story = Story.of(Rollout.FULL);

        @Test
        void that_is_shown_is_remembered_with_its_message() {
            story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")));

            assertThat(story.deployment().card()).isEqualTo(shown("message-1", "d1", 0, 1, null));
            assertThat(story.status()).isEqualTo(DeploymentStatus.INITIATED);
        }

        @Test
        void that_cannot_be_delivered_now_is_tried_again_later_and_later() {
            story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")));
            story.moves(card(story, "d2", new DeliveryOutcome.Unavailable("503", story.now())));
            assertThat(story.deployment().card().shown())
                    .as("it may have been shown all the same")
                    .isNull();
            assertWaits(2, 3);

            story.moves(card(story, "d2", new DeliveryOutcome.Unavailable("503", story.now())));
            assertThat(story.deployment().card().failures()).isEqualTo(2);
            assertWaits(4, 6);

            story.moves(card(
                    story,
                    "d2",
                    new DeliveryOutcome.Unavailable("wait", story.now().plusSeconds(70))));
            assertWaits(70, 105);

            for (int i = 0; i < 20; i++) {
                story.moves(card(story, "d2", new DeliveryOutcome.Unavailable("503", story.now())));
            }
            assertWaits(120, 180);

            Instant unsure = story.now().plusSeconds(120);
            story.moves(card(story, "d2", new DeliveryOutcome.Shown("message-1")));
            assertThat(story.deployment().card()).isEqualTo(shown("message-1", "d2", 0, 25, unsure));
        }

        @Test
        void that_was_not_answered_once_is_shown_once_more_when_that_try_can_have_no_effect_any_more() {
            story.moves(card(story, "d1", new DeliveryOutcome.Unavailable("no answer", story.now())));
            Instant unsure = story.now().plusSeconds(120);
            story.after(Duration.ofSeconds(119)).moves(card(story, "d2", new DeliveryOutcome.Shown("message-1")));
            assertThat(story.deployment().card()).isEqualTo(shown("message-1", "d2", 0, 2, unsure));

            story.after(Duration.ofSeconds(1)).moves(card(story, "d2", new DeliveryOutcome.Shown("message-1")));
            assertThat(story.deployment().card()).isEqualTo(shown("message-1", "d2", 0, 3, null));
        }

        @Test
        void that_was_not_answered_is_not_known_any_sooner_because_an_earlier_try_is_told_of_late() {
            CardState before = story.deployment().card();
            Instant early = story.now();
            story.after(Duration.ofSeconds(70))
                    .moves(card(story, "d1", new DeliveryOutcome.Unavailable("no answer", story.now())));
            Instant unsure = story.now().plusSeconds(120);
            story.moves(new DeploymentEvent.CardDelivered(
                    before, "d0", new DeliveryOutcome.Unavailable("no answer", early), early));

            assertThat(story.deployment().card().unsureUntil()).isEqualTo(unsure);
        }

        @Test
        void that_certainly_was_not_sent_leaves_what_is_shown_known() {
            story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")));
            CardState before = story.deployment().card();
            story.moves(card(story, "d2", DeliveryOutcome.Unavailable.notSent("too many at once", story.now())));
            assertThat(story.deployment().card().shown()).isEqualTo("d1");
            assertThat(story.deployment().card().unsureUntil()).isNull();
            assertWaits(2, 3);

            assertThat(story.refuses(delivered(
                            before, "d2", DeliveryOutcome.Unavailable.notSent("too many at once", story.now()))))
                    .isEqualTo("Another try came to its end meanwhile.");
        }

        @Test
        void of_many_that_failed_together_are_tried_again_at_times_of_their_own() {
            Set<Instant> times = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                DeployId id = DeployId.of(Environment.STAGING, Samples.START.plusSeconds(i));
                times.add(Samples.START.plus(Backoff.ofCard(id, 7, 7, Duration.ZERO)));
            }
            assertThat(times)
                    .hasSizeGreaterThan(95)
                    .allSatisfy(at ->
                            assertThat(at).isBetween(Samples.START.plusSeconds(120), Samples.START.plusSeconds(180)));
        }

        @Test
        void of_two_tries_at_once_is_shown_once_more_since_nobody_knows_which_came_last() {
            CardState before = story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")))
                    .deployment()
                    .card();
            CardState second = story.moves(card(story, "d2", new DeliveryOutcome.Shown("message-1")))
                    .deployment()
                    .card();
            story.moves(delivered(before, "d1", new DeliveryOutcome.Shown("message-1")));
            assertThat(story.deployment().card()).isEqualTo(shown("message-1", null, 0, 3, null));

            story.moves(delivered(second, "d2", new DeliveryOutcome.Unavailable("503", story.now())));
            assertThat(story.deployment().card().shown())
                    .as("also where the other one failed, since it may have had its effect")
                    .isNull();
            assertThat(story.deployment().card().isHeldBack())
                    .as("since a later try was answered")
                    .isFalse();
        }

        @Test
        void that_is_shown_by_another_message_meanwhile_is_not_given_back_to_the_old_one() {
            CardState before = story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")))
                    .deployment()
                    .card();
            story.moves(card(story, "d2", new DeliveryOutcome.Gone("deleted")));
            story.moves(card(story, "d2", new DeliveryOutcome.Shown("message-2")));

            for (DeliveryOutcome late :
                    new DeliveryOutcome[] {new DeliveryOutcome.Shown("message-1"), new DeliveryOutcome.Gone("deleted")
                    }) {
                assertThat(story.refuses(new DeploymentEvent.CardDelivered(before, "d1", late, story.now())))
                        .isEqualTo("Another message shows the card.");
            }
        }

        @Test
        void is_told_from_other_tries_however_often_their_number_of_failures_comes_round() {
            CardState shown = story.moves(card(story, "initiated", new DeliveryOutcome.Shown("message-1")))
                    .deployment()
                    .card();
            CardState tried = story.moves(
                            card(story, "initiated", new DeliveryOutcome.Unavailable("no answer", story.now())))
                    .deployment()
                    .card();
            story.moves(delivered(tried, "promoted", new DeliveryOutcome.Shown("message-1")));
            story.moves(delivered(shown, "initiated", new DeliveryOutcome.Unavailable("no answer", story.now())));
            story.moves(delivered(tried, "promoted", new DeliveryOutcome.Shown("message-1")));

            assertThat(story.deployment().card().shown())
                    .as("the late one may have come last, so that the card is shown once more")
                    .isNull();
        }

        @Test
        void is_never_given_back_to_a_message_that_is_known_to_be_gone() {
            CardState first = story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")))
                    .deployment()
                    .card();
            CardState lost = story.moves(card(story, "d1", new DeliveryOutcome.Gone("deleted")))
                    .deployment()
                    .card();
            for (DeliveryOutcome late : new DeliveryOutcome[] {
                new DeliveryOutcome.Shown("message-1"),
                new DeliveryOutcome.Gone("deleted"),
                new DeliveryOutcome.Unavailable("no answer", story.now()),
                new DeliveryOutcome.Undeliverable("no such channel")
            }) {
                assertThat(story.refuses(delivered(first, "d1", late))).isEqualTo("Another message shows the card.");
            }
            // the same for a post that was made under the key of the message that is gone
            assertThat(story.refuses(delivered(CardState.NONE, "d1", new DeliveryOutcome.Shown("message-1"))))
                    .isEqualTo("Another message shows the card.");

            story.moves(delivered(lost, "d2", new DeliveryOutcome.Shown("message-2")));
            assertThat(story.deployment().card().reference()).isEqualTo("message-2");
            assertThat(story.deployment().card().posts())
                    .as("the key under which the message was posted, so that nobody posts another one")
                    .isEqualTo(lost.posts());
        }

        @Test
        void keeps_its_key_when_two_nodes_post_it_at_once() {
            CardState none = story.deployment().card();
            story.moves(delivered(none, "d1", new DeliveryOutcome.Shown("message-1")));
            story.moves(delivered(none, "d2", new DeliveryOutcome.Shown("message-1")));

            assertThat(story.deployment().card().posts()).isZero();
            assertThat(story.deployment().card().shown()).isNull();
        }

        @Test
        void whose_message_was_deleted_is_posted_afresh_under_another_key() {
            story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")));
            story.moves(card(story, "d2", new DeliveryOutcome.Unavailable("503", story.now())));
            story.moves(card(story, "d2", new DeliveryOutcome.Gone("deleted")));

            assertThat(story.deployment().card()).isEqualTo(new CardState(null, null, null, 1, 1, null, 3, null));

            story.moves(card(story, "d2", new DeliveryOutcome.Shown("message-2")));
            assertThat(story.deployment().card()).isEqualTo(shown("message-2", "d2", 1, 4, null));
        }

        @Test
        void that_is_refused_alerts_the_team_whatever_else_it_was_told() {
            story.started("deploy-run").passed(Deadline.SLOW, Duration.ofMinutes(10));
            story.moves(card(story, "d1", new DeliveryOutcome.Undeliverable("no such channel")));

            assertThat(story.deployment().alerts())
                    .extracting(Alert::kind)
                    .containsExactly(AlertKind.SLOW_DEPLOYMENT, AlertKind.CARD_UNDELIVERABLE);
        }

        @Test
        void that_is_refused_alerts_the_team_once_and_is_tried_again_slowly() {
            story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")));
            story.moves(card(story, "d2", new DeliveryOutcome.Undeliverable("no such channel")));

            assertThat(story.deployment().card().undeliverable()).isEqualTo("d2");
            assertThat(story.deployment().card().reference()).isEqualTo("message-1");
            assertWaits(300, 450);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.CARD_UNDELIVERABLE);
            assertThat(story.lastAlert().message()).isEqualTo("The card cannot be shown: no such channel");

            story.moves(card(story, "d2", new DeliveryOutcome.Undeliverable("no such channel")));
            assertWaits(600, 900);
            for (int i = 0; i < 20; i++) {
                story.moves(card(story, "d2", new DeliveryOutcome.Undeliverable("no such channel")));
            }
            assertWaits(21_600, 32_400);

            story.moves(card(story, "d3", new DeliveryOutcome.Undeliverable("no such channel")));
            assertThat(story.deployment().card().undeliverable()).isEqualTo("d3");
            assertWaits(300, 450);
            assertThat(story.deployment().alerts()).hasSize(1);

            story.moves(card(story, "d3", new DeliveryOutcome.Shown("message-1")));
            assertThat(story.deployment().card().undeliverable()).isNull();
            assertThat(story.deployment().card().isHeldBack()).isFalse();
        }

        @Test
        void that_is_refused_late_says_nothing_about_one_that_was_tried_since() {
            CardState before = story.moves(card(story, "d1", new DeliveryOutcome.Shown("message-1")))
                    .deployment()
                    .card();
            story.moves(card(story, "d2", new DeliveryOutcome.Shown("message-1")));

            assertThat(story.refuses(delivered(before, "d1", new DeliveryOutcome.Undeliverable("no permission"))))
                    .isEqualTo("Another try came to its end meanwhile.");
        }

        @Test
        void that_is_held_back_is_tried_at_once_when_a_person_decides_or_the_chat_is_seen_to_work() {
            for (DeliveryOutcome trouble : new DeliveryOutcome[] {
                new DeliveryOutcome.Unavailable("503", story.now()),
                new DeliveryOutcome.Undeliverable("no such channel")
            }) {
                story.moves(card(story, "d1", trouble)).moves(card(story, "d1", trouble));
                assertThat(story.deployment().card().isHeldBack()).isTrue();
                int generation = story.deployment().card().generation();

                story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()));
                assertThat(story.deployment().card().isHeldBack()).isFalse();
                assertThat(story.deployment().card().undeliverable()).isNull();
                assertThat(story.deployment().card().failures()).isZero();
                assertThat(story.deployment().card().generation()).isGreaterThan(generation);
                assertThat(story.refuses(new DeploymentEvent.ChatReached(story.now())))
                        .isEqualTo("No card waits for the chat.");

                story.moves(card(story, "d1", trouble)).moves(new DeploymentEvent.ChatReached(story.now()));
                assertThat(story.deployment().card().isHeldBack()).isFalse();
            }
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
        void that_some_of_several_sinks_have_had_goes_on_with_the_others() {
            story.moves(new DeploymentEvent.AlertDelivered(id, "b: 503; c: 503", story.now(), List.of("a")));
            assertThat(story.lastAlert().isPending()).isTrue();
            assertThat(story.lastAlert().deliveredTo()).containsExactly("a");

            story.moves(new DeploymentEvent.AlertDelivered(id, "c: 503", story.now(), List.of("a", "b")));
            assertThat(story.lastAlert().deliveredTo()).containsExactly("a", "b");
            assertThat(story.lastAlert().failures()).isEqualTo(2);

            story.moves(new DeploymentEvent.AlertDelivered(id, null, story.now()));
            assertThat(story.lastAlert().isPending()).isFalse();
            assertThat(story.lastAlert().deliveredTo()).isEmpty();
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

package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.Story;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A card that was rendered")
class RenderedCardsTest {

    private static final DeployRequest FULL = Samples.request(Rollout.FULL);

    private static final Deployment INITIATED = Samples.initiated(FULL);

    private final List<Deployment> rendered = new ArrayList<>();
    private final RenderedCards cards = new RenderedCards(this::render);

    private Card render(Deployment deployment) {
        rendered.add(deployment);
        return CardRenderer.render(deployment);
    }

    private void assertAnswered(Deployment deployment) {
        Card card = CardRenderer.render(deployment);
        assertThat(cards.of(deployment)).isEqualTo(card.digest());
        assertThat(cards.card(deployment)).isEqualTo(card);
    }

    @Nested
    @DisplayName("is kept")
    class Kept {

        @Test
        void for_the_digest_and_the_card_itself() {
            assertAnswered(INITIATED);

            assertThat(rendered).hasSize(1);
        }

        @Test
        void while_only_the_revision_the_due_time_and_what_the_chat_shows_change() {
            assertAnswered(INITIATED);
            assertAnswered(INITIATED.withRevision(7));
            assertAnswered(INITIATED.withDueAt(null));
            assertAnswered(INITIATED.withDueAt(Samples.START.plusSeconds(9)).withRevision(8));
            assertAnswered(INITIATED.toBuilder()
                    .card(new CardState("message-1", cards.of(INITIATED), null, 0, 0, null, 1, null))
                    .build());

            assertThat(rendered).hasSize(1);
        }

        @Test
        void for_one_that_a_store_made_anew() {
            Deployment decoded = Samples.initiated(FULL);
            assertThat(decoded).isNotSameAs(INITIATED);
            assertAnswered(INITIATED);
            assertAnswered(decoded);

            assertThat(rendered).hasSize(1);
        }

        @Test
        void while_a_run_is_looked_at_without_any_news() {
            Story story = Story.of(FULL).started("deploy-run").atWork();
            assertAnswered(story.deployment());
            Instant seenAt = story.watched().seenAt();
            story.after(Duration.ofSeconds(5)).observed(new StatusOutcome.Seen(story.run(), null), false);
            assertThat(story.watched().seenAt()).isAfter(seenAt);
            assertAnswered(story.deployment());

            assertThat(rendered).hasSize(1);
        }

        @Test
        void while_it_is_only_seen_that_a_run_was_not_started_again() {
            Deployment failed = Story.of(FULL)
                    .started("deploy-run")
                    .concluded(RunConclusion.FAILURE)
                    .deployment();
            Stage.Concluded ended = (Stage.Concluded) failed.deployPhase().stage();
            assertThat(ended.lookAgainAt()).isNotNull();
            assertAnswered(failed);
            assertAnswered(failed.toBuilder()
                    .progress(failed.deployPhase().at(new Stage.Concluded(ended.run(), ended.at())))
                    .build());

            assertThat(rendered).hasSize(1);
        }

        @Test
        void beside_those_of_other_deployments() {
            Deployment other = initiated(Samples.START.plusSeconds(1));
            assertAnswered(INITIATED);
            assertAnswered(other);
            assertAnswered(INITIATED);
            assertAnswered(other);

            assertThat(rendered).hasSize(2);
        }
    }

    @Nested
    @DisplayName("is not taken")
    class NotTaken {

        @Test
        void for_one_that_has_gone_on() {
            Story story = Story.of(FULL);
            assertAnswered(story.deployment());
            assertAnswered(story.started("deploy-run").deployment());

            assertThat(rendered).hasSize(2);
        }

        @Test
        void for_another_one_that_was_to_be_saved_as_the_same_revision() {
            Story promoted = Story.verified(FULL);
            Story rolledBack = Story.verified(FULL);
            promoted.moves(new DeploymentEvent.Promote(Samples.ADA, promoted.now(), 1));
            rolledBack.moves(rolledBack.rollback(Samples.GRACE));
            assertThat(promoted.deployment().id())
                    .isEqualTo(rolledBack.deployment().id());
            assertThat(promoted.deployment().revision())
                    .isEqualTo(rolledBack.deployment().revision());

            assertAnswered(promoted.deployment());
            assertAnswered(rolledBack.deployment());
            assertAnswered(promoted.deployment());
        }

        @Test
        void for_one_whose_rendering_failed() {
            List<Deployment> failed = new ArrayList<>();
            RenderedCards failing = new RenderedCards(deployment -> {
                if (failed.isEmpty()) {
                    failed.add(deployment);
                    throw new IllegalStateException("for once");
                }
                return render(deployment);
            });

            assertThatIllegalStateException().isThrownBy(() -> failing.of(INITIATED));
            assertThat(failing.of(INITIATED)).isEqualTo(cards.of(INITIATED));
        }
    }

    @Test
    void is_forgotten_once_so_many_others_were_asked_for() {
        for (int i = 0; i <= RenderedCards.MOST; i++) {
            cards.of(initiated(Samples.START.plusSeconds(i)));
            cards.of(INITIATED);
        }
        assertThat(rendered).hasSize(RenderedCards.MOST + 1);

        cards.of(INITIATED);
        assertThat(rendered).as("asked for all the time").hasSize(RenderedCards.MOST + 1);
        cards.of(initiated(Samples.START.plusSeconds(1)));
        assertThat(rendered).as("not asked for since").hasSize(RenderedCards.MOST + 2);
    }

    @Test
    void is_the_right_one_for_all_that_ask_at_once() throws Exception {
        List<Deployment> all = List.of(
                INITIATED,
                Story.of(FULL).started("deploy-run").deployment(),
                Story.verified(FULL).deployment(),
                initiated(Samples.START.plusSeconds(1)));
        List<String> digests =
                all.stream().map(d -> CardRenderer.render(d).digest()).toList();
        RenderedCards shared = new RenderedCards(CardRenderer::render);
        Callable<List<String>> asking = () -> {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                answers.add(shared.of(all.get(i % all.size())));
                answers.add(shared.card(all.get(i % all.size())).digest());
            }
            return answers;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<List<String>> answers : threads.invokeAll(List.of(asking, asking, asking, asking))) {
                for (int i = 0; i < 2_000; i++) {
                    assertThat(answers.get().get(i)).isEqualTo(digests.get(i / 2 % all.size()));
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Deployment initiated(Instant at) {
        return INITIATED.toBuilder().id(DeployId.of(Environment.STAGING, at)).build();
    }
}

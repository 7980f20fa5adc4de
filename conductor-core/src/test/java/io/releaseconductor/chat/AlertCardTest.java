package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.Story;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Rollout;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An alert in chat")
class AlertCardTest {

    private static final URI ADDRESS = URI.create("https://chat.example/releases/7");

    private static final URI RUN = URI.create("https://ci.example/runs/1");

    private static final DeployRequest CALLING = Samples.request(Rollout.FULL).toBuilder()
            .called(Called.groups("oncall").andInitiator())
            .build();

    private static Story failed(DeployRequest request) {
        return Story.of(request)
                .intended()
                .dispatched(new DispatchOutcome.Started(WorkflowRun.queued("1", RUN)))
                .concluded(RunConclusion.FAILURE);
    }

    private static Card card(Story story) {
        return CardRenderer.alert(story.lastAlert(), story.deployment(), ADDRESS);
    }

    @Test
    void says_what_happened_and_where_what_to_do_and_where_to_look() {
        Card card = card(failed(CALLING));

        assertThat(card.tone()).isEqualTo(Tone.BAD);
        assertThat(card.title()).isEqualTo("🔔 Deploy failed: run 1 failed; it never began, and nothing was deployed");
        assertThat(card.fields())
                .extracting(Card.Field::name, Card.Field::value)
                .containsExactly(tuple("Environment", "Staging"), tuple("Deploy ID", "ship-staging-1699747200"));
        assertThat(card.lines())
                .containsExactly("What to do: look at the run; then roll back on the card, or ship again");
        assertThat(card.links()).containsExactly(new Card.Link("Card", ADDRESS), new Card.Link("View Run", RUN));
        assertThat(card.buttons()).isEmpty();
    }

    @Test
    void calls_whom_it_is_to_call_and_by_default_nobody() {
        assertThat(card(failed(CALLING)).mentions())
                .containsExactly(new Mention.Group("oncall"), new Mention.Person(Samples.ADA));
        assertThat(card(failed(Samples.request(Rollout.FULL))).mentions()).isEmpty();
        DeployRequest linked = DeployRequest.builder(
                        CALLING.environment(), CALLING.strategy(), Rollout.FULL, Actor.POLICY, CALLING.initiatedAt())
                .called(Called.INITIATOR)
                .build();
        assertThat(card(failed(linked)).mentions())
                .as("policy has no telephone")
                .isEmpty();
    }

    @Test
    void has_no_link_where_there_is_nothing_to_look_at() {
        Story story = Story.of(CALLING);
        Alert alert = new Alert("1", AlertKind.SLOW_DEPLOYMENT, "slow", story.now(), null, 0, null);
        assertThat(CardRenderer.alert(alert, story.deployment(), null).links()).isEmpty();
    }

    @Test
    void is_no_bad_news_where_a_person_wanted_it_so() {
        Card card = card(Story.rollingBack(CALLING));
        assertThat(card.tone()).isEqualTo(Tone.NEUTRAL);
        assertThat(card.title()).isEqualTo("↩️ Ada rolls Staging back");
        assertThat(card.mentions()).isEmpty();

        Story story = Story.verified(CALLING);
        story.moves(new DeploymentEvent.RollBack(Samples.GRACE, story.now(), "too slow", null));
        assertThat(card(story).title()).isEqualTo("↩️ Grace rolls Staging back: too slow");
        assertThat(card(story).mentions()).containsExactly(new Mention.Person(Samples.ADA));
    }

    @Test
    void is_no_bad_news_where_a_person_gave_it_up_or_cancelled_it_halfway() {
        Story given = Story.of(CALLING).started("deploy-run");
        given.observed(new StatusOutcome.Gone("404"), false);
        assertThat(card(given).tone()).isEqualTo(Tone.BAD);
        given.after(Duration.ofMinutes(1)).moves(new DeploymentEvent.GiveUp(Samples.ADA, given.now(), 1));
        assertThat(card(given).tone()).isEqualTo(Tone.WARNING);

        Story cancelled = Story.of(CALLING).started("deploy-run").atWork();
        cancelled.moves(cancelled.cancellation(Samples.ADA)).concluded(RunConclusion.CANCELLED);
        assertThat(card(cancelled).tone()).isEqualTo(Tone.WARNING);
        assertThat(card(cancelled).mentions()).isEmpty();
    }

    @Test
    void is_bad_news_where_policy_wanted_it_so() {
        Story story = Story.verifying(CALLING).verified(Samples.rollBack("api_down"));
        assertThat(card(story).tone()).isEqualTo(Tone.BAD);
        assertThat(card(story).title()).isEqualTo("🔔 Rollback triggered by policy: api_down");
    }

    @ParameterizedTest
    @EnumSource
    void says_what_to_do_whatever_it_is(AlertKind kind) {
        Deployment d = Story.verified(CALLING).deployment();
        Alert alert = new Alert("1", kind, "a\nb", d.statusSince(), null, 0, null);
        Card card = CardRenderer.alert(alert, d, ADDRESS);
        assertThat(card.title()).isEqualTo("🔔 a b");
        assertThat(card.lines()).singleElement().asString().startsWith("What to do: ");
        assertThat(card.tone()).isIn(Tone.WARNING, Tone.BAD);
    }
}

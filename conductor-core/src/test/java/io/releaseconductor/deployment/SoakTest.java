package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What soaks before it is shipped on")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SoakTest {

    private static final Duration SOAK = Duration.ofMinutes(30);

    private static final DeployRequest REQUEST = Samples.under(
            Samples.POLICY,
            Samples.linkedRequest(Rollout.FULL).toBuilder()
                    .watch(Watch.DEFAULT)
                    .soak(SOAK)
                    .build());

    private static Story promoted() {
        return Story.promoted(REQUEST);
    }

    private static Story fires(Story story) {
        List<CompletedCheck> checks = List.of(new CompletedCheck("api", "api", CheckResult.fail("500")));
        return story.moves(new DeploymentEvent.WatchLooked(
                story.deployment().watching().due(Watch.DEFAULT),
                new Verification(story.now(), story.now(), checks),
                story.now()));
    }

    @Test
    void is_shipped_on_only_after_that_time() {
        Story story = promoted();
        Instant promotedAt = story.deployment().promotedAt();

        assertThat(story.deployment().linked().notBefore()).isEqualTo(promotedAt.plus(SOAK));
        assertThat(story.deployment().soaking()).isEqualTo(story.deployment().linked());
        assertThat(story.refuses(new DeploymentEvent.ShipLinked(Samples.GRACE, story.now())))
                .startsWith("Prod follows at ")
                .contains("asked for by Ada");
    }

    @Test
    void is_not_shipped_on_once_something_fires_while_it_is_watched_until_a_person_wants_it() {
        Story story = fires(promoted());

        assertThat(story.deployment().linked().state()).isEqualTo(LinkedShip.State.BLOCKED);
        assertThat(story.deployment().linked().reason()).isEqualTo("api_down fired while it was watched");
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.WATCH_FIRED);
        assertThat(story.lastAlert().message()).endsWith("; not shipped to prod");
        assertThat(story.deployment().soaking()).isNull();

        story.moves(new DeploymentEvent.ShipLinked(Samples.GRACE, story.now()));
        assertThat(story.deployment().linked().notBefore()).isEqualTo(story.now());
        assertThat(story.deployment().soaking())
                .as("whoever asks for it means now")
                .isNull();
    }

    @Test
    void is_not_shipped_on_once_another_one_was_promoted() {
        Story story = promoted();
        DeployId newer = DeployId.of(Environment.STAGING, story.now());
        LinkedShip linked = story.deployment().linked();
        story.moves(new DeploymentEvent.LinkedAnswered(linked.wanted(), new LinkedOutcome.Dropped(newer), story.now()));

        assertThat(story.deployment().linked().reason()).isEqualTo(newer + " was promoted since");
        assertThat(story.deployment().alerts()).as("that one is shipped on").isEmpty();
    }

    @Test
    void is_what_fires_after_it_was_shipped_on_told_only() {
        Story story = promoted();
        LinkedShip linked = story.deployment().linked();
        DeployId child = DeployId.of(Environment.PROD, story.now());
        story.moves(new DeploymentEvent.LinkedAnswered(linked.wanted(), new LinkedOutcome.Shipped(child), story.now()));
        fires(story);

        assertThat(story.deployment().linked().deployment()).isEqualTo(child);
        assertThat(story.lastAlert().message()).doesNotContain("not shipped");
    }

    @Test
    void takes_a_day_at_most() {
        assertThatThrownBy(() -> REQUEST.toBuilder().soak(Duration.ofHours(25)).build())
                .hasMessage("soak: PT25H is not allowed; allowed: 0 to PT24H");
        assertThatThrownBy(
                        () -> REQUEST.toBuilder().soak(Duration.ofSeconds(-1)).build())
                .hasMessage("soak: PT-1S is not allowed; allowed: 0 to PT24H");
    }
}

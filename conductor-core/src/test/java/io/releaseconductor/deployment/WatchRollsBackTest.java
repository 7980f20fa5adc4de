package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A watch that rolls back by itself")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchRollsBackTest {

    private static DeployRequest request(Rollout rollout) {
        return Samples.under(
                Samples.POLICY,
                Samples.request(rollout).toBuilder()
                        .watch(Watch.DEFAULT.rollingBack())
                        .build());
    }

    private static Story promoted(DeployRequest request, Samples.Found found) {
        Story story = Story.verifying(request);
        ReleasePolicy policy = story.deployment().request().policy();
        story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now())).verified(found);
        story.shippedUnder(policy);
        return story.moves(story.promotion(Samples.ADA));
    }

    private static Story promoted(DeployRequest request) {
        return promoted(request, Samples.ask());
    }

    private static Story looks(Story story, String failing) {
        story.after(Duration.ofMinutes(1));
        List<CompletedCheck> checks = List.of(new CompletedCheck(failing, failing, CheckResult.fail("500")));
        return story.moves(new DeploymentEvent.WatchLooked(
                story.deployment().watching().due(story.deployment().request().watch()),
                new Verification(story.now(), story.now(), checks),
                story.now()));
    }

    @Test
    void does_so_for_what_fires_in_the_name_of_the_policy() {
        Story story = looks(promoted(request(Rollout.FULL)), "api");

        assertThat(story.status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
        assertThat(story.deployment().rollback())
                .isEqualTo(new Rollback(
                        new Decision(Actor.POLICY, story.now()),
                        "api_down while watched",
                        RollbackMethod.REDEPLOY,
                        Samples.PREVIOUS));
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_TRIGGERED);
        assertThat(story.deployment().alerts()).extracting(Alert::kind).doesNotContain(AlertKind.WATCH_FIRED);
        assertThat(story.deployment().watch().fired()).extracting("rule").containsExactly("api_down");
    }

    @Test
    void does_not_for_what_was_accepted_by_promoting() {
        Story story = looks(promoted(request(Rollout.FULL), Samples.rollBack("api_down")), "api");
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);

        assertThat(looks(story, "auth").status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void does_not_while_a_person_holds_it_and_does_once_that_is_lifted_and_it_fires_again() {
        Story story = promoted(request(Rollout.FULL));
        story.moves(new DeploymentEvent.Hold(Samples.GRACE, story.now()));
        looks(story, "api");
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.WATCH_FIRED);
        assertThat(story.lastAlert().message()).contains("not rolled back by itself: held by Grace");

        story.moves(new DeploymentEvent.Lift(Samples.GRACE, story.now()));
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(looks(story, "api").status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void is_all_that_a_hold_keeps_from_after_the_promotion() {
        DeployRequest alerts =
                request(Rollout.FULL).toBuilder().watch(Watch.DEFAULT).build();
        Story story = promoted(alerts);

        assertThat(story.refuses(new DeploymentEvent.Hold(Samples.GRACE, story.now())))
                .startsWith("There is nothing to hold: Already promoted by Ada");
    }

    @Test
    void leaves_it_to_a_person_where_the_policy_may_not_or_there_is_nothing_to_return_to() {
        DeployRequest request = request(Rollout.FULL);
        List<DeployRequest> kept = List.of(
                request.toBuilder().watch(Watch.DEFAULT).build(),
                request.toBuilder().withoutRollback(true).build(),
                request.withEarlier(EarlierVersion.NONE),
                Samples.under(Samples.POLICY.withAutoRollback(false), request));
        for (DeployRequest each : kept) {
            Story story = looks(promoted(each), "api");
            assertThat(story.deployment().rollsBackWhileWatched()).isFalse();
            assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
            assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.WATCH_FIRED);
        }
    }

    @Test
    void switches_back_where_two_sets_take_turns_whatever_is_known_of_earlier_versions() {
        Story story = looks(promoted(request(Rollout.BLUE_GREEN).withEarlier(EarlierVersion.NONE)), "api");

        assertThat(story.deployment().rollback().method()).isEqualTo(RollbackMethod.SWITCH_BACK);
    }
}

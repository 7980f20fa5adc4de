package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Watch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The watch over what was promoted")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchTest {

    /** Five looks, a minute apart. */
    private static final Watch WATCH = new Watch(Duration.ofMinutes(5), Duration.ofMinutes(1), false);

    private static DeployRequest request() {
        return Samples.under(
                Samples.POLICY,
                Samples.request(Rollout.FULL).toBuilder().watch(WATCH).build());
    }

    /** Promoted by Ada just now, whatever the checks had found. */
    private static Story promoted(Samples.Found found) {
        Story story = Story.verifying(request());
        story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now())).verified(found);
        return story.moves(story.promotion(Samples.ADA));
    }

    private static Story promoted() {
        return promoted(Samples.ask());
    }

    private static Verification failing(Story story, String... ids) {
        List<CompletedCheck> checks = Stream.of(ids)
                .map(id -> new CompletedCheck(id, id, CheckResult.fail("500")))
                .toList();
        return new Verification(story.now(), story.now(), checks);
    }

    private static Verification passing(Story story) {
        return new Verification(
                story.now(), story.now(), List.of(new CompletedCheck("api", "api", CheckResult.pass("200 OK"))));
    }

    private static Verification silent(Story story) {
        return new Verification(
                story.now(), story.now(), List.of(new CompletedCheck("api", "api", CheckResult.noData("no network"))));
    }

    /** A look that is taken when it is due. */
    private static Story looks(Story story, Verification found) {
        return story.moves(look(story, found));
    }

    private static DeploymentEvent look(Story story, Verification found) {
        return new DeploymentEvent.WatchLooked(
                story.deployment().watching().due(story.deployment().request().watch()), found, story.now());
    }

    private static Story minute(Story story) {
        return story.after(Duration.ofMinutes(1));
    }

    private static List<AlertKind> alerts(Story story) {
        return story.deployment().alerts().stream().map(Alert::kind).toList();
    }

    @Test
    void begins_with_the_promotion_and_leaves_it_settled() {
        Story story = promoted();

        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.deployment().settled()).isTrue();
        assertThat(story.deployment().watching()).isEqualTo(WatchState.begin(story.now()));
    }

    @Test
    void is_none_where_it_is_switched_off_when_it_is_shipped() {
        assertThat(Story.promoted(Samples.request(Rollout.FULL)).deployment().watch())
                .isNull();
    }

    @Test
    void ends_by_itself_at_its_length() {
        Story story = promoted();
        for (int look = 1; look <= 5; look++) {
            assertThat(story.deployment().watching()).isNotNull();
            minute(story);
            looks(story, passing(story));
        }

        WatchState watch = story.deployment().watch();
        assertThat(watch.end()).isEqualTo(new WatchEnd(WatchEnd.Reason.DONE, story.now(), null));
        assertThat(watch.looks()).isEqualTo(5);
        assertThat(watch.gaps()).isZero();
        assertThat(story.deployment().watching()).isNull();
        assertThat(alerts(story)).isEmpty();
    }

    @Test
    void tells_each_rule_that_fires_once() {
        Story story = promoted();
        looks(minute(story), failing(story, "api"));
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.WATCH_FIRED);
        assertThat(story.lastAlert().message()).startsWith("Fired while watched: api_down");

        looks(minute(story), failing(story, "api"));
        looks(minute(story), passing(story));
        looks(minute(story), failing(story, "api"));
        assertThat(alerts(story)).containsExactly(AlertKind.WATCH_FIRED);

        looks(minute(story), failing(story, "api", "auth"));
        assertThat(alerts(story)).containsExactly(AlertKind.WATCH_FIRED, AlertKind.WATCH_FIRED);
        assertThat(story.lastAlert().message()).contains("auth_broken").doesNotContain("api_down");
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(story.deployment().watch().end().reason()).isEqualTo(WatchEnd.Reason.DONE);
    }

    @Test
    void does_not_tell_what_was_accepted_by_promoting() {
        Story story = promoted(Samples.rollBack("api_down"));
        looks(minute(story), failing(story, "api"));
        assertThat(alerts(story)).doesNotContain(AlertKind.WATCH_FIRED);

        looks(minute(story), failing(story, "api", "auth"));
        assertThat(story.lastAlert().message()).contains("auth_broken").doesNotContain("api_down");
    }

    @Test
    void counts_each_look_once() {
        Story story = promoted();
        minute(story);
        DeploymentEvent look = look(story, passing(story));
        story.moves(look);

        assertThat(story.refuses(look)).isEqualTo("That look is over.");
    }

    @Test
    void is_not_fine_where_too_many_looks_are_missing_or_had_no_data() {
        Story story = promoted();
        looks(minute(story), silent(story));
        looks(story.after(Duration.ofMinutes(2)), passing(story));
        looks(story.after(Duration.ofMinutes(2)), passing(story));

        WatchState watch = story.deployment().watch();
        assertThat(watch.gaps()).isEqualTo(3);
        assertThat(watch.expected()).isEqualTo(5);
        assertThat(watch.end().reason()).isEqualTo(WatchEnd.Reason.INTERRUPTED);
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.NOT_VERIFIED);
        assertThat(story.lastAlert().message()).isEqualTo("Not watched to the end: 3 of 5 looks are missing");
    }

    @Test
    void after_an_outage_that_was_longer_was_not_watched_to_the_end() {
        Duration limit = Duration.ofMinutes(10);
        Story story = promoted();
        minute(story);
        looks(story, passing(story));
        assertThat(story.refuses(story.passing(Deadline.WATCH, limit))).contains("does not run any more");
        story.after(Duration.ofHours(3)).passed(Deadline.WATCH, limit);

        assertThat(story.deployment().watch().end())
                .isEqualTo(new WatchEnd(WatchEnd.Reason.INTERRUPTED, story.now(), null));
        assertThat(story.deployment().watch().gaps()).isEqualTo(4);
    }

    @Test
    void goes_on_where_the_look_that_nobody_took_was_not_the_last() {
        Story story = promoted();
        story.after(Duration.ofMinutes(12)).passed(Deadline.WATCH, Duration.ofMinutes(10));

        assertThat(story.deployment().watching().gaps()).isEqualTo(2);
        assertThat(story.deployment().watching().upTo())
                .isEqualTo(story.deployment().promotedAt().plus(Duration.ofMinutes(2)));
    }

    @Test
    void ends_when_a_newer_deployment_begins() {
        Story story = promoted();
        DeployId newer = DeployId.of(Environment.STAGING, story.now());
        story.moves(new DeploymentEvent.WatchSuperseded(newer, story.now()));

        assertThat(story.deployment().watch().end()).isEqualTo(new WatchEnd(WatchEnd.Reason.NEWER, story.now(), newer));
        assertThat(story.refuses(new DeploymentEvent.WatchSuperseded(newer, story.now())))
                .isEqualTo("That look is over.");
    }

    @Test
    void ends_when_a_person_rolls_back() {
        Story story = promoted();
        minute(story);
        DeploymentEvent look = look(story, failing(story, "api"));
        story.moves(story.rollback(Samples.ADA));

        assertThat(story.deployment().watching()).isNull();
        assertThat(story.refuses(look)).isEqualTo("That look is over.");
    }

    @Test
    void keeps_what_is_shown_while_the_checks_come_out_alike() {
        Story story = promoted();
        looks(minute(story), passing(story));
        Verification shown = story.deployment().watch().result();
        looks(minute(story), passing(story));
        assertThat(story.deployment().watch().result()).isSameAs(shown);

        looks(minute(story), failing(story, "api"));
        assertThat(story.deployment().watch().result()).isNotEqualTo(shown);
    }
}

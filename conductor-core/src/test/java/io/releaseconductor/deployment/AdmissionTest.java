package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AdmissionOutcome.No;
import io.releaseconductor.deployment.AdmissionOutcome.NotYet;
import io.releaseconductor.deployment.AdmissionOutcome.Unknown;
import io.releaseconductor.deployment.AdmissionOutcome.Yes;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.plan.Planner;
import io.releaseconductor.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The pre-flight")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AdmissionTest {

    private static final AdmissionRules RULES = new AdmissionRules(List.of("ci", "incident"), new Environment("dev"));

    private final Planner planner = new Planner(Deadlines.DEFAULT, d -> "card");

    private static Story shipped() {
        return Story.of(
                Samples.request(Rollout.FULL).toBuilder().admission(RULES).build());
    }

    private static DeploymentEvent answers(Story story, AdmissionOutcome ci) {
        return new DeploymentEvent.AdmissionAnswered(
                story.deployment().admission().due(),
                List.of(new AdmissionAnswer("ci", ci), new AdmissionAnswer("incident", new Yes("none open"))),
                story.now());
    }

    private static DeploymentEvent intent(Story story) {
        return new DeploymentEvent.Intended(Samples.intent(
                story.deployment(), story.deployment().deployPhase().attempt(), story.now()));
    }

    private static DeploymentEvent override(Story story, String reason) {
        return new DeploymentEvent.OverrideAdmission(Samples.GRACE, story.now(), reason);
    }

    private Step work(Story story) {
        return planner.next(story.deployment(), story.now()).work();
    }

    @Test
    void is_asked_before_anything_begins() {
        Story story = shipped();

        assertThat(work(story))
                .isEqualTo(new Step.AskAdmission(story.deployment().admission()));
        assertThat(story.refuses(intent(story)))
                .isEqualTo("The pre-flight keeps it from beginning, or has to be asked again.");
        story.moves(answers(story, new Yes("14 of 14 green")));
        assertThat(work(story)).isInstanceOf(Step.Dispatch.class);
        story.moves(intent(story));
        assertThat(story.stage()).isInstanceOf(Stage.Sending.class);
    }

    @Test
    void keeps_it_from_beginning_whatever_but_yes_a_rule_says_and_is_asked_again_after_half_a_minute() {
        for (AdmissionOutcome other :
                List.of(new No("2 of 14 failed"), new NotYet("still running"), new Unknown("?"))) {
            Story story = shipped();
            story.moves(answers(story, other));

            assertThat(story.deployment().awaitedAdmission().open()).containsExactly(new AdmissionAnswer("ci", other));
            assertThat(story.refuses(intent(story))).contains("The pre-flight keeps it");
            assertThat(work(story)).isNull();
            story.after(Duration.ofSeconds(30));
            assertThat(work(story)).isInstanceOf(Step.AskAdmission.class);
            story.moves(answers(story, new Yes("green"))).moves(intent(story));
        }
    }

    @Test
    void takes_the_first_answer_to_each_question_alone() {
        Story story = shipped();
        DeploymentEvent yes = answers(story, new Yes("green"));
        story.moves(answers(story, new No("red")));

        assertThat(story.refuses(yes)).contains("answered already");
        assertThat(story.deployment().awaitedAdmission()).isNotNull();
    }

    @Test
    void is_asked_once_more_where_the_intent_comes_more_than_two_minutes_later() {
        Story story = shipped();
        story.moves(answers(story, new Yes("green"))).after(Duration.ofMinutes(2));
        assertThat(work(story)).isInstanceOf(Step.Dispatch.class);
        story.after(Duration.ofMillis(1));

        assertThat(work(story)).isInstanceOf(Step.AskAdmission.class);
        assertThat(story.refuses(intent(story))).contains("has to be asked again");
        story.moves(answers(story, new No("an incident opened")));
        assertThat(story.deployment().awaitedAdmission()).isNotNull();
    }

    @Test
    void cancels_in_the_end_what_it_never_admitted_and_says_so() {
        Story story = shipped();
        story.moves(answers(story, new No("2 of 14 failed at 1a2b3c4")));
        Duration limit = Deadlines.DEFAULT.admission();
        story.after(limit.minusMillis(1));
        assertThat(work(story)).isInstanceOf(Step.AskAdmission.class);
        story.after(Duration.ofMillis(1));

        assertThat(work(story))
                .isEqualTo(new Step.Apply(new DeploymentEvent.DeadlinePassed(Deadline.ADMISSION, limit, story.now())));
        story.moves(new DeploymentEvent.DeadlinePassed(Deadline.ADMISSION, limit, story.now()));
        assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.NOT_ADMITTED);
        assertThat(story.lastAlert().message())
                .isEqualTo("It has not begun within 1h, and does not begin any more: ci: 2 of 14 failed at 1a2b3c4");
    }

    @Test
    void bounds_the_whole_wait_however_often_it_says_something_else() {
        Story story = shipped();
        Duration limit = Deadlines.DEFAULT.admission();
        Instant last = story.now().plus(limit);
        boolean yes = false;
        while (story.now().isBefore(last)) {
            story.moves(answers(story, yes ? new Yes("green") : new NotYet("running")));
            story.after(yes ? Duration.ofMinutes(6) : Duration.ofSeconds(30));
            yes = !yes;
        }
        story.moves(answers(story, new NotYet("running")));

        assertThat(work(story))
                .isEqualTo(new Step.Apply(new DeploymentEvent.DeadlinePassed(Deadline.ADMISSION, limit, story.now())));
    }

    @Test
    void gives_the_dispatch_its_whole_time_once_it_admits() {
        Story story = shipped();
        story.moves(answers(story, new NotYet("running")))
                .after(Deadlines.DEFAULT.dispatch().plusMinutes(1));
        story.moves(answers(story, new Yes("green")));

        assertThat(work(story)).isInstanceOf(Step.Dispatch.class);
        assertThat(story.deployment()
                        .restedSince(story.deployment().deployPhase().startedAt()))
                .isEqualTo(story.now());
    }

    @Test
    void takes_the_look_at_what_is_there_anew_where_it_kept_the_deployment_waiting() {
        DeployRequest request =
                Samples.request(Rollout.FULL).toBuilder().admission(RULES).build();
        Story story = Story.of(request).becomes(Samples.initiated(request, Duration.ofSeconds(30)));
        story.moves(answers(story, new NotYet("running"))).after(Duration.ofMinutes(10));
        story.moves(answers(story, new Yes("green")));

        assertThat(story.deployment().pendingBaseline())
                .isEqualTo(BaselineLook.begin(story.now(), Duration.ofSeconds(30)));
        assertThat(work(story)).isInstanceOf(Step.LookBefore.class);
    }

    @Test
    void has_no_say_once_it_began_in_a_rollback_or_where_a_person_has_it_tried_again() {
        Story story = shipped();
        story.moves(answers(story, new Yes("green"))).moves(intent(story));
        assertThat(story.refuses(answers(story, new No("red")))).contains("has no say any more");
        story.answerLost()
                .moves(new DeploymentEvent.DeadlinePassed(Deadline.LOCATE, Deadlines.DEFAULT.locate(), story.now()));
        assertThat(story.status()).isEqualTo(DeploymentStatus.NEEDS_ATTENTION);
        story.after(Duration.ofHours(1)).moves(new DeploymentEvent.Retry(Samples.ADA, story.now(), 1));

        assertThat(work(story)).isInstanceOf(Step.Dispatch.class);
        story.moves(intent(story));
    }

    @Test
    void is_overridden_for_the_rules_that_a_person_saw_and_no_others_and_the_team_is_told() {
        Story story = shipped();
        assertThat(story.refuses(override(story, "hotfix"))).isEqualTo("Not yet: the pre-flight has not answered.");
        story.moves(answers(story, new No("2 of 14 failed")));
        assertThat(story.refuses(override(story, " ")))
                .isEqualTo("Say why: the team is told. /ship-override deployment:"
                        + story.deployment().id() + " reason:\"…\" does it.");
        story.moves(override(story, "hotfix for the login"));

        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ADMISSION_OVERRIDDEN);
        assertThat(story.lastAlert().message())
                .isEqualTo("Pre-flight overridden by Grace (hotfix for the login): ci: 2 of 14 failed");
        assertThat(work(story)).isInstanceOf(Step.Dispatch.class);
        assertThat(story.refuses(override(story, "once more"))).contains("Nothing of the pre-flight keeps it");

        story.after(Duration.ofMinutes(6));
        story.moves(new DeploymentEvent.AdmissionAnswered(
                story.deployment().admission().due(),
                List.of(
                        new AdmissionAnswer("ci", new No("3 of 14 failed")),
                        new AdmissionAnswer("incident", new No("1 open"))),
                story.now()));
        assertThat(story.deployment().awaitedAdmission().open())
                .extracting(AdmissionAnswer::rule)
                .containsExactly("incident");
        story.moves(override(story, "it is the mend")).moves(intent(story));
    }

    @Test
    void is_nothing_where_no_rule_holds() {
        assertThat(Story.of(Rollout.FULL).deployment().admission()).isNull();
    }

    @Test
    void can_be_cancelled_while_it_is_waited_for() {
        Story story = shipped();
        story.moves(answers(story, new No("red"))).moves(new DeploymentEvent.Cancel(Samples.ADA, story.now()));

        assertThat(story.status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(story.refuses(override(story, "hotfix"))).contains("Nothing of the pre-flight keeps it");
    }
}

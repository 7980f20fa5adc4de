package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Rollout;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A gate that takes several people")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ApprovalsTest {

    private static final Actor BOB = Actor.person("1003", "Bob");

    /** Shipped by Ada; it has baked, and waits for two others, one of them of QA. */
    private final Story story = waiting();

    private static Story waiting() {
        Story story = Story.of(
                        Samples.under(Samples.POLICY, Samples.with(Samples.APPROVED, Samples.request(Rollout.CANARY))))
                .ranWell("run-1")
                .after(Samples.ROUNDS.warmUp());
        for (int i = 0; i < 4; i++) {
            round(story, CheckResult.pass("200 OK"));
        }
        return story;
    }

    private static void round(Story story, CheckResult api) {
        Verification results =
                new Verification(story.now(), story.now(), List.of(new CompletedCheck("api", "API", api)));
        story.moves(new DeploymentEvent.Verified(story.key(), results, story.now()))
                .after(Samples.ROUNDS.every());
    }

    private DeploymentEvent approval(Actor by, String... groups) {
        return new DeploymentEvent.Promote(by, story.now(), 1, Set.of(groups));
    }

    @Test
    void opens_once_so_many_distinct_people_and_every_group_have_approved() {
        assertThat(story.deployment().approvals()).isEqualTo("0 of 2; still needed: somebody of qa");
        story.moves(approval(Samples.GRACE));
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().approvals()).isEqualTo("1 of 2: Grace; still needed: somebody of qa");

        story.moves(approval(BOB, "qa", "ops"));
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTING);
        assertThat(story.deployment().promotion().by()).isEqualTo(BOB);
        assertThat(story.deployment().waves().get(0).approvals())
                .extracting(a -> a.decision().by())
                .containsExactly(Samples.GRACE, BOB);
    }

    @Test
    void stays_shut_while_nobody_of_a_group_has_approved() {
        story.moves(approval(Samples.GRACE));
        story.moves(approval(BOB));
        assertThat(story.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(story.deployment().approvals()).isEqualTo("2 of 3: Grace, Bob; still needed: somebody of qa");

        story.moves(approval(Actor.person("1004", "Cy"), "qa"));
        assertThat(story.status()).isEqualTo(DeploymentStatus.PROMOTING);
    }

    @Test
    void counts_nobody_twice_nor_whoever_shipped_it_nor_who_cannot_be_told_from_them() {
        assertThat(story.refuses(approval(Samples.ADA, "qa")))
                .isEqualTo("You shipped it: somebody else has to approve it.");
        Actor elsewhere = new Actor("77", "Ada", Set.of(), "slack");
        assertThat(story.refuses(approval(elsewhere, "qa")))
                .isEqualTo("You cannot be told from Ada, who shipped it through another chat.");
        story.moves(approval(Samples.GRACE));
        assertThat(story.refuses(approval(Samples.GRACE, "qa")))
                .isEqualTo("You have approved it: 1 of 2: Grace; still needed: somebody of qa.");
    }

    @Test
    void is_not_opened_by_the_policy() {
        story.shippedUnder(Samples.POLICY.withAutoPromote(true));
        round(story, CheckResult.pass("200 OK"));

        assertThat(story.deployment().promotableByPolicy()).isFalse();
        assertThat(story.refuses(new DeploymentEvent.Promote(Actor.POLICY, story.now(), 1)))
                .isEqualTo("The verdict leaves it to a person.");
    }

    @Test
    void asks_anew_when_what_was_approved_looks_different() {
        story.moves(new DeploymentEvent.Hold(Samples.ADA, story.now()));
        story.moves(approval(Samples.GRACE));
        for (int i = 0; i < 4; i++) {
            round(story, CheckResult.fail("500"));
        }
        assertThat(story.deployment().currentProgress().approvals())
                .as("four failures after as many passes are no verdict")
                .hasSize(1);

        round(story, CheckResult.fail("500"));
        assertThat(story.deployment().currentProgress().approvals()).isEmpty();
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.APPROVAL_VOIDED);
        assertThat(story.lastAlert().message())
                .isEqualTo("The approval by Grace does not count any more, since the checks come out otherwise:"
                        + " api_down: failed (must not fail)");
    }

    @Test
    void is_configured_by_numbers_and_groups_that_make_sense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gate.Approvals(0, List.of(" ", "qa", "qa"), true))
                .withMessage("gate: 0 approvals are not allowed; allowed: 1 to 9;"
                        + " group \" \" is not allowed; allowed: 1 to 100 characters;"
                        + " group \"qa\" is there twice; allowed: once");
        assertThat(new Gate.Approvals(2, List.of("qa", "ops"), false).words())
                .isEqualTo("2 approvals, of qa and ops, not by whoever shipped it");
    }
}

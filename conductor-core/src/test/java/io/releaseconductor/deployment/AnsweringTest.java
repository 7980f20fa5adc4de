package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Finding;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Rollout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Who answers after a rollback")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnsweringTest {

    private static Story rolledBack(Rollout rollout, @Nullable String before, @Nullable String afterwards) {
        DeployRequest request =
                Samples.request(rollout).toBuilder().version("v2").build();
        Story story = Story.of(request).shippedUnder(Samples.POLICY).ranWell("run-1");
        looked(story, before);
        return looked(story.moves(story.rollback(Samples.ADA)).ranWell("run-2"), afterwards);
    }

    private static Story looked(Story story, @Nullable String answeredBy) {
        CheckResult page = CheckResult.pass("200 OK");
        CheckResult told = answeredBy == null ? page : page.withFindings(List.of(Finding.answeredBy(answeredBy)));
        return story.moves(new DeploymentEvent.Verified(
                story.key(),
                new Verification(story.now(), story.now(), List.of(new CompletedCheck("frontend", "Frontend", told))),
                story.now()));
    }

    private static void failsBecauseOf(Story story, String who) {
        assertThat(story.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(story.deployment().failure().kind()).isEqualTo(Failure.Kind.NOT_VERIFIED);
        assertThat(story.deployment().failure().reason()).isEqualTo("after the rollback " + who + " still answers");
        assertThat(story.lastAlert().kind()).isEqualTo(AlertKind.ROLLBACK_FAILED);
    }

    @Test
    void is_the_other_one_of_two_sets_of_instances_or_it_has_not_worked() {
        assertThat(rolledBack(Rollout.BLUE_GREEN, "green", "blue").status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        failsBecauseOf(rolledBack(Rollout.BLUE_GREEN, "green", "green"), "green");
    }

    @Test
    void is_never_the_version_that_is_rolled_back() {
        for (Rollout rollout : Rollout.values()) {
            failsBecauseOf(rolledBack(rollout, null, "v2"), "v2");
            assertThat(rolledBack(rollout, "v2", "another").status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
    }

    @Test
    void says_nothing_where_nobody_tells_or_there_is_but_one_set() {
        assertThat(rolledBack(Rollout.BLUE_GREEN, null, null).status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(rolledBack(Rollout.BLUE_GREEN, "green", null).status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(rolledBack(Rollout.BLUE_GREEN, null, "green").status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(rolledBack(Rollout.FULL, "shop", "shop").status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
    }

    @Test
    void counts_only_where_it_was_told() {
        Finding unknown = new Finding(Finding.ANSWERED_BY, CheckStatus.NO_DATA, "not told", "in X-Version");
        Verification silent = new Verification(
                Samples.START,
                Samples.START,
                List.of(new CompletedCheck(
                        "frontend", "Frontend", CheckResult.pass("200").withFindings(List.of(unknown)))));
        assertThat(silent.answeredBy()).isEmpty();
    }
}

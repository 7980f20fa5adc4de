package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check that is far slower than usual in a round of a wave that bakes")
class UsualRoundsTest {

    private static final UsualLatencies WARNS = new UsualLatencies(
            List.of(new UsualLatency(
                    "search",
                    Duration.ofMillis(310),
                    Duration.ofMillis(420),
                    Duration.ofMillis(630),
                    UsualLatency.MOST)),
            true);

    private static final ReleasePolicy ALL_PASS =
            Samples.POLICY.withThresholds(new PromoteThresholds(Map.of(), 1, 100));

    private static CheckResult passed(int millis) {
        return CheckResult.pass("200 OK").withLatency(Duration.ofMillis(millis));
    }

    private static Story warmedUp(RolloutPlan plan, UsualLatencies usual) {
        DeployRequest request = Samples.with(plan, Samples.request(Rollout.CANARY)).toBuilder()
                .usual(usual)
                .build();
        return Story.of(Samples.under(ALL_PASS, request)).ranWell("run-1").after(Samples.ROUNDS.warmUp());
    }

    private static Story round(Story story, CheckResult search) {
        Verification results = new Verification(
                story.now(), story.now().plusSeconds(1), List.of(new CompletedCheck("search", "Search", search)));
        return story.moves(new DeploymentEvent.Verified(story.key(), results, story.now()))
                .after(Samples.ROUNDS.every());
    }

    private static String card(Story story) {
        return String.join("\n", CardRenderer.render(story.deployment()).lines());
    }

    private static Observation seen(Story story) {
        return story.deployment().verification().observation();
    }

    @Test
    @DisplayName("is a warning on the card, until a round is as fast as ever")
    void warns() {
        Story story = warmedUp(Samples.BAKED, WARNS);
        assertThat(card(round(story, passed(400)))).contains("✅ Search: 200 OK (400ms)");
        assertThat(card(round(story, passed(850))))
                .contains("⚠️ Search: 200 OK (850ms); usually 310–420 ms over the last 20 deployments");
        assertThat(card(round(story, passed(900))))
                .as("one that is as slow is quiet")
                .contains("⚠️ Search: 200 OK (850ms); usually 310–420 ms over the last 20 deployments");
        assertThat(card(round(story, passed(380))))
                .contains("✅ Search: 200 OK (380ms)")
                .doesNotContain("usually");
    }

    @Test
    @DisplayName("is no evidence of harm, and the gate opens by itself as if it were as fast as ever")
    void opens() {
        Story story = warmedUp(Samples.BAKED, WARNS);
        for (int i = 0; i < 4; i++) {
            round(story, passed(5_000));
        }

        assertThat(card(story)).contains("⚠️ Search: 200 OK (5000ms)");
        assertThat(seen(story).met()).isEqualTo(4);
        assertThat(seen(story).checks())
                .singleElement()
                .satisfies(check -> assertThat(check.rounds().bad()).isZero());
        assertThat(story.deployment().promotableByPolicy()).isTrue();
    }

    @Test
    @DisplayName("takes no approval back")
    void keeps_approvals() {
        Story story = warmedUp(Samples.APPROVED, WARNS);
        for (int i = 0; i < 4; i++) {
            round(story, passed(400));
        }
        story.moves(new DeploymentEvent.Promote(Samples.GRACE, story.now(), 1));
        assertThat(story.deployment().currentProgress().approvals()).hasSize(1);

        round(story, passed(5_000));
        assertThat(story.deployment().currentProgress().approvals()).hasSize(1);
        assertThat(story.deployment().alerts()).isEmpty();
    }

    @Property(tries = 500)
    @Label("never changes what comes of the wave")
    void never_acts(@ForAll @Size(min = 1, max = 12) List<@From("results") CheckResult> rounds) {
        Story with = warmedUp(Samples.BAKED, WARNS);
        Story without = warmedUp(Samples.BAKED, UsualLatencies.NONE);
        for (CheckResult found : rounds) {
            if (with.deployment().verifying() != null) {
                round(with, found);
                round(without, found);
                assertThat(outcome(with.deployment())).isEqualTo(outcome(without.deployment()));
                assertThat(seen(with)).isEqualTo(seen(without));
            }
        }
    }

    /** All but what is known to be usual, and which of the quiet rounds is shown. */
    private static Deployment outcome(Deployment d) {
        VerificationState state = d.verification();
        DeployRequest request =
                d.request().toBuilder().usual(UsualLatencies.NONE).build();
        return d.toBuilder()
                .request(request)
                .verification(new VerificationState(
                        state.startedAt(), state.done(), state.total(), null, null, null, state.observation()))
                .build();
    }

    @Provide
    Arbitrary<CheckResult> results() {
        return Combinators.combine(
                        Arbitraries.of(
                                CheckResult.pass("200 OK"),
                                CheckResult.warning("Slow response"),
                                CheckResult.fail("503"),
                                CheckResult.noData("no data")),
                        Arbitraries.integers().between(0, 2000))
                .as((result, millis) -> result.withLatency(Duration.ofMillis(millis)));
    }
}

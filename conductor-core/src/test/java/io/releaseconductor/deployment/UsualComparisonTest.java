package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.util.ArrayList;
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

@DisplayName("A check that is far slower than usual")
class UsualComparisonTest {

    private static final UsualLatency SEARCH = new UsualLatency(
            "search", Duration.ofMillis(310), Duration.ofMillis(420), Duration.ofMillis(630), UsualLatency.MOST);

    private static final UsualLatencies WARNS = new UsualLatencies(List.of(SEARCH), true);

    private static final UsualLatencies SHOWS = new UsualLatencies(List.of(SEARCH), false);

    /** Promotes by itself what all checks pass. */
    private static final ReleasePolicy STRICT =
            Samples.POLICY.withAutoPromote(true).withThresholds(new PromoteThresholds(Map.of(), 1, 100));

    private static CheckResult took(CheckResult result, int millis) {
        return result.withLatency(Duration.ofMillis(millis));
    }

    private static CheckResult passed(int millis) {
        return took(CheckResult.pass("200 OK"), millis);
    }

    private static Deployment verified(UsualLatencies usual, CheckResult... searches) {
        DeployRequest request =
                Samples.request(Rollout.FULL).toBuilder().usual(usual).build();
        Story story = Story.of(request).shippedUnder(STRICT).ranWell("1");
        List<CompletedCheck> checks = new ArrayList<>();
        for (CheckResult result : searches) {
            checks.add(new CompletedCheck(checks.isEmpty() ? "search" : "other-" + checks.size(), "Search", result));
        }
        Verification results = new Verification(story.now(), story.now(), checks);
        return story.moves(new DeploymentEvent.Verified(story.key(), results, story.now()))
                .deployment();
    }

    private static CompletedCheck search(Deployment d) {
        return d.verification().result().check("search").orElseThrow();
    }

    private static String card(Deployment d) {
        Card card = CardRenderer.render(d);
        return card.headline() + "\n" + String.join("\n", card.lines()) + "\n" + card.summary();
    }

    private static String details(Deployment d) {
        return String.join("\n", CardRenderer.details(d).lines());
    }

    @Test
    @DisplayName("is a warning on its card, which says what is usual, and counts as passed")
    void warns() {
        Deployment d = verified(WARNS, passed(850), passed(850));

        assertThat(search(d).result()).isEqualTo(passed(850));
        assertThat(d.request().usual().warnsOf(search(d))).isTrue();
        assertThat(card(d))
                .contains("⚠️ Search: 200 OK (850ms); usually 310–420 ms over the last 20 deployments")
                .contains("both checks pass, 1 far slower than usual")
                .contains("Overall: 2/2 checks passed");
        assertThat(details(d)).contains("⚠️ Search: 200 OK (850ms); usually 310–420 ms over the last 20 deployments");
        assertThat(CardRenderer.render(d).tone()).isEqualTo(Tone.WARNING);
        assertThat(HistoryEntry.of(d).checks()).isEqualTo("2/2");
        assertThat(card(verified(WARNS, passed(631)))).contains("⚠️ Search");
    }

    @Test
    @DisplayName("stays as it is where that is only shown")
    void shows() {
        Deployment d = verified(SHOWS, passed(850));

        assertThat(search(d).result()).isEqualTo(passed(850));
        assertThat(d.request().usual().warnsOf(search(d))).isFalse();
        assertThat(card(d))
                .contains("✅ Search: 200 OK (850ms); usually 310–420 ms over the last 20 deployments")
                .doesNotContain("far slower");
        assertThat(CardRenderer.render(d).tone()).isEqualTo(Tone.GOOD);
    }

    @Test
    @DisplayName("keeps its own words where it warns or fails by itself, and gets the figure added")
    void keeps_its_own() {
        Deployment warned = verified(WARNS, took(CheckResult.warning("Slow response"), 850));
        assertThat(card(warned))
                .contains("⚠️ Search: Slow response (850ms); usually 310–420 ms over the last 20 deployments");

        Deployment failed = verified(WARNS, took(CheckResult.fail("Too slow"), 1200));
        assertThat(search(failed).result()).isEqualTo(took(CheckResult.fail("Too slow"), 1200));
        assertThat(card(failed))
                .contains("❌ Search: Too slow (1200ms); usually 310–420 ms over the last 20 deployments");
    }

    @Test
    @DisplayName("is told from one that is about as fast as ever, of which only the details say what is usual")
    void details() {
        Deployment d = verified(WARNS, passed(630));

        assertThat(search(d).result()).isEqualTo(passed(630));
        assertThat(card(d)).doesNotContain("usually");
        assertThat(details(d)).contains("✅ Search: 200 OK (630ms); usually 310–420 ms over the last 20 deployments");
    }

    @Test
    @DisplayName("is none where too little is known, or no latency was measured")
    void says_nothing() {
        assertThat(search(verified(UsualLatencies.NONE, passed(99_999))).result())
                .isEqualTo(passed(99_999));
        Deployment unmeasured = verified(WARNS, CheckResult.pass("200 OK"));
        assertThat(search(unmeasured).status()).isEqualTo(CheckStatus.PASS);
        assertThat(card(unmeasured) + details(unmeasured)).doesNotContain("usually");
    }

    @Test
    @DisplayName("leaves its latency in the history of what is promoted, as all do that passed")
    void is_in_the_history() {
        Deployment d = verified(
                WARNS,
                passed(850),
                took(CheckResult.fail("503"), 12),
                CheckResult.pass("unmeasured"),
                CheckResult.noData("no data"),
                passed(45));
        assertThat(HistoryEntry.of(d).latencies()).isEmpty();

        LifecycleResult promoted =
                Lifecycle.apply(d, new DeploymentEvent.Promote(Samples.GRACE, d.statusSince(), d.wave()));
        assertThat(HistoryEntry.of(((LifecycleResult.Moved) promoted).next()).latencies())
                .containsExactly(
                        new CheckLatency("search", Duration.ofMillis(850)),
                        new CheckLatency("other-4", Duration.ofMillis(45)));
    }

    @Property(tries = 1000)
    @Label("never changes what comes of a deployment")
    void never_acts(@ForAll @Size(5) List<@From("results") CheckResult> results) {
        CheckResult[] found = results.toArray(CheckResult[]::new);
        Deployment with = verified(WARNS, found);

        assertThat(without(with)).isEqualTo(verified(UsualLatencies.NONE, found));
    }

    /** The same, of which nobody knows what its checks usually take. */
    private static Deployment without(Deployment d) {
        DeployRequest request =
                d.request().toBuilder().usual(UsualLatencies.NONE).build();
        return d.toBuilder().request(request).build();
    }

    @Provide
    Arbitrary<CheckResult> results() {
        return Combinators.combine(
                        Arbitraries.of(
                                CheckResult.pass("200 OK"),
                                CheckResult.warning("Slow response"),
                                CheckResult.fail("503"),
                                CheckResult.fail("500").asCritical(),
                                CheckResult.noData("no data")),
                        Arbitraries.integers().between(0, 2000))
                .as(UsualComparisonTest::took);
    }
}

package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.testkit.MetricHarness.Area;
import io.releaseconductor.testkit.MetricHarness.Side;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Everything that {@link MetricSource} promises. A source's test extends it and gives a {@link MetricHarness}. */
@DisplayName("A source of metrics")
public abstract class MetricSourceContract {

    private static final Duration STEP = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private @Nullable MetricHarness opened;

    /** For subclasses. */
    protected MetricSourceContract() {}

    /**
     * Opens a place that knows nothing yet, that can be reached, and the source. Called before each test.
     *
     * @param clock the kit's clock
     * @return the harness
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract MetricHarness openMetrics(Clock clock) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        clock.set(ManualClock.START);
        opened = openMetrics(clock);
    }

    @AfterEach
    final void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    @DisplayName("reports what its harness cannot show")
    void reports_limits(TestReporter reporter) {
        harness().limits().report().forEach(reporter::publishEntry);
        assertThat(harness().limits().reasons())
                .allSatisfy((what, why) -> assertThat(why).isNotBlank());
    }

    @Test
    @DisplayName("tells what happened on both sides in each span")
    void tells_what_happened() {
        harness().observe(at(0));
        happen(1, 9, 5, 95);
        harness().observe(at(10));
        happen(0, 1, 0, 2);
        harness().observe(at(20));
        observe(30, 60);

        assertThat(known(question(0, 2))).containsExactly(counts(1, 10, 5, 100), counts(0, 1, 0, 2));
    }

    @Test
    @DisplayName(
            "counts an event in the span that ends at or after the time at which it was counted, wherever spans are cut")
    void counts_each_event_once() {
        harness().observe(at(0));
        List<BothSides> all = new ArrayList<>();
        for (long second = 7; second <= 84; second += 7) {
            happen(second % 3, second, 1, 2 * second);
            harness().observe(at(second));
        }
        observe(90, 150);
        for (int cut = 1; cut < 8; cut++) {
            all.clear();
            all.addAll(known(question(0, cut)));
            all.addAll(known(question(10L * cut, 8 - cut)));
            assertThat(all).as("cut after %s", cut).isEqualTo(known(question(0, 8)));
        }
        assertThat(sum(known(question(0, 8)))).isEqualTo(sum(all)).isNotEqualTo(BothSides.NONE);
        BothSides whole = known(new MetricSource.Question(
                        Environment.STAGING,
                        metrics(),
                        new Reach.Percentage(10),
                        "2",
                        "1",
                        at(0),
                        STEP.multipliedBy(8),
                        1))
                .get(0);
        assertThat(whole).isEqualTo(sum(all));
    }

    @Test
    @DisplayName("answers with nothing where nothing happened")
    void answers_with_nothing() {
        observe(0, 60);

        assertThat(known(question(0, 2))).containsExactly(BothSides.NONE, BothSides.NONE);
    }

    @Test
    @DisplayName("counts across the new beginning of a process, and all that was observed before it")
    void counts_across_restarts() {
        harness().limits().need(Area.RESTARTS);
        harness().observe(at(0));
        happen(3, 3, 0, 50);
        harness().observe(at(10));
        harness().restart(Side.CANARY, at(12));
        happen(1, 1, 0, 10);
        harness().observe(at(20));
        observe(30, 60);

        assertThat(known(question(0, 2))).containsExactly(counts(3, 6, 0, 50), counts(1, 2, 0, 10));
    }

    @Test
    @DisplayName("counts both sides as the canary where the reach is all")
    void counts_all_as_one_side() {
        harness().observe(at(0));
        happen(1, 9, 5, 95);
        observe(10, 60);

        MetricSource.Question two = question(0, 1);
        assertThat(known(new MetricSource.Question(
                        two.environment(), two.metrics(), Reach.ALL, null, null, two.from(), two.every(), 1)))
                .containsExactly(counts(6, 110, 0, 0));
    }

    @Test
    @DisplayName("does not answer with a part while the place lags behind, and tells all of it later")
    void waits_for_what_lags() {
        harness().limits().need(Area.LAGS);
        harness().observe(at(0));
        happen(1, 9, 5, 95);
        harness().observe(at(9));
        observe(12, 60);
        harness().lagBehind(at(8));
        assertThat(ask(question(0, 1))).isNotInstanceOf(MetricAnswer.Known.class);
        harness().lagBehind(null);

        assertThat(known(question(0, 1))).containsExactly(counts(1, 10, 5, 100));
    }

    @Test
    @DisplayName("does not answer for a span that is not over yet by its own lag")
    void waits_for_its_lag() {
        observe(0, 60);
        MetricSource.Question question = question(0, 1);
        clock.set(question.to().plus(harness().source().lag()).minusSeconds(1));

        assertThat(harness().source().lag()).isBetween(Duration.ZERO, Duration.ofMinutes(10));
        if (!harness().source().lag().isZero()) {
            assertThat(answer(harness().source().count(question))).isInstanceOf(MetricAnswer.NotYet.class);
        }
    }

    @Test
    @DisplayName("says the same again")
    void says_the_same_again() {
        harness().observe(at(0));
        happen(1, 9, 5, 95);
        observe(10, 200);
        List<BothSides> first = known(question(0, 3));
        clock.advance(Duration.ofMinutes(2));

        assertThat(known(question(0, 3))).isEqualTo(first);
    }

    @Test
    @DisplayName("says that a metric is missing that it does not know, and tells the others all the same")
    void says_what_it_does_not_know() {
        observe(0, 60);
        MetricSource.Question known = question(0, 1);
        MetricSource.Question both = new MetricSource.Question(
                known.environment(),
                List.of(harness().metric(), "nobody-knows-this"),
                known.reach(),
                known.version(),
                known.stableVersion(),
                known.from(),
                known.every(),
                known.spans());
        known(known);

        Map<String, MetricAnswer> answers = harness().source().count(both);
        assertThat(answers.get("nobody-knows-this")).isInstanceOf(MetricAnswer.Missing.class);
        assertThat(answers.get(harness().metric())).isInstanceOf(MetricAnswer.Known.class);
    }

    @Test
    @DisplayName("gives no figure while the place is away, says why without a secret, and tells it afterwards")
    void answers_while_away() {
        harness().limits().need(Area.OUTAGES);
        harness().observe(at(0));
        happen(1, 9, 5, 95);
        observe(10, 60);
        harness().goDown();
        MetricAnswer away = ask(question(0, 1));
        harness().comeUp();

        assertThat(away).isInstanceOf(MetricAnswer.NotYet.class);
        assertThat(((MetricAnswer.NotYet) away).reason()).isNotBlank();
        harness().secrets().forEach(secret -> assertThat(away.toString()).doesNotContain(secret));
        assertThat(known(question(0, 1))).containsExactly(counts(1, 10, 5, 100));
    }

    @Test
    @DisplayName("answers eight at once, each its own")
    void answers_at_once() {
        harness().observe(at(0));
        for (int i = 1; i <= 8; i++) {
            happen(0, i, 0, 10L * i);
            harness().observe(at(10L * i));
        }
        observe(90, 150);
        known(question(0, 8));
        AtOnce.run(8, i -> () -> {
            MetricAnswer answer = answer(harness().source().count(question(10L * i, 1)));
            assertThat(answer).isEqualTo(new MetricAnswer.Known(List.of(counts(0, i + 1L, 0, 10L * (i + 1)))));
            return true;
        });
    }

    /** From one time to another, every ten seconds, without anything happening. */
    private void observe(long from, long to) {
        for (long second = from; second <= to; second += STEP.toSeconds()) {
            harness().observe(at(second));
        }
    }

    private void happen(long bad, long good, long stableBad, long stableGood) {
        harness().happen(Side.CANARY, bad, good);
        harness().happen(Side.STABLE, stableBad, stableGood);
    }

    private static BothSides counts(long bad, long total, long stableBad, long stableTotal) {
        return new BothSides(new Counts(bad, total), new Counts(stableBad, stableTotal));
    }

    private static BothSides sum(List<BothSides> spans) {
        return spans.stream().reduce(BothSides.NONE, BothSides::plus);
    }

    private static Instant at(long second) {
        return ManualClock.START.plusSeconds(second);
    }

    private List<String> metrics() {
        return List.of(harness().metric());
    }

    private MetricSource.Question question(long from, int spans) {
        return new MetricSource.Question(
                Environment.STAGING, metrics(), new Reach.Percentage(10), "2", "1", at(from), STEP, spans);
    }

    /** What is said as soon as it can be known. */
    private MetricAnswer ask(MetricSource.Question question) {
        Instant due = question.to().plus(harness().source().lag());
        if (clock.instant().isBefore(due)) {
            clock.set(due);
        }
        return answer(harness().source().count(question));
    }

    private MetricAnswer answer(Map<String, MetricAnswer> answers) {
        return Objects.requireNonNull(answers.get(harness().metric()), "an answer for the metric");
    }

    private List<BothSides> known(MetricSource.Question question) {
        MetricAnswer answer = ask(question);
        assertThat(answer).as("%s", question).isInstanceOf(MetricAnswer.Known.class);
        List<BothSides> spans = ((MetricAnswer.Known) answer).spans();
        assertThat(spans).hasSize(question.spans());
        return spans;
    }

    private MetricHarness harness() {
        return Objects.requireNonNull(opened, "harness");
    }
}

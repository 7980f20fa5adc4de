package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChangeLog;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Everything that {@link ChangeLog} promises. A change log's test extends it and gives a {@link ChangeLogHarness}. */
@DisplayName("A change log")
public abstract class ChangeLogContract {

    private static final List<String> UNKNOWN = List.of(
            "1.4.2-build.77",
            "0123456789012345678901234567890123456789",
            "",
            " ",
            "-",
            "..",
            "a...b",
            "other:main",
            "main~1",
            "v1 v2",
            "../../admin",
            "?per_page=1",
            "a/b//c",
            "\u202E\u0000\uD83D",
            "%2e%2e%2f",
            "9".repeat(5_000));

    private final ManualClock clock = new ManualClock();
    private @Nullable ChangeLogHarness opened;

    /** For subclasses. */
    protected ChangeLogContract() {}

    /**
     * Opens a place without changes, that can be reached, and the adapter. Called before each test.
     *
     * @param clock the kit's clock
     * @return the harness
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract ChangeLogHarness openChangeLog(Clock clock) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        clock.set(ManualClock.START);
        opened = openChangeLog(clock);
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
    @DisplayName("tells what is shipped, and by whom it is")
    void tells_what_is_shipped() {
        harness().add("Say hello", "Grace Hopper");
        ChangeLog.Question question = harness().add("Fix login", "Ada Lovelace");
        harness().add("Not shipped yet", "Alan Turing");

        ChangeSummary summary = known(question);
        assertThat(summary.title()).isEqualTo("Fix login");
        assertThat(summary.author()).isIn("Ada Lovelace", null);
    }

    @Test
    @DisplayName("tells how far that is from what it replaces, forth and back")
    void tells_how_far() {
        harness().limits().need(ChangeLogHarness.Area.DISTANCES);
        ChangeLog.Question first = harness().add("Say hello", "Grace Hopper");
        harness().add("Fix login", "Ada Lovelace");
        ChangeLog.Question third = harness().add("Fix logout", "Ada Lovelace");

        assertThat(known(asked(third.version(), first.version())).distance())
                .isEqualTo(new ChangeSummary.Distance(first.version(), 2, 0));
        assertThat(known(asked(first.version(), third.version())).distance())
                .isEqualTo(new ChangeSummary.Distance(third.version(), 0, 2));
        assertThat(known(asked(first.version(), third.version())).title()).isEqualTo("Say hello");
    }

    @Test
    @DisplayName("names nothing as shipped along but what came since, newest first")
    void names_what_is_shipped_along() {
        harness().limits().need(ChangeLogHarness.Area.DISTANCES);
        harness().add("Say nothing", "Alan Turing");
        ChangeLog.Question first = harness().add("Say hello", "Grace Hopper");
        harness().add("Fix login", "Ada Lovelace");
        harness().add("Fix logout", "Ada Lovelace");
        ChangeLog.Question last = harness().add("Fix both", "Ada Lovelace");

        assertThat(titles(asked(last.version(), first.version())))
                .isIn(List.of(), List.of("Fix logout"), List.of("Fix logout", "Fix login"));
        assertThat(titles(asked(first.version(), last.version()))).isEmpty();
        assertThat(titles(asked(last.version(), last.version()))).isEmpty();
        assertThat(titles(asked(last.version(), null))).isEmpty();
    }

    private List<String> titles(ChangeLog.Question question) {
        return known(question).others().stream()
                .map(ChangeSummary.Commit::title)
                .toList();
    }

    @Test
    @DisplayName(
            "takes nothing for harmless or risky that it did not look at, and tells nothing of risks that nobody marked")
    void does_not_guess_risks() {
        harness().add("Say hello", "Grace Hopper");
        ChangeLog.Question question = harness().add("Fix login", "Ada Lovelace");
        RiskyPaths risky = new RiskyPaths(List.of("no/such/path/**"));

        assertThat(known(question).risk()).isNull();
        ChangeSummary.Risk alone = risk(question.version(), null, risky);
        assertThat(alone == null || !alone.whole())
                .as("of what is compared with nothing")
                .isTrue();
        ChangeSummary.Risk compared = risk(question.version(), question.since(), risky);
        assertThat(compared == null || !compared.isKnown())
                .as("of paths that nobody changed")
                .isTrue();
    }

    private ChangeSummary.@Nullable Risk risk(String version, @Nullable String since, RiskyPaths risky) {
        return known(new ChangeLog.Question(Environment.STAGING, "main", version, since, risky))
                .risk();
    }

    @Test
    @DisplayName("tells what is shipped although it knows nothing of what that replaces")
    void tells_it_alone() {
        harness().add("Say hello", "Grace Hopper");
        ChangeLog.Question question = harness().add("Fix login", "Ada Lovelace");

        assertThat(known(asked(question.version(), null)).distance()).isNull();
        assertThat(known(asked(question.version(), "1.4.1-build.76")).title()).isEqualTo("Fix login");
    }

    @Test
    @DisplayName("says that it knows nothing of what it does not know, and does not guess")
    void knows_nothing() {
        harness().add("Say hello", "Grace Hopper");

        assertThat(UNKNOWN).allSatisfy(version -> {
            assertThat(harness().changes().find(asked(version, null))).isInstanceOf(ChangeOutcome.NothingKnown.class);
            assertThat(harness().changes().find(asked(version, version)))
                    .isInstanceOf(ChangeOutcome.NothingKnown.class);
        });
    }

    @Test
    @DisplayName("takes titles and names that are hostile or endless")
    void takes_hostile_texts() {
        ChangeLog.Question hostile = harness().add("\"}] @everyone \u202E **x** <b> ``` 🚀", "\u200B");
        ChangeLog.Question endless = harness().add("🚀 0123456789".repeat(500), "y".repeat(500));

        assertThat(known(hostile).title()).contains("@everyone");
        assertThat(known(endless).title()).startsWith("🚀 0123456789").hasSizeLessThanOrEqualTo(200);
    }

    @Test
    @DisplayName("says why nothing is known while the place is away, without a secret, and knows it afterwards")
    void answers_while_away() {
        harness().limits().need(ChangeLogHarness.Area.OUTAGES);
        ChangeLog.Question question = harness().add("Fix login", "Ada Lovelace");
        harness().goDown();
        ChangeOutcome away = harness().changes().find(question);
        harness().comeUp();

        assertThat(away).isNotNull().isNotInstanceOf(ChangeOutcome.Known.class);
        harness().secrets().forEach(secret -> assertThat(away.toString()).doesNotContain(secret));
        assertThat(known(question).title()).isEqualTo("Fix login");
    }

    @Test
    @DisplayName("answers eight at once, each its own")
    void answers_at_once() {
        ChangeLog.Question[] questions = new ChangeLog.Question[8];
        for (int i = 0; i < questions.length; i++) {
            questions[i] = harness().add("Change " + i, "Ada Lovelace");
        }
        AtOnce.run(8, i -> () -> {
            assertThat(known(questions[i]).title()).isEqualTo("Change " + i);
            return true;
        });
    }

    private ChangeSummary known(ChangeLog.Question question) {
        ChangeOutcome outcome = harness().changes().find(question);
        assertThat(outcome).as("%s", question).isInstanceOf(ChangeOutcome.Known.class);
        return ((ChangeOutcome.Known) outcome).summary();
    }

    private static ChangeLog.Question asked(String version, @Nullable String since) {
        return new ChangeLog.Question(Environment.STAGING, "main", version, since);
    }

    private ChangeLogHarness harness() {
        return Objects.requireNonNull(opened, "harness");
    }
}

package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Everything that {@link Admission} promises. The test of a rule of the pre-flight extends it and gives an {@link AdmissionHarness}. */
@DisplayName("A rule of the pre-flight")
public abstract class AdmissionContract {

    private static final long PATIENCE_SECONDS = 30;

    /** What somebody may ship, or leave open. */
    private static final List<@Nullable String> ODD = Arrays.asList(
            null,
            "",
            " ",
            "-",
            "..",
            "a...b",
            "main~1",
            "v1 v2",
            "../../admin",
            "?per_page=1",
            "a/b//c",
            "$(exit 1)",
            "x\ny=z",
            "\u202E\u0000\uD83D",
            "%2e%2e%2f",
            "9".repeat(5_000));

    private final ManualClock clock = new ManualClock();
    private @Nullable AdmissionHarness opened;

    /** For subclasses. */
    protected AdmissionContract() {}

    /**
     * Opens a place that can be reached and by which a deployment may begin, and the rule. Called before each test; closed after it.
     *
     * @param clock the kit's clock
     * @return the harness
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract AdmissionHarness openAdmission(ManualClock clock) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        clock.set(ManualClock.START);
        opened = openAdmission(clock);
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
    @DisplayName("has a name of the allowed form that is always the same")
    void has_a_name() {
        String name = harness().admission().name();

        assertThat(name).matches("[a-z][a-z0-9-]{0,23}");
        ask();
        harness().forbid();
        ask();
        assertThat(harness().admission().name()).isEqualTo(name);
    }

    @Test
    @DisplayName("says yes where nothing is against it, and does not say that no detail was given")
    void says_yes() {
        AdmissionOutcome answer = ask();

        assertThat(answer).isInstanceOf(AdmissionOutcome.Yes.class);
        assertSaysWhy(answer);
    }

    @Test
    @DisplayName("says no or not yet where something is against it, and why")
    void says_no() {
        harness().forbid();
        AdmissionOutcome answer = ask();

        assertThat(answer).isInstanceOfAny(AdmissionOutcome.No.class, AdmissionOutcome.NotYet.class);
        assertSaysWhy(answer);
    }

    @Test
    @DisplayName("keeps no answer: each time it says what holds then")
    void keeps_no_answer() {
        for (int i = 0; i < 2; i++) {
            harness().forbid();
            assertThat(ask()).isInstanceOfAny(AdmissionOutcome.No.class, AdmissionOutcome.NotYet.class);
            harness().allow();
            assertThat(ask()).isInstanceOf(AdmissionOutcome.Yes.class);
        }
    }

    @Test
    @DisplayName("does not know while the place is away, says why, without a secret, and knows it afterwards")
    void does_not_guess_while_away() {
        harness().limits().need(AdmissionHarness.Area.OUTAGES);
        assertUnknownWhileAway();
        assertThat(ask()).isInstanceOf(AdmissionOutcome.Yes.class);

        harness().forbid();
        assertUnknownWhileAway();
        assertThat(ask()).isInstanceOfAny(AdmissionOutcome.No.class, AdmissionOutcome.NotYet.class);
    }

    private void assertUnknownWhileAway() {
        harness().goDown();
        AdmissionOutcome away = ask();
        harness().comeUp();

        assertThat(away).isInstanceOf(AdmissionOutcome.Unknown.class);
        assertSaysWhy(away);
    }

    @Test
    @DisplayName("answers whatever is shipped, and also where it is not known what")
    void answers_whatever_is_shipped() {
        Environment environment = harness().question().environment();
        assertThat(ODD).allSatisfy(odd -> {
            assertAnswers(new Admission.Question(
                    environment, odd, harness().question().version()));
            assertAnswers(
                    new Admission.Question(environment, harness().question().ref(), odd));
        });
        assertAnswers(new Admission.Question(new Environment("somewhere-else"), null, null));
    }

    @Test
    @DisplayName("tells no secret, whatever it says")
    void tells_no_secret() {
        assertTellsNoSecret(ask());
        harness().forbid();
        assertTellsNoSecret(ask());
    }

    @Test
    @DisplayName("answers eight at once")
    void answers_at_once() {
        List<AdmissionOutcome> answers =
                AtOnce.run(8, i -> () -> harness().admission().ask(harness().question()));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOf(AdmissionOutcome.Yes.class));
    }

    @Test
    @DisplayName("gives up when it is interrupted")
    void gives_up_when_interrupted() throws Exception {
        harness().limits().need(AdmissionHarness.Area.HANGING_PLACE);
        harness().hang();
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        ask();
                    } finally {
                        over.countDown();
                    }
                },
                "interrupted-admission");
        thread.setDaemon(true);
        // how it gives up is its own business
        thread.setUncaughtExceptionHandler((itself, thrown) -> {});
        thread.start();
        thread.interrupt();

        assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private void assertAnswers(Admission.Question question) {
        AdmissionOutcome answer = harness().admission().ask(question);
        assertThat(answer).as("%s", question).isNotNull();
        assertTellsNoSecret(answer);
    }

    private void assertSaysWhy(AdmissionOutcome answer) {
        assertThat(answer.detail()).isNotBlank().isNotEqualTo("no detail given").doesNotEndWith(".");
        assertTellsNoSecret(answer);
    }

    private void assertTellsNoSecret(AdmissionOutcome answer) {
        harness().secrets().forEach(secret -> assertThat(answer.toString()).doesNotContain(secret));
    }

    private AdmissionOutcome ask() {
        return harness().admission().ask(harness().question());
    }

    private AdmissionHarness harness() {
        return Objects.requireNonNull(opened, "harness");
    }
}

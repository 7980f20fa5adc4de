package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
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

/** Everything that {@link Check} promises. A check's test extends it and gives a {@link CheckHarness}. */
@DisplayName("A check")
public abstract class CheckContract {

    private static final long PATIENCE_SECONDS = 30;

    private @Nullable CheckHarness opened;

    /** For subclasses. */
    protected CheckContract() {}

    /**
     * Opens a target that works, and the check. Called before each test; closed after it.
     *
     * @return the harness
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract CheckHarness openCheck() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        opened = openCheck();
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
    @DisplayName("has an id of the allowed form that is always the same, a name and a time limit")
    void has_an_identity() throws Exception {
        String id = check().id();

        assertThat(id).matches("[a-z][a-z0-9_-]{0,31}");
        check().run(context(Phase.DEPLOY, null));
        assertThat(check().id()).isEqualTo(id);
        assertThat(check().name()).isNotBlank();
        assertThat(check().timeLimit()).isPositive();
    }

    @Test
    @DisplayName("passes where all is well, after a deployment and after a rollback, with and without a known version")
    void passes_where_all_is_well() throws Exception {
        for (Phase phase : List.of(Phase.DEPLOY, Phase.ROLL_BACK)) {
            for (String version : new String[] {"v2", null}) {
                assertThat(check().run(context(phase, version)).status()).isEqualTo(CheckStatus.PASS);
            }
        }
    }

    @Test
    @DisplayName("fails where nothing works, says why, and passes again when it works again")
    void fails_where_nothing_works() throws Exception {
        harness().limits().need(CheckHarness.Area.BROKEN_TARGET);
        harness().breakDown();
        CheckResult result = check().run(context(Phase.DEPLOY, "v2"));

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isNotBlank().doesNotContain("\n");
        harness().heal();
        assertThat(check().run(context(Phase.DEPLOY, "v2")).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    @DisplayName("tells no secret, whether it passes or fails")
    void tells_no_secret() throws Exception {
        assertTellsNoSecret(check().run(context(Phase.DEPLOY, "v2")));
        if (harness().limits().allow(CheckHarness.Area.BROKEN_TARGET)) {
            harness().breakDown();
            assertTellsNoSecret(check().run(context(Phase.DEPLOY, "v2")));
        }
    }

    @Test
    @DisplayName("gives up when it is interrupted")
    void gives_up_when_interrupted() throws Exception {
        harness().limits().need(CheckHarness.Area.HANGING_TARGET);
        harness().hang();
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        check().run(context(Phase.DEPLOY, "v2"));
                    } catch (Exception e) {
                        // How it gives up is its own business.
                    } finally {
                        over.countDown();
                    }
                },
                "interrupted-check");
        thread.setDaemon(true);
        thread.start();
        thread.interrupt();

        assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("judges several deployments at once")
    void judges_several_at_once() {
        List<CheckResult> results = AtOnce.run(8, i -> () -> check().run(context(Phase.DEPLOY, "v" + i)));

        assertThat(results).extracting(CheckResult::status).containsOnly(CheckStatus.PASS);
    }

    private void assertTellsNoSecret(CheckResult result) {
        harness().secrets().forEach(secret -> assertThat(result.toString()).doesNotContain(secret));
    }

    private CheckHarness harness() {
        return Objects.requireNonNull(opened, "harness");
    }

    private Check check() {
        return harness().check();
    }

    private CheckContext context(Phase phase, @Nullable String version) {
        return new CheckContext(
                DeployId.of(Environment.STAGING, ManualClock.START),
                Environment.STAGING,
                Strategy.FULL,
                phase,
                version,
                check().timeLimit());
    }
}

package io.releaseconductor.testkit;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.spi.AlertSink;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Everything that {@link AlertSink} promises. A sink's test extends it and gives an {@link AlertHarness}. */
@DisplayName("An alert sink")
public abstract class AlertSinkContract {

    private final ManualClock clock = new ManualClock();
    private @Nullable AlertHarness opened;

    /** For subclasses. */
    protected AlertSinkContract() {}

    /**
     * Opens a place where nothing has arrived, that can be reached, and the adapter. Called before each test.
     *
     * @param clock the kit's clock
     * @return the harness
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract AlertHarness openSink(Clock clock) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        clock.set(ManualClock.START);
        opened = openSink(clock);
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
    @DisplayName("delivers what is to be told, once")
    void delivers() throws Exception {
        harness()
                .sink()
                .send(alert(1, "The workflow run failed."), aDeployment().failed());

        assertThat(harness().arrived()).hasSize(1);
        assertThat(harness().arrived().get(0)).contains("The workflow run failed.");
    }

    @Test
    @DisplayName("delivers alerts of every kind, about deployments at every status")
    void delivers_every_kind() throws Exception {
        int number = 0;
        for (AlertKind kind : AlertKind.values()) {
            for (DeploymentStatus status : DeploymentStatus.values()) {
                Deployment deployment = aDeployment().at(status);
                number++;
                harness().sink().send(alert(kind, number, "Message " + number + "."), deployment);
            }
        }

        assertThat(harness().arrived()).hasSize(number);
    }

    @Test
    @DisplayName("takes an alert that is repeated after a crash")
    void takes_a_repeat() throws Exception {
        harness().sink().send(alert(1, "It failed."), aDeployment().failed());
        harness().sink().send(alert(1, "It failed."), aDeployment().failed());

        assertThat(harness().arrived()).hasSizeBetween(1, 2).allMatch(text -> text.contains("It failed."));
    }

    @Test
    @DisplayName("delivers texts that are hostile, endless or empty")
    void delivers_hostile_texts() throws Exception {
        Deployment deployment = aDeployment().version("\"}],\u0000 @everyone").failed();
        harness().sink().send(alert(1, "\"}] @everyone \u0000 \u202E **x** <b> ``` \uD83D"), deployment);
        harness().sink().send(alert(2, "0123456789 ".repeat(10_000)), deployment);
        harness().sink().send(alert(3, ""), deployment);

        assertThat(harness().arrived()).hasSize(3);
        assertThat(harness().arrived().get(1)).contains("0123456789");
    }

    @Test
    @DisplayName("throws what it cannot deliver instead of swallowing it, and delivers it later")
    void throws_what_it_cannot_deliver() throws Exception {
        harness().limits().need(AlertHarness.Area.OUTAGES);
        harness().goDown();
        Throwable thrown = catchThrowable(() ->
                harness().sink().send(alert(1, "It failed."), aDeployment().failed()));
        harness().comeUp();

        assertThat(thrown).isInstanceOf(Exception.class);
        harness().secrets().forEach(secret -> assertThat(thrown.toString()).doesNotContain(secret));
        assertThat(harness().arrived()).isEmpty();
        harness().sink().send(alert(1, "It failed."), aDeployment().failed());
        assertThat(harness().arrived()).hasSize(1);
    }

    @Test
    @DisplayName("delivers eight alerts at once")
    void delivers_at_once() {
        AtOnce.run(8, i -> () -> {
            harness()
                    .sink()
                    .send(alert(i + 1, "Message " + i + "."), aDeployment().failed());
            return true;
        });

        assertThat(harness().arrived()).hasSize(8);
        for (int i = 0; i < 8; i++) {
            String message = "Message " + i + ".";
            assertThat(harness().arrived())
                    .filteredOn(text -> text.contains(message))
                    .hasSize(1);
        }
    }

    private AlertHarness harness() {
        return Objects.requireNonNull(opened, "harness");
    }

    private Alert alert(int number, String message) {
        return alert(AlertKind.DEPLOYMENT_FAILED, number, message);
    }

    private Alert alert(AlertKind kind, int number, String message) {
        return new Alert(
                "ship-staging-1699747200:" + kind.wireName() + ":" + number,
                kind,
                message,
                clock.instant(),
                null,
                0,
                null);
    }
}

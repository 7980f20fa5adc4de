package io.releaseconductor.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("While nodes and Redis are killed and connections are spoilt")
class FaultRunTest {

    @Test
    @Tag("thorough")
    @DisplayName("30 deployments on three nodes are neither lost nor dispatched nor decided twice")
    void a_short_run() {
        assertSound(30, 1, Duration.ofSeconds(2), Duration.ofMinutes(20));
    }

    @Test
    @Tag("long")
    @DisplayName("500 deployments on three nodes are neither lost nor dispatched nor decided twice")
    void a_long_run() {
        assertSound(500, 6, Duration.ofSeconds(30), Duration.ofMinutes(60));
    }

    private static void assertSound(int deployments, int passes, Duration longestRun, Duration limit) {
        FaultReport report;
        try (FaultRun run = new FaultRun(deployments, passes, longestRun, limit)) {
            report = run.run();
        }
        System.out.println(report.text());
        SoftAssertions all = new SoftAssertions();
        all.assertThat(report.inFlight()).as("in flight").isEqualTo(deployments);
        all.assertThat(report.lostDeployments()).as("lost").isEmpty();
        all.assertThat(report.dispatchedTwice()).as("dispatched twice").isEmpty();
        all.assertThat(report.decidedTwice()).as("decided twice").isEmpty();
        all.assertThat(report.taken()).as("places left taken").isEmpty();
        all.assertAll();
        assertThat(report.requests()).as("something was dispatched").isNotEmpty();
    }
}

package io.releaseconductor.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("While nodes and Redis are killed and connections are spoilt")
class FaultRunTest {

    @ParameterizedTest
    @EnumSource
    @Tag("thorough")
    @DisplayName("30 deployments on three nodes are neither lost nor dispatched nor decided twice")
    void a_short_run(FaultRun.Disk disk) {
        assertSound(disk, 30, 1, Duration.ofSeconds(2), Duration.ofMinutes(20));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    @DisplayName("500 deployments on three nodes are neither lost nor dispatched nor decided twice")
    void a_long_run(FaultRun.Disk disk) {
        assertSound(disk, 500, 6, Duration.ofSeconds(30), Duration.ofMinutes(60));
    }

    private static void assertSound(
            FaultRun.Disk disk, int deployments, int passes, Duration longestRun, Duration limit) {
        FaultReport report;
        try (FaultRun run = new FaultRun(disk, deployments, passes, longestRun, limit)) {
            report = run.run();
        }
        System.out.println(report.text());
        SoftAssertions all = new SoftAssertions();
        all.assertThat(report.inFlight()).as("in flight").isEqualTo(deployments);
        all.assertThat(report.unexplained(report.lostDeployments())).as("lost").isEmpty();
        all.assertThat(report.unexplained(report.dispatchedTwice()))
                .as("dispatched twice")
                .isEmpty();
        all.assertThat(report.unexplained(report.decidedTwice()))
                .as("decided twice")
                .isEmpty();
        all.assertThat(report.deployedTwice()).as("deployed twice").isEmpty();
        if (disk == FaultRun.Disk.ALWAYS) {
            all.assertThat(report.forgotten()).as("forgotten").isEmpty();
        }
        all.assertThat(report.taken()).as("places left taken").isEmpty();
        all.assertAll();
        assertThat(report.requests()).as("something was dispatched").isNotEmpty();
    }
}

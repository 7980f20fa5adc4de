package io.releaseconductor.examples.cloudwatch;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.testkit.DeploymentFixture;
import io.releaseconductor.testkit.ManualClock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

@DisplayName("What CloudWatch is told")
class CloudWatchMetricsTest {

    private static final List<DeploymentStatus> PROMOTED = List.of(
            DeploymentStatus.INITIATED,
            DeploymentStatus.DEPLOYING,
            DeploymentStatus.VERIFYING,
            DeploymentStatus.VERIFIED,
            DeploymentStatus.PROMOTED);
    private static final List<DeploymentStatus> ROLLED_BACK = List.of(
            DeploymentStatus.INITIATED,
            DeploymentStatus.DEPLOYING,
            DeploymentStatus.VERIFYING,
            DeploymentStatus.ROLLING_BACK,
            DeploymentStatus.ROLLED_BACK);
    private static final List<DeploymentStatus> FAILED =
            List.of(DeploymentStatus.INITIATED, DeploymentStatus.DEPLOYING, DeploymentStatus.FAILED);

    private final MockClock clock = new MockClock();

    private static void pass(CloudWatchMetrics metrics, Environment environment, List<DeploymentStatus> way) {
        DeploymentFixture fixture = aDeployment().to(environment);
        Deployment before = null;
        for (DeploymentStatus status : way) {
            Deployment after = fixture.at(status);
            metrics.listener()
                    .changed(before, before == null ? null : new DeploymentEvent.Woken(ManualClock.START), after);
            before = after;
        }
    }

    @Test
    @DisplayName("is each figure of a known history, as PutMetricData")
    void figures() {
        try (LoopbackCloudWatch cloudWatch = new LoopbackCloudWatch();
                CloudWatchAsyncClient client = CloudWatchAsyncClient.builder()
                        .endpointOverride(cloudWatch.url())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                        .build()) {
            try (CloudWatchMetrics metrics =
                    CloudWatchMetrics.publish(client, List.of(Environment.PROD, Environment.STAGING), clock)) {
                for (int i = 0; i < 7; i++) {
                    pass(metrics, Environment.PROD, PROMOTED);
                }
                pass(metrics, Environment.PROD, ROLLED_BACK);
                pass(metrics, Environment.PROD, ROLLED_BACK);
                pass(metrics, Environment.PROD, FAILED);
                pass(metrics, Environment.STAGING, FAILED);
            }
            assertThat(cloudWatch.refusals()).isEmpty();
            assertThat(cloudWatch.namespaces()).containsOnly("ReleaseConductor");
            Map<String, Double> told = cloudWatch.data().stream()
                    .filter(datum -> datum.value() != 0)
                    .collect(Collectors.toMap(
                            LoopbackCloudWatch.Datum::name,
                            LoopbackCloudWatch.Datum::value,
                            Double::sum,
                            TreeMap::new));
            assertThat(told).isEqualTo(known());
            assertThat(cloudWatch.data())
                    .filteredOn(datum -> datum.name().matches("[a-z.]+\\.time\\.(sum|avg|max)\\{.*"))
                    .isNotEmpty()
                    .allMatch(datum -> datum.unit().equals("Milliseconds"));
            assertThat(cloudWatch.data())
                    .contains(new LoopbackCloudWatch.Datum(
                            "deployments.resumed.count{environment=prod,outcome=promoted,strategy=full}", 0, "Count"));
        }
    }

    /** What the fixture's deployments take: a run 120 s, their checks 5 s, a decision 175 s; a rollback is decided 10 s after the run. */
    private static Map<String, Double> known() {
        Map<String, Double> known = new TreeMap<>();
        String prod = "environment=prod,";
        known.put("deployments.begun.count{environment=prod,strategy=full}", 10.0);
        known.put("deployments.begun.count{environment=staging,strategy=full}", 1.0);
        settled(known, prod + "outcome=promoted,strategy=full", 7, 300);
        settled(known, prod + "outcome=rolled_back,strategy=full", 2, 255);
        settled(known, prod + "outcome=failed,strategy=full", 1, 90);
        settled(known, "environment=staging,outcome=failed,strategy=full", 1, 90);
        time(known, "phase", prod + "outcome=success,phase=deploy,strategy=full", 9, 9 * 120, 120);
        time(known, "phase", prod + "outcome=failure,phase=deploy,strategy=full", 1, 90, 90);
        time(known, "phase", "environment=staging,outcome=failure,phase=deploy,strategy=full", 1, 90, 90);
        time(known, "phase", prod + "outcome=success,phase=rollback,strategy=full", 2, 2 * 120, 120);
        known.put("verifications.count{environment=prod,outcome=passed,phase=deploy}", 7.0);
        known.put("verifications.count{environment=prod,outcome=failed,phase=deploy}", 2.0);
        time(known, "verification", prod + "phase=deploy", 9, 7 * 5 + 2 * 10, 10);
        time(known, "wait", prod + "wait=decision", 7, 7 * 175, 175);
        known.put("rollbacks.count{by=person,environment=prod,promoted=false,strategy=full}", 2.0);
        known.put("alerts.count{environment=prod,kind=rollback_triggered}", 2.0);
        known.put("alerts.count{environment=prod,kind=deployment_failed}", 1.0);
        known.put("alerts.count{environment=staging,kind=deployment_failed}", 1.0);
        return known;
    }

    private static void settled(Map<String, Double> known, String tags, double count, double seconds) {
        known.put("deployments.settled.count{" + tags + "}", count);
        time(known, "deployment", tags, count, count * seconds, seconds);
    }

    private static void time(
            Map<String, Double> known, String name, String tags, double count, double seconds, double longest) {
        known.put(name + ".time.count{" + tags + "}", count);
        known.put(name + ".time.sum{" + tags + "}", seconds * 1000);
        known.put(name + ".time.avg{" + tags + "}", seconds * 1000 / count);
        known.put(name + ".time.max{" + tags + "}", longest * 1000);
    }
}

package io.releaseconductor.micrometer;

import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Restraint;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long deployments wait, and for what. */
final class WaitMeters {

    private final Meters meters;

    WaitMeters(Meters meters) {
        this.meters = meters;
    }

    void begun(Deployment d) {
        admitted(null, d);
    }

    void changed(Deployment before, Deployment after) {
        admitted(before.admission(), after);
        Restraint kept = before.restrainedBy();
        if (kept != null && after.restrainedBy() == null && after.restraint() != null) {
            Instant over = after.restraint().overAt();
            over(after, "restraint", kept.since(), over == null ? after.statusSince() : over);
        }
        Attention attention = before.attention();
        if (attention != null && after.attention() == null) {
            over(after, "attention", attention.since(), after.statusSince());
        }
        if (before.status() == DeploymentStatus.VERIFIED && after.status() != DeploymentStatus.VERIFIED) {
            over(after, "decision", before.statusSince(), after.statusSince());
        }
    }

    private void admitted(@Nullable AdmissionState before, Deployment after) {
        AdmissionState now = after.admission();
        Instant at = now == null ? null : now.admittedAt();
        if (now != null && at != null && (before == null || !before.admits())) {
            over(after, "admission", now.since(), at);
        }
    }

    private void over(Deployment d, String wait, Instant from, Instant to) {
        meters.time(
                Measure.WAIT_TIME, Duration.between(from, to), d.environment().name(), wait);
    }
}

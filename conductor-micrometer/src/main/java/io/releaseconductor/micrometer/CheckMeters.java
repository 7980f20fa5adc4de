package io.releaseconductor.micrometer;

import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What checks found and how long that took, look by look and verification by verification. */
final class CheckMeters {

    private final Meters meters;
    private final KnownChecks known;

    CheckMeters(Meters meters, int mostChecks) {
        this.meters = meters;
        this.known = new KnownChecks(mostChecks);
    }

    /** Makes known what verifications of an environment can come to. */
    void prepare(Environment environment) {
        for (Phase phase : Phase.values()) {
            for (Verified.Outcome outcome : Verified.Outcome.values()) {
                meters.counter(Measure.VERIFICATIONS, environment.name(), phase.wireName(), outcome.word());
            }
        }
    }

    void changed(Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        if (event instanceof DeploymentEvent.Verified verified) {
            looked(after, verified.phase().wireName(), verified.result());
        } else if (event instanceof DeploymentEvent.BaselineLooked baseline) {
            looked(after, "baseline", baseline.result());
        } else if (event instanceof DeploymentEvent.WatchLooked watch) {
            looked(after, "watch", watch.result());
        }
        Verified over = Verified.of(before, after);
        if (over != null) {
            String environment = after.environment().name();
            String phase = over.phase().wireName();
            meters.count(
                    Measure.VERIFICATIONS, environment, phase, over.outcome().word());
            meters.time(Measure.VERIFICATION_TIME, Duration.between(over.from(), over.to()), environment, phase);
        }
    }

    private void looked(Deployment d, String phase, Verification result) {
        String environment = d.environment().name();
        result.results().forEach(check -> {
            String id = known.name(check.id());
            meters.count(Measure.CHECKS, environment, phase, id, check.status().wireName());
            Duration latency = check.result().latency();
            if (latency != null) {
                meters.time(Measure.CHECK_TIME, latency, environment, id);
            }
        });
    }
}

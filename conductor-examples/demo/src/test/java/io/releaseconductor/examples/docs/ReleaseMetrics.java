package io.releaseconductor.examples.docs;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.DeploymentListener;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

// docs: metrics
/** Counts what this node saved: sum it up over all nodes. */
final class ReleaseMetrics implements DeploymentListener {

    final LongAdder shipped = new LongAdder();
    final LongAdder deployed = new LongAdder();
    final LongAdder deploySeconds = new LongAdder();
    final LongAdder checksRun = new LongAdder();
    final LongAdder checksPassed = new LongAdder();
    final LongAdder promoted = new LongAdder();
    final LongAdder rollbacks = new LongAdder();

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        if (before == null) {
            shipped.increment();
            return;
        }
        if (event instanceof DeploymentEvent.Verified verified && verified.phase() == Phase.DEPLOY) {
            checksRun.add(verified.result().results().size());
            checksPassed.add(verified.result().passed());
        }
        if (before.status() != after.status()) {
            entered(after, before.status());
        }
    }

    private void entered(Deployment after, DeploymentStatus from) {
        switch (after.status()) {
            case VERIFYING -> {
                deployed.increment();
                deploySeconds.add(Duration.between(after.request().initiatedAt(), after.statusSince())
                        .toSeconds());
            }
            case PROMOTED -> promoted.increment();
            case ROLLING_BACK -> {
                if (from != DeploymentStatus.NEEDS_ATTENTION) {
                    rollbacks.increment();
                }
            }
            default -> {}
        }
    }
}
// end

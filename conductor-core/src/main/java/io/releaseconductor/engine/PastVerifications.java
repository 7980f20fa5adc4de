package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.RecentVerifications;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.AlertRules;
import io.releaseconductor.spi.StateStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks up how an environment's verifications came out before, where one comes to its end: the lifecycle judges, and reads nothing. Keeps no state. */
final class PastVerifications {

    private static final Logger LOG = LoggerFactory.getLogger(PastVerifications.class);

    /** Whoever deploys for so long without a verification knows without a rate. */
    private static final int MOST_PAGES = 10;

    private final StateStore store;
    private final Map<Environment, AlertRules> rules;
    private final Writer writer;

    PastVerifications(EngineParts parts, Writer writer) {
        this.store = parts.store();
        this.rules = parts.alertRules();
        this.writer = writer;
    }

    /** The event with what was before it, where that is asked for; as it is where the store does not say: nothing waits for an alert. */
    DeploymentEvent told(Deployment d, DeploymentEvent event) {
        if (!(event instanceof DeploymentEvent.Judged judged)
                || !(writer.rehearse(d, event) instanceof LifecycleResult.Moved moved)
                || !RecentVerifications.areAskedFor(d, moved.next())) {
            return event;
        }
        RecentVerifications recent = recent(d);
        return recent == null ? event : judged.with(recent);
    }

    private @Nullable RecentVerifications recent(Deployment d) {
        AlertRules asked = rules.getOrDefault(d.environment(), AlertRules.DEFAULT);
        try {
            List<Boolean> failed = HistoryPages.back(store, d.environment())
                    .limit(MOST_PAGES)
                    .flatMap(List::stream)
                    .filter(entry -> !entry.id().equals(d.id()))
                    .flatMap(entry -> Stream.ofNullable(entry.course().verificationFailed()))
                    .limit(asked.last())
                    .toList();
            return new RecentVerifications(failed, asked);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: nobody is alerted to the failure rate of verifications, since history could not be read: {}",
                    d.id(),
                    e.getMessage());
            return null;
        }
    }
}

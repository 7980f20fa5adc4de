package io.releaseconductor.micrometer;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Deployments as wholes: how many began and settled, what was rolled back, what people were alerted to. */
final class DeploymentMeters {

    private final Meters meters;

    DeploymentMeters(Meters meters) {
        this.meters = meters;
    }

    /** Makes known what can happen in an environment. */
    void prepare(Environment environment) {
        for (Strategy strategy : Strategy.values()) {
            String[] where = {environment.name(), strategy.wireName()};
            meters.counter(Measure.BEGUN, where);
            Arrays.stream(DeploymentStatus.values())
                    .filter(DeploymentStatus::settled)
                    .forEach(status -> {
                        meters.counter(Measure.SETTLED, where[0], where[1], status.wireName());
                        if (!status.leavesTo().isEmpty()) {
                            meters.counter(Measure.RESUMED, where[0], where[1], status.wireName());
                        }
                    });
            for (String by : Set.of("person", "policy")) {
                meters.counter(Measure.ROLLBACKS, where[0], where[1], by, "false");
                meters.counter(Measure.ROLLBACKS, where[0], where[1], by, "true");
            }
        }
    }

    void begun(Deployment d) {
        meters.count(Measure.BEGUN, environment(d), strategy(d));
    }

    void changed(Deployment before, Deployment after) {
        if (before.status() != after.status()) {
            moved(before.status(), after);
        }
        Rollback rollback = after.rollback();
        Rollback earlier = before.rollback();
        if (rollback != null && (earlier == null || !earlier.decision().equals(rollback.decision()))) {
            meters.count(
                    Measure.ROLLBACKS,
                    environment(after),
                    strategy(after),
                    rollback.decision().by().isPolicy() ? "policy" : "person",
                    String.valueOf(after.promotedAt() != null));
        }
        Set<String> known = before.alerts().stream().map(Alert::id).collect(Collectors.toSet());
        after.alerts().stream()
                .filter(alert -> !known.contains(alert.id()))
                .forEach(alert -> meters.count(
                        Measure.ALERTS, environment(after), alert.kind().wireName()));
    }

    private void moved(DeploymentStatus from, Deployment after) {
        DeploymentStatus to = after.status();
        if (from.settled()) {
            meters.count(Measure.RESUMED, environment(after), strategy(after), from.wireName());
        }
        if (to.settled()) {
            Duration took = Duration.between(after.request().initiatedAt(), after.statusSince());
            meters.count(Measure.SETTLED, environment(after), strategy(after), to.wireName());
            meters.time(Measure.DEPLOYMENT_TIME, took, environment(after), strategy(after), to.wireName());
        }
    }

    private static String environment(Deployment d) {
        return d.environment().name();
    }

    private static String strategy(Deployment d) {
        return d.request().strategy().wireName();
    }
}

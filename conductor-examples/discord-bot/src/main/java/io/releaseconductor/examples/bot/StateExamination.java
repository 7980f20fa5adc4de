package io.releaseconductor.examples.bot;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where state is kept, how safely, and what is in flight there. */
record StateExamination(BotSettings settings, Clock clock) implements Examination {

    private static final Duration LATE = Duration.ofMinutes(2);

    @Override
    public String title() {
        return "State (buttons don't work after a restart)";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void examine(Report report) {
        if (!settings.state().good()) {
            report.told("Not looked at, since its variables are not in order");
            return;
        }
        settings.state().value().examine(report, store -> tell(store, report));
    }

    private void tell(StateStore store, Report report) {
        for (Environment environment : settings.ship().value().names()) {
            Optional<Deployment> holder = store.holder(environment);
            report.told(environment + ": " + holder.map(this::inFlight).orElse("nothing is in flight"));
            holder.filter(this::isLate)
                    .ifPresent(deployment -> report.doubtful(
                            deployment.id() + " was due at " + deployment.dueAt() + ", and nobody works on it",
                            "start the bot, or see its log"));
        }
    }

    private String inFlight(Deployment deployment) {
        return deployment.id() + " is " + deployment.status().wireName() + " since " + deployment.statusSince();
    }

    private boolean isLate(Deployment deployment) {
        Instant due = deployment.dueAt();
        return due != null && due.isBefore(clock.instant().minus(LATE));
    }
}

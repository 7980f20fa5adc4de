package io.releaseconductor.examples.bot;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Environment;
import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.spi.StoreUnavailableException;
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
        if (!settings.redis().good()) {
            report.told("Not looked at, since its variables are not in order");
            return;
        }
        Optional<RedisOptions> options = settings.redis().value();
        if (options.isEmpty()) {
            report.doubtful(
                    "State is kept in memory: a restart forgets what is in flight, and buttons stop working",
                    "set REDIS_URL, such as redis://:PASSWORD@HOST:6379");
            return;
        }
        try (RedisStateStore store = RedisStateStore.open(options.get())) {
            for (Environment environment : settings.ship().value().names()) {
                report.told(environment + ": "
                        + store.holder(environment).map(this::inFlight).orElse("nothing is in flight"));
                store.holder(environment)
                        .filter(deployment -> isLate(deployment))
                        .ifPresent(deployment -> report.doubtful(
                                deployment.id() + " was due at " + deployment.dueAt() + ", and nobody works on it",
                                "start the bot, or see its log"));
            }
            report.good("Redis: the store answers");
            if (!RedisServer.canLookAt(options.get())) {
                store.complaints().forEach(complaint -> report.doubtful(complaint, "see docs/redis.md"));
            }
        } catch (StoreUnavailableException e) {
            report.bad(String.valueOf(e.getMessage()), null);
            return;
        }
        RedisServer.look(options.get(), report);
    }

    private String inFlight(Deployment deployment) {
        return deployment.id() + " is " + deployment.status().wireName() + " since " + deployment.statusSince();
    }

    private boolean isLate(Deployment deployment) {
        Instant due = deployment.dueAt();
        return due != null && due.isBefore(clock.instant().minus(LATE));
    }
}

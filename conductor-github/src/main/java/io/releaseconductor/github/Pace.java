package io.releaseconductor.github;

import io.releaseconductor.deployment.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When a run is worth the next look. Where webhooks wake the conductor, looking is a safety net. Where they do not, the aim is to
 * notice the end of a run of about ten minutes within ten seconds, with at most seventy requests: closely in the first minute,
 * since short runs are over then; less so for a while; closely again around the usual end; and less and less beyond.
 */
final class Pace {

    /** A run that starts is told by a webhook; this is for the case that it is lost. */
    static final Duration FIRST_SAFETY_NET = Duration.ofMinutes(1);

    static final Duration SAFETY_NET = Duration.ofMinutes(15);

    /** How far what GitHub answers may be behind what it has delivered. */
    static final Duration DELIVERY_LAG = Duration.ofSeconds(10);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Clock clock;
    private final boolean webhook;
    private final KnownRuns known;
    private final Limits limits;

    Pace(Clock clock, boolean webhook, KnownRuns known, Limits limits) {
        this.clock = clock;
        this.webhook = webhook;
        this.known = known;
        this.limits = limits;
    }

    /** For a run that was started just now. */
    Instant afterStart() {
        return clock.instant().plus(webhook ? FIRST_SAFETY_NET : jittered(Duration.ofSeconds(4)));
    }

    /**
     * When to look again at a run that was seen like this.
     *
     * @param run the run
     * @param news whether it stood otherwise before
     * @return when, or null if it is at its end
     */
    @Nullable
    Instant after(Run run, boolean news) {
        RunStatus status = run.status();
        if (status == RunStatus.COMPLETED) {
            return null;
        }
        if (webhook) {
            return afterDelivery(run, news);
        }
        Duration pace = switch (status) {
            case QUEUED -> queued(since(begun(run)));
            case WAITING -> Duration.ofSeconds(30);
            case IN_PROGRESS, UNKNOWN, COMPLETED -> working(since(begun(run)));
        };
        return clock.instant().plus(jittered(spared(pace)));
    }

    /** A run that is started again keeps the time at which it was created. */
    private static @Nullable Instant begun(Run run) {
        return run.startedAt() == null ? run.createdAt() : run.startedAt();
    }

    /** A look that no delivery asked for comes when it was due; one that finds nothing new before that came too early. */
    private Instant afterDelivery(Run run, boolean news) {
        Instant now = clock.instant();
        Instant due = known.nextLook(run.id());
        boolean delivered = due == null || now.isBefore(due);
        Duration safe = run.status() == RunStatus.QUEUED ? FIRST_SAFETY_NET : SAFETY_NET;
        Instant next = now.plus(delivered && !news ? DELIVERY_LAG : safe);
        known.nextLook(run.id(), next);
        return next;
    }

    private static Duration queued(Duration elapsed) {
        if (elapsed.compareTo(Duration.ofSeconds(10)) < 0) {
            return Duration.ofSeconds(5);
        }
        return Duration.ofSeconds(elapsed.compareTo(MINUTE) < 0 ? 10 : 30);
    }

    private static Duration working(Duration elapsed) {
        if (elapsed.compareTo(MINUTE) < 0) {
            return Duration.ofSeconds(10);
        }
        if (elapsed.compareTo(Duration.ofMinutes(4)) < 0) {
            return Duration.ofSeconds(20);
        }
        if (elapsed.compareTo(Duration.ofMinutes(15)) < 0) {
            return Duration.ofSeconds(10);
        }
        return Duration.ofSeconds(elapsed.compareTo(Duration.ofMinutes(30)) < 0 ? 20 : 30);
    }

    /** When little of the hourly limit is left, it is kept for what cannot wait. */
    private Duration spared(Duration pace) {
        if (!limits.scarce()) {
            return pace;
        }
        Duration slower = pace.multipliedBy(3);
        return slower.compareTo(LONGEST) < 0 ? slower : LONGEST;
    }

    /** So that several nodes, and several deployments, do not come in step. */
    private static Duration jittered(Duration pace) {
        long millis = pace.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis * 95 / 100, millis + 1));
    }

    /** Clocks differ: a run that starts in our future has just started. */
    private Duration since(@Nullable Instant start) {
        Duration elapsed = start == null ? Duration.ZERO : Duration.between(start, clock.instant());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }
}

package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.spi.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether this node's clock is ahead of the store's, where the store has one; and notices what another node wrote in this node's
 * future, by which nothing is decided: which of the two clocks is wrong, no record shows. Thread-safe.
 */
final class Clocks {

    private static final Logger LOG = LoggerFactory.getLogger(Clocks.class);

    private static final Duration MOST_APART = Deadlines.CLOCKS_APART;

    /** For how long it counts after it was seen last, since it is seen only when something is written. */
    private static final Duration COUNTS = Duration.ofMinutes(10);

    private record Sight(String problem, Instant until) {}

    private final Clock clock;
    private final StateStore store;
    private volatile @Nullable Sight last;

    Clocks(Clock clock, StateStore store) {
        this.clock = clock;
        this.store = store;
    }

    /** By how much this node's clock is known to be ahead, so that nothing is taken for overdue on its word. */
    Duration ahead() {
        Duration ahead = store.clockAhead();
        return ahead.compareTo(MOST_APART) > 0 ? ahead : Duration.ZERO;
    }

    void compare(Deployment read) {
        Instant now = clock.instant();
        Duration ahead = Duration.between(now, read.statusSince());
        if (ahead.compareTo(MOST_APART) <= 0) {
            return;
        }
        String problem = read.id() + " was changed " + ahead.toSeconds()
                + " s after this node's time, so the clocks of two nodes differ"
                + " by that at least; at most " + MOST_APART.toSeconds()
                + " s are allowed. A node that is ahead, and does not know it from its store, takes what"
                + " others just began for overdue, and fails it. Set the clocks of the nodes (chronyc tracking, timedatectl).";
        Sight before = current(now);
        last = new Sight(problem, now.plus(COUNTS));
        if (before == null) {
            LOG.warn("{}", problem);
        }
    }

    private @Nullable Sight current(Instant now) {
        Sight sight = last;
        return sight != null && now.isBefore(sight.until()) ? sight : null;
    }

    PartHealth health() {
        Sight sight = current(clock.instant());
        return sight == null ? PartHealth.well("clocks") : PartHealth.impaired("clocks", sight.problem());
    }
}

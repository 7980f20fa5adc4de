package io.releaseconductor.deployment;

import io.releaseconductor.model.DeployId;
import java.time.Duration;
import java.time.Instant;

/** How long to wait after a number of failures in a row: longer and longer, up to a limit. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** People look at a card and wait. */
    private static final Duration LONGEST_OF_A_CARD = Duration.ofMinutes(2);

    private static final Duration FIRST_SLOW = Duration.ofMinutes(5);
    private static final Duration LONGEST_SLOW = Duration.ofHours(6);

    /** No port may put something off for longer than this, whatever it was told by whom it asks. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(24);

    /** Whoever was away for days need not be asked every five minutes meanwhile. */
    private static final Duration LONGEST_OF_ALERTS = Duration.ofMinutes(30);

    private Backoff() {}

    /** 2 s, doubled each time, at most 5 minutes. */
    static Duration after(int failures) {
        return doubled(Duration.ofSeconds(2), failures, LONGEST);
    }

    /** 2 s, doubled each time, at most 2 minutes, but no less than the chat asks for; up to half as much again by {@link #spread}. */
    static Duration ofCard(DeployId id, int generation, int failures, Duration asked) {
        Duration delay = doubled(Duration.ofSeconds(2), failures, LONGEST_OF_A_CARD);
        return spread(asked.compareTo(delay) > 0 ? asked : delay, id, generation);
    }

    /** For what is refused, which mends itself rarely: 5 minutes, doubled each time, at most 6 hours, and spread as well. */
    static Duration slowly(DeployId id, int generation, int failures) {
        return spread(doubled(FIRST_SLOW, failures, LONGEST_SLOW), id, generation);
    }

    private static Duration doubled(Duration first, int failures, Duration longest) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 20);
        Duration delay = first.multipliedBy(1L << doublings);
        return delay.compareTo(longest) < 0 ? delay : longest;
    }

    /** Many cards that failed together must not be tried again together. Follows from the record, so that every node says the same. */
    private static Duration spread(Duration delay, DeployId id, int generation) {
        long mixed = (id.value().hashCode() * 31L + generation) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        double share = ((mixed ^ (mixed >>> 32)) >>> 11) * 0x1.0p-53;
        return delay.plusMillis((long) (delay.toMillis() * share / 2));
    }

    /** The same as after other failures, but for alerts: at most half an hour. */
    static Duration ofAlertAfter(int failures) {
        return doubled(Duration.ofSeconds(2), failures, LONGEST_OF_ALERTS);
    }

    /** When a port is asked again that wants that at a time: then, but not before a time, and not never. */
    static Instant again(Instant wanted, Instant soonest, Instant at) {
        Instant latest = at.plus(LONGEST_ASKED_FOR);
        Instant paced = wanted.isAfter(soonest) ? wanted : soonest;
        return paced.isAfter(latest) ? latest : paced;
    }
}

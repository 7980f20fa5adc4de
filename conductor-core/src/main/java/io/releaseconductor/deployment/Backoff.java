package io.releaseconductor.deployment;

import java.time.Duration;

/** How long to wait after a number of failures in a row: 2 s, doubled each time, at most 5 minutes. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    static Duration after(int failures) {
        if (failures > 8) {
            return LONGEST;
        }
        Duration delay = Duration.ofSeconds(1L << Math.max(1, failures));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }
}

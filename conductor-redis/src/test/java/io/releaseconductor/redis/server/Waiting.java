package io.releaseconductor.redis.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Waits for something to get somewhere; the limit only ends what hangs. */
public final class Waiting {

    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        until(what, Duration.ofSeconds(30), Duration.ofMillis(20), condition);
    }

    /**
     * Waits for a condition. What it throws counts as not yet.
     *
     * @param what what is waited for, for the message
     * @param limit how long at most
     * @param every how often to look
     * @param condition the condition
     */
    public static void until(String what, Duration limit, Duration every, BooleanSupplier condition) {
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(every)
                .atMost(limit)
                .ignoreExceptions()
                .until(condition::getAsBoolean);
    }
}

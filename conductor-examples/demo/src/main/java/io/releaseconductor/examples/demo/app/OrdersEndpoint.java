package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lists orders. No check asks for them, and there is always somebody who gets none: how many do, and how many wait for long, only the
 * counters tell.
 */
final class OrdersEndpoint implements Endpoint {

    /** Over the 500 ms that are a bound of the counters. It is counted and not waited for. */
    static final Duration SLOW = Duration.ofMillis(800);

    private static final double FAILING = 0.05;
    private static final double FAILING_TWICE_AS_OFTEN = 2 * FAILING;
    private static final double FAILING_LATE = 0.25;
    private static final double SLOW_ONES = 0.05;

    private static final int SEED = 17;

    private final Random chance = new Random(SEED);

    @Override
    public Answer answer(HttpExchange exchange, Version version) {
        return exchange.getRequestMethod().equals("GET") ? next(version) : Answer.methodNotAllowed("GET");
    }

    /** What the next one gets who asks. */
    Answer next(Version version) {
        if (chance.nextDouble() < failing(version)) {
            return Answer.json(503, Map.of("error", "the warehouse does not answer"));
        }
        Answer found = Answer.json(200, Map.of("orders", List.of(Map.of("id", 1, "title", "Rolling back with grace"))));
        return version.has(Fault.SLOW_P99) && chance.nextDouble() < SLOW_ONES ? found.countedAsLonger(SLOW) : found;
    }

    private static double failing(Version version) {
        if (version.has(Fault.LATE_ERRORS)) {
            return FAILING_LATE;
        }
        return version.has(Fault.ERRORS_2X) ? FAILING_TWICE_AS_OFTEN : FAILING;
    }
}

package io.releaseconductor.prometheus;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a metric is counted: all events, and a part of them, which is either bad or good.
 *
 * @param part what is a part of all
 * @param total all there is
 * @param bound the histogram bound, in seconds, up to which events are good; null where the part is the bad ones
 */
record Rule(Selector part, Selector total, @Nullable BigDecimal bound) {

    /** Failed requests of all requests. */
    static final String ERRORS = "errors";

    /** Slow requests of all requests. */
    static final String SLOW = "slow";

    /** The label that a histogram's bound is in. */
    static final String BOUND = "le";

    private static final String REQUESTS = "http_server_requests_seconds";

    /** Pages for machines: health and the metrics themselves, which Prometheus and Kubernetes ask for all the time. */
    private static final LabelMatcher BY_PEOPLE =
            LabelMatcher.of("uri", LabelMatcher.Kind.UNLIKE, "/(actuator|q|health|metrics|prometheus)(/.*)?");

    private static final Selector ALL_REQUESTS = new Selector(REQUESTS + "_count", List.of(BY_PEOPLE));

    static Rule errors() {
        LabelMatcher failed = LabelMatcher.of("status", LabelMatcher.Kind.LIKE, "5..");
        return new Rule(new Selector(ALL_REQUESTS.name(), List.of(BY_PEOPLE, failed)), ALL_REQUESTS, null);
    }

    static Rule slow(Duration limit) {
        return new Rule(
                new Selector(REQUESTS + "_bucket", List.of(BY_PEOPLE)),
                ALL_REQUESTS,
                BigDecimal.valueOf(limit.toMillis(), 3));
    }

    boolean isPart(Map<String, String> labels) {
        return part.matches(labels)
                && (bound == null
                        || number(labels.getOrDefault(BOUND, ""))
                                .filter(there -> there.compareTo(bound) == 0)
                                .isPresent());
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

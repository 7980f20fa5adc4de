package io.releaseconductor.checks;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * How the API's health is checked.
 *
 * @param endpoint the health route
 * @param maxLatency slower than this is a warning
 * @param requiredParts parts that the health route has to report, such as {@code database} and {@code redis}. Where there are
 *     any and the application says that it is well on the whole, another part that is down is a warning
 * @param expectation what of the answer decides
 */
public record ApiOptions(
        Endpoint endpoint, Duration maxLatency, List<String> requiredParts, HealthExpectation expectation) {

    static final String PATH = "/health";
    static final Duration MAX_LATENCY = Duration.ofMillis(200);

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the latency or the name of a part is not allowed, or if parts are required of an
     *     answer whose body is not looked at
     */
    public ApiOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(expectation, "expectation");
        Require.span("api: max latency", maxLatency);
        requiredParts = List.copyOf(requiredParts);
        requiredParts.forEach(part -> {
            if (!PartNames.isValid(part)) {
                throw new IllegalArgumentException(
                        "api: required part is '" + part + "'; allowed: " + PartNames.ALLOWED);
            }
        });
        if (expectation == HealthExpectation.STATUS && !requiredParts.isEmpty()) {
            throw new IllegalArgumentException("api: required parts are " + requiredParts
                    + " although the status alone decides; allowed: none then");
        }
    }

    /**
     * The defaults: {@code /health} within 200 ms, whatever parts it reports.
     *
     * @param base the base URL
     * @return the options
     */
    public static ApiOptions at(URI base) {
        return new ApiOptions(
                Endpoint.get(Endpoint.under(base, PATH)), MAX_LATENCY, List.of(), HealthExpectation.HEALTH);
    }

    /**
     * The same with another health route.
     *
     * @param value the health route
     * @return the changed options
     */
    public ApiOptions withEndpoint(Endpoint value) {
        return new ApiOptions(value, maxLatency, requiredParts, expectation);
    }

    /**
     * The same with another budget.
     *
     * @param value slower than this is a warning
     * @return the changed options
     */
    public ApiOptions withMaxLatency(Duration value) {
        return new ApiOptions(endpoint, value, requiredParts, expectation);
    }

    /**
     * The same with parts that have to be reported.
     *
     * @param value such as {@code database} and {@code redis}
     * @return the changed options
     */
    public ApiOptions withRequiredParts(Collection<String> value) {
        return new ApiOptions(endpoint, maxLatency, List.copyOf(value), expectation);
    }

    /**
     * The same with another say on what decides.
     *
     * @param value what of the answer decides
     * @return the changed options
     */
    public ApiOptions withExpectation(HealthExpectation value) {
        return new ApiOptions(endpoint, maxLatency, requiredParts, value);
    }
}

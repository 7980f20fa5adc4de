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
 * @param requiredParts parts that the health route has to report, such as {@code database} and {@code redis}; what else it
 *     reports is judged all the same
 */
public record ApiOptions(Endpoint endpoint, Duration maxLatency, List<String> requiredParts) {

    static final String PATH = "/health";
    static final Duration MAX_LATENCY = Duration.ofMillis(200);

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the latency or the name of a part is not allowed
     */
    public ApiOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        Require.span("api: max latency", maxLatency);
        requiredParts = List.copyOf(requiredParts);
        requiredParts.forEach(part -> {
            if (!PartNames.isValid(part)) {
                throw new IllegalArgumentException(
                        "api: required part is '" + part + "'; allowed: " + PartNames.ALLOWED);
            }
        });
    }

    /**
     * The defaults: {@code /health} within 200 ms, whatever parts it reports.
     *
     * @param base the base URL
     * @return the options
     */
    public static ApiOptions at(URI base) {
        return new ApiOptions(Endpoint.get(Endpoint.under(base, PATH)), MAX_LATENCY, List.of());
    }

    /**
     * The same with another health route.
     *
     * @param value the health route
     * @return the changed options
     */
    public ApiOptions withEndpoint(Endpoint value) {
        return new ApiOptions(value, maxLatency, requiredParts);
    }

    /**
     * The same with another budget.
     *
     * @param value slower than this is a warning
     * @return the changed options
     */
    public ApiOptions withMaxLatency(Duration value) {
        return new ApiOptions(endpoint, value, requiredParts);
    }

    /**
     * The same with parts that have to be reported.
     *
     * @param value such as {@code database} and {@code redis}
     * @return the changed options
     */
    public ApiOptions withRequiredParts(Collection<String> value) {
        return new ApiOptions(endpoint, maxLatency, List.copyOf(value));
    }
}

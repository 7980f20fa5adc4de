package io.releaseconductor.checks;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the search is checked.
 *
 * @param endpoint the search route, with a query that has results
 * @param body JSON to send with another method than GET, or null
 * @param slowAfter slower than this is a warning
 * @param failAfter slower than this is a failure
 * @param resultsField where the answer holds the list of results, such as {@code data.results} or {@code groups[0].hits}; null to
 *     find it by its shape
 */
public record SearchOptions(
        Endpoint endpoint,
        @Nullable String body,
        Duration slowAfter,
        Duration failAfter,
        @Nullable String resultsField) {

    static final String PATH = "/api/search?q=test";
    static final Duration SLOW_AFTER = Duration.ofMillis(500);
    static final Duration FAIL_AFTER = Duration.ofSeconds(1);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a budget is not allowed, the one for failing is below the one for a warning, the
     *     body is not JSON or goes with GET, the field is not one that can be, or the status is one without a body
     */
    public SearchOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        Require.statusWithBody("search: status", endpoint);
        Require.json("search: body", endpoint.method(), body);
        Require.span("search: slow after", slowAfter);
        Require.span("search: fail after", failAfter);
        if (failAfter.compareTo(slowAfter) < 0) {
            throw new IllegalArgumentException(
                    "search: fail after is " + failAfter + "; allowed: " + slowAfter + " (slow after) or more");
        }
        Require.path("search: results field", resultsField);
    }

    /**
     * The defaults: {@code /api/search?q=test}, slow after 500 ms, failed after 1,000 ms.
     *
     * @param base the base URL
     * @return the options
     */
    public static SearchOptions at(URI base) {
        return new SearchOptions(Endpoint.get(Endpoint.under(base, PATH)), null, SLOW_AFTER, FAIL_AFTER, null);
    }

    /**
     * The same with another search route.
     *
     * @param value the search route
     * @return the changed options
     */
    public SearchOptions withEndpoint(Endpoint value) {
        return new SearchOptions(value, body, slowAfter, failAfter, resultsField);
    }

    /**
     * The same with a body.
     *
     * @param value JSON to send, or null
     * @return the changed options
     */
    public SearchOptions withBody(@Nullable String value) {
        return new SearchOptions(endpoint, value, slowAfter, failAfter, resultsField);
    }

    /**
     * The same with other budgets.
     *
     * @param slow slower than this is a warning
     * @param fail slower than this is a failure
     * @return the changed options
     */
    public SearchOptions withBudgets(Duration slow, Duration fail) {
        return new SearchOptions(endpoint, body, slow, fail, resultsField);
    }

    /**
     * The same with the place of the results.
     *
     * @param value such as {@code data.results} or {@code groups[0].hits}, or null to find it by its shape
     * @return the changed options
     */
    public SearchOptions withResultsField(@Nullable String value) {
        return new SearchOptions(endpoint, body, slowAfter, failAfter, value);
    }
}

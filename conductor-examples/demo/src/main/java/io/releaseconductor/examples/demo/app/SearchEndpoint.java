package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Searches a handful of articles. */
final class SearchEndpoint implements Endpoint {

    /** Over the 500 ms from which on a search is slow, and far enough from the 1,000 ms at which it fails. */
    static final Duration SLOW = Duration.ofMillis(700);

    private static final List<String> ARTICLES =
            List.of("How to test a release", "A test of patience", "The test kitchen", "Rolling back with grace");

    @Override
    public Answer answer(HttpExchange exchange, Version version) {
        String query = Query.of(exchange.getRequestURI()).getOrDefault("q", "");
        if (query.isBlank()) {
            return Answer.json(400, Map.of("error", "q is missing; example: /api/search?q=test"));
        }
        if (version.has(Fault.SLOW_SEARCH) && !waited()) {
            return Answer.json(503, Map.of("error", "shutting down"));
        }
        String wanted = query.toLowerCase(Locale.ROOT);
        List<Map<String, String>> results = ARTICLES.stream()
                .filter(title -> title.toLowerCase(Locale.ROOT).contains(wanted))
                .map(title -> Map.of("title", title))
                .toList();
        return Answer.json(200, Map.of("results", results, "total", results.size()));
    }

    private static boolean waited() {
        try {
            Thread.sleep(SLOW.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

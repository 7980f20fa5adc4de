package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Does the search find something, and soon enough? */
final class SearchCheck extends WebCheck {

    static final String ID = "search";

    private static final String VARIABLES = "SHIP_SEARCH";
    private static final String ANSWERS = "Search answers";
    private static final String RESULTS = "Results returned";
    private static final List<String> USUAL_PLACES = List.of(
            "results",
            "items",
            "hits",
            "data",
            "data.results",
            "data.items",
            "data.hits",
            "hits.hits",
            "content",
            "docs");

    private final SearchOptions options;

    SearchCheck(SearchOptions options, WebClient web, Duration timeLimit) {
        super(ID, web, timeLimit);
        this.options = options;
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        Report report = new Report();
        String pass = StatusNames.line(options.endpoint().status());
        try {
            WebRequest request = WebRequest.json(options.endpoint(), options.body());
            Deadline deadline = Deadline.before(context.timeLimit());
            WebAnswer answer = web.sendTwiceIfSlow(request, options.slowAfter(), deadline);
            report.latency(answer.latency());
            judge(report, answer);
        } catch (TroubleException e) {
            report.fail(e.trouble(), ANSWERS);
        }
        return report.result(pass, false);
    }

    private void judge(Report report, WebAnswer answer) throws TroubleException {
        int expected = options.endpoint().status();
        if (answer.status() != expected) {
            throw StatusTroubles.of(answer, expected, VARIABLES).asException();
        }
        JsonNode json = JsonAnswers.read(answer);
        report.good(ANSWERS, answer.statusLine(), StatusNames.line(expected));
        Optional<JsonNode> results = results(json);
        if (results.isEmpty()) {
            report.fail(noList(answer), RESULTS, "no list", "a list");
        } else if (results.get().isEmpty()) {
            report.fail(nothingFound(answer), RESULTS, "0", "at least 1");
        } else {
            report.good(RESULTS, String.valueOf(results.get().size()), "at least 1");
        }
        Budgets.judge(report, answer, options.slowAfter(), options.failAfter());
    }

    private Optional<JsonNode> results(JsonNode json) {
        String field = options.resultsField();
        if (field != null) {
            return Optional.ofNullable(Json.at(json, field)).filter(JsonNode::isArray);
        }
        if (json.isArray()) {
            return Optional.of(json);
        }
        return USUAL_PLACES.stream()
                .map(place -> Json.at(json, place))
                .filter(Objects::nonNull)
                .filter(JsonNode::isArray)
                .findFirst();
    }

    private Trouble noList(WebAnswer answer) {
        String field = options.resultsField();
        return Trouble.of(
                "No result list",
                "The answer has no list of results where one was looked for. Set SHIP_SEARCH_RESULTS_FIELD to the field that"
                        + " holds it.",
                answer.label() + ": no list " + (field == null ? "in any of the usual places" : "at " + field));
    }

    private static Trouble nothingFound(WebAnswer answer) {
        return Trouble.of(
                "No results found",
                "Check that the search index was built and is connected. If nothing matches in this environment, ask for"
                        + " something that does with SHIP_SEARCH_PATH.",
                answer.label() + ": the list of results is empty");
    }
}

package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does the search find something, and soon enough? */
final class SearchCheck extends WebCheck {

    static final String ID = "search";

    private static final String VARIABLES = "SHIP_SEARCH";
    private static final String ANSWERS = "Search answers";
    private static final String RESULTS = "Results returned";
    private static final String WANTED = "at least 1";
    private static final String NO_LIST = "No result list";

    private final SearchOptions options;

    SearchCheck(SearchOptions options, WebClient web, Duration timeLimit) {
        super(ID, web, timeLimit);
        this.options = options;
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        Report report = new Report();
        report.link(Links.to(options.endpoint()));
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
            throw StatusTroubles.ofRoute(answer, expected, VARIABLES).asException();
        }
        JsonNode json = JsonAnswers.read(answer);
        report.good(ANSWERS, answer.statusLine(), StatusNames.line(expected));
        judgeResults(report, answer, json);
        Budgets.judge(report, answer, options.slowAfter(), options.failAfter());
    }

    private void judgeResults(Report report, WebAnswer answer, JsonNode json) {
        Envelope envelope = Envelope.of(json);
        String field = options.resultsField();
        JsonNode place = field == null ? json : Json.at(json, field);
        SearchAnswer found = SearchAnswer.read(place == null ? MissingNode.getInstance() : place);
        boolean listed = found.results() > 0 || (found.values() > 0 && !envelope.error());
        if (listed && found.isDoubtful()) {
            report.warn(doubtful(answer), RESULTS, "none in the usual place", WANTED);
            judgeEnvelope(report, answer, envelope);
        } else if (listed) {
            report.good(RESULTS, String.valueOf(found.results() > 0 ? found.results() : found.values()), WANTED);
            judgeEnvelope(report, answer, envelope);
        } else if (envelope.error()) {
            report.fail(reportsError(answer), RESULTS, "an error", WANTED);
        } else if (envelope.incomplete()) {
            report.fail(incomplete(answer), RESULTS, "none, and not everything answered", WANTED);
        } else if (found.isKnownEmpty() || isEmpty(place, field)) {
            report.fail(nothingFound(answer), RESULTS, "0", WANTED);
        } else if (found.counted() != null && found.hasEmptyList()) {
            report.warn(notReturned(answer), RESULTS, found.counted() + " counted, none returned", WANTED);
        } else if (found.counted() != null) {
            report.good(RESULTS, found.counted() + " counted", WANTED);
        } else {
            report.fail(noList(answer, json, place), RESULTS, "no list", "a list");
        }
    }

    /** Where the list is set, an empty value in its place is an empty list. */
    private static boolean isEmpty(@Nullable JsonNode place, @Nullable String field) {
        return field != null && place != null && (place.isNull() || (place.isContainerNode() && place.isEmpty()));
    }

    private static void judgeEnvelope(Report report, WebAnswer answer, Envelope envelope) {
        if (envelope.error()) {
            report.warn(reportsError(answer), "Answer is whole", "an error beside the results", null);
        } else if (envelope.incomplete()) {
            report.warn(incomplete(answer), "Answer is whole", "not everything answered", null);
        }
    }

    private static Trouble reportsError(WebAnswer answer) {
        return Trouble.of(
                "Search reports an error",
                "The answer itself tells of an error, whatever its status. Check the logs of the application and of"
                        + " the search service behind it.",
                answer.label() + ": " + answer.statusLine() + " with an error inside");
    }

    private static Trouble incomplete(WebAnswer answer) {
        return Trouble.of(
                "Search is incomplete",
                "The search ran out of time, or a part of the index did not answer. Check the health and the load of"
                        + " the search service.",
                answer.label() + ": the answer says that it is not whole");
    }

    private static Trouble doubtful(WebAnswer answer) {
        return Trouble.of(
                "Perhaps no results",
                "Nothing is where results usually are, or none were counted, and another list holds something, such as"
                        + " suggestions. If that list is the results, set SHIP_SEARCH_RESULTS_FIELD to it; if not, check the"
                        + " search index.",
                answer.label() + ": a list that is not empty beside a usual one that is, or beside a count of 0");
    }

    private static Trouble notReturned(WebAnswer answer) {
        return Trouble.of(
                "Results are not returned",
                "The answer counts results and returns none of them. Check what reads them after the search, and the"
                        + " paging in SHIP_SEARCH_PATH.",
                answer.label() + ": a number of results beside an empty list");
    }

    private Trouble noList(WebAnswer answer, JsonNode json, @Nullable JsonNode place) {
        String field = options.resultsField();
        String hint = "The answer has no list of results that could be recognised. Set SHIP_SEARCH_RESULTS_FIELD to the"
                + " field that holds it, such as data.rows.";
        if (field == null) {
            return Trouble.unclear(NO_LIST, hint, answer.label() + ": seen was " + JsonShape.of(json));
        }
        String error = answer.label() + ": no list at " + field + "; seen was " + JsonShape.of(json);
        // where it is set, its absence says something; unless there is a list, so that it is the setting that does not
        // fit
        return place == null && SearchAnswer.read(json).results() == 0
                ? Trouble.of(NO_LIST, hint, error)
                : Trouble.unclear(NO_LIST, hint, error);
    }

    private static Trouble nothingFound(WebAnswer answer) {
        return Trouble.of(
                "No results found",
                "Check that the search index was built and is connected. If nothing matches in this environment, ask"
                        + " for something that does with SHIP_SEARCH_PATH.",
                answer.label() + ": the list of results is empty");
    }
}

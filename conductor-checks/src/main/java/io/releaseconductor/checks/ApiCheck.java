package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does the API say that it is well, and all its parts with it? */
final class ApiCheck extends WebCheck {

    static final String ID = "api";

    private static final String VARIABLES = "SHIP_API";
    private static final String HEADLINE = "Health check passes";

    private final ApiOptions options;

    ApiCheck(ApiOptions options, WebClient web, Duration timeLimit) {
        super(ID, web, timeLimit);
        this.options = options;
    }

    @Override
    public String name() {
        return "API";
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        Report report = new Report();
        report.link(Links.to(options.endpoint()));
        String pass = StatusNames.line(options.endpoint().status());
        try {
            WebRequest request = WebRequest.json(options.endpoint(), null);
            Deadline deadline = Deadline.before(context.timeLimit());
            WebAnswer answer = web.sendTwiceIfSlow(request, options.maxLatency(), deadline);
            report.latency(answer.latency());
            judge(report, answer);
        } catch (TroubleException e) {
            report.fail(e.trouble(), HEADLINE);
        }
        return report.result(pass, true);
    }

    private void judge(Report report, WebAnswer answer) throws TroubleException {
        int expected = options.endpoint().status();
        if (answer.status() != expected) {
            judgeRefusal(report, answer, expected);
            return;
        }
        HealthReport health = read(answer);
        judgeParts(report, answer, health);
        judgeHeadline(report, answer, health);
        judgeWarnings(report, answer, health);
        Budgets.judge(report, answer, options.maxLatency());
    }

    /** An answer such as 503 often still says which part is at fault. */
    private static void judgeRefusal(Report report, WebAnswer answer, int expected) {
        Trouble status = StatusTroubles.of(answer, expected, VARIABLES);
        HealthReport health = !answer.cut() && JsonAnswers.isJson(answer)
                ? Json.tryParse(answer.text()).map(HealthReader::read).orElse(null)
                : null;
        List<HealthPart> down = health == null ? List.of() : partsThatAre(Health.DOWN, health);
        List<HealthPart> faulty = health == null || !down.isEmpty() ? down : partsThatAre(Health.DEGRADED, health);
        if (health == null || faulty.isEmpty()) {
            report.fail(status, HEADLINE, answer.statusLine(), StatusNames.line(expected));
            return;
        }
        String message = answer.statusLine() + ": " + summary(faulty);
        report.fail(
                status.withMessage(message).withHint(partHint(names(faulty))),
                HEADLINE,
                answer.statusLine(),
                StatusNames.line(expected));
        health.parts().forEach(part -> judgePart(report, answer, part));
    }

    private static HealthReport read(WebAnswer answer) throws TroubleException {
        if ("text/plain".equals(answer.mediaType()) && HealthWords.isKnown(answer.text())) {
            String word = HealthWords.normal(answer.text());
            return new HealthReport(HealthWords.of(word), word, List.of(), 0);
        }
        JsonNode json = JsonAnswers.read(answer);
        if (json.isArray() || json.isNumber() || json.isNull()) {
            throw Trouble.of(
                            "Health answer not understood",
                            "Answer with a JSON object that has a status and the parts, such as {\"status\": \"ok\","
                                    + " \"database\": \"connected\"}.",
                            answer.label() + ": JSON, but no object")
                    .asException();
        }
        return HealthReader.read(json);
    }

    private void judgeParts(Report report, WebAnswer answer, HealthReport health) {
        List<HealthPart> down = partsThatAre(Health.DOWN, health);
        if (down.size() > 1) {
            // Told as one, so that the headline of the result names them all.
            String all = summary(down);
            report.fail(partTrouble(all, names(down), answer), "All parts up", all, null);
        }
        health.parts().forEach(part -> judgePart(report, answer, part));
        for (String required : options.requiredParts()) {
            String name = PartNames.shown(required);
            boolean told = health.parts().stream().anyMatch(p -> p.name().equals(name));
            if (!health.reports(required)) {
                Trouble missing = Trouble.of(
                        name + " is not reported",
                        "Let the health route report " + name + ", or take it out of SHIP_API_PARTS.",
                        answer.label() + ": nothing about " + name + " in the answer");
                report.missing(missing, told ? name + " (required)" : name, "up");
            }
        }
    }

    private static void judgePart(Report report, WebAnswer answer, HealthPart part) {
        switch (part.health()) {
            case UP -> report.good(part.name(), "up", null);
            case UNKNOWN -> report.note(part.name(), "not clear", "up");
            case DEGRADED ->
                report.warn(
                        partTrouble(part.name() + " is degraded", part.name(), answer), part.name(), "degraded", "up");
            case DOWN ->
                report.fail(partTrouble(part.name() + " is down", part.name(), answer), part.name(), "down", "up");
        }
    }

    private static Trouble partTrouble(String message, String names, WebAnswer answer) {
        return Trouble.of(message, partHint(names), answer.label() + ": the health answer says that " + message);
    }

    private static String partHint(String names) {
        return "Check that " + names
                + " runs and that the application may reach it: address, credentials, network rules and"
                + " the number of connections.";
    }

    private static void judgeHeadline(Report report, WebAnswer answer, HealthReport health) {
        Health headline = health.headline();
        if (headline == null) {
            report.good(HEADLINE, answer.statusLine() + ", no status in the answer", null);
            return;
        }
        String word = Optional.ofNullable(health.headlineWord()).orElse("something else");
        switch (headline) {
            case UP -> report.good(HEADLINE, word, null);
            case DEGRADED -> report.warn(headlineTrouble("Health says " + word, word, answer), HEADLINE, word, "ok");
            case DOWN -> report.fail(headlineTrouble("Health says " + word, word, answer), HEADLINE, word, "ok");
            case UNKNOWN ->
                report.fail(
                        new Trouble(
                                "Health status not understood",
                                "The answer has a status that is neither well nor ill. Use ok, degraded or down.",
                                answer.label() + ": the status is none of the usual words",
                                false),
                        HEADLINE,
                        word,
                        "ok");
        }
    }

    private static Trouble headlineTrouble(String message, String word, WebAnswer answer) {
        return Trouble.of(
                message,
                "The application says itself that it is not well. Check its logs for why, and let the health route name the"
                        + " part at fault.",
                answer.label() + ": the health answer says " + word);
    }

    private static void judgeWarnings(Report report, WebAnswer answer, HealthReport health) {
        if (health.warnings() > 0) {
            report.warn(
                    Trouble.of(
                            "Health check has warnings",
                            "Read the warnings at the health route; they are not repeated here, since they may hold secrets.",
                            answer.label() + ": warnings in the answer: " + health.warnings()),
                    "No warnings",
                    String.valueOf(health.warnings()),
                    "0");
        }
    }

    private static List<HealthPart> partsThatAre(Health wanted, HealthReport health) {
        return health.parts().stream().filter(p -> p.health() == wanted).toList();
    }

    private static String summary(List<HealthPart> parts) {
        String state = parts.get(0).health() == Health.DOWN ? "down" : "degraded";
        return names(parts) + (parts.size() == 1 ? " is " : " are ") + state;
    }

    private static String names(List<HealthPart> parts) {
        return parts.stream().map(HealthPart::name).limit(5).collect(Collectors.joining(", "))
                + (parts.size() > 5 ? " and more" : "");
    }
}

package io.releaseconductor.checks;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Does the API say that it is well, and all its parts with it? What is not understood is no data, and never a failure. */
final class ApiCheck extends WebCheck {

    static final String ID = "api";

    private static final String VARIABLES = "SHIP_API";
    private static final String HEADLINE = "Health check passes";
    private static final int MOST_FINDINGS = 60;

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
            pass = answer.statusLine();
            judge(report, answer);
        } catch (TroubleException e) {
            report.fail(e.trouble(), HEADLINE);
        }
        return report.result(pass, true);
    }

    private void judge(Report report, WebAnswer answer) {
        boolean expected =
                HealthStatuses.isExpected(answer.status(), options.endpoint().status());
        if (options.expectation() == HealthExpectation.STATUS) {
            if (expected) {
                judgeSilence(report, answer);
            } else {
                fail(
                        report,
                        answer,
                        StatusTroubles.of(answer, options.endpoint().status(), VARIABLES));
            }
            return;
        }
        HealthAnswer told = HealthBody.read(answer);
        if (expected) {
            judgeBody(report, answer, told);
        } else {
            judgeOtherStatus(report, answer, told);
        }
    }

    /** An answer such as 503 often still says which part is at fault. */
    private void judgeOtherStatus(Report report, WebAnswer answer, HealthAnswer told) {
        int expected = options.endpoint().status();
        Trouble status = StatusTroubles.of(answer, expected, VARIABLES);
        HealthReport health =
                told instanceof HealthAnswer.Told t ? t.report() : new HealthReport(null, null, false, List.of(), 0, 0);
        List<HealthPart> down = health.partsThatAre(Health.DOWN);
        List<HealthPart> faulty = down.isEmpty() ? health.partsThatAre(Health.DEGRADED) : down;
        boolean ill = HealthStatuses.isIll(answer.status())
                || !down.isEmpty()
                || (health.headline() == Health.DOWN && !HealthStatuses.isRefusal(answer.status()));
        Trouble named = faulty.isEmpty()
                ? status
                : status.withMessage(answer.statusLine() + ": " + summary(faulty))
                        .withHint(partHint(names(faulty)));
        if (ill) {
            fail(report, answer, named);
            tell(report, health.parts());
        } else if (HealthStatuses.isSuccess(answer.status())
                || health.headline() == Health.DEGRADED
                || !faulty.isEmpty()) {
            report.warn(named, HEADLINE, answer.statusLine(), StatusNames.line(expected));
            judgeBody(report, answer, told);
        } else {
            report.fail(
                    status.withHint(status.hint() + " " + SetUp.STATUS).asUnclear(),
                    HEADLINE,
                    answer.statusLine(),
                    StatusNames.line(expected));
        }
    }

    private void fail(Report report, WebAnswer answer, Trouble trouble) {
        report.fail(
                trouble,
                HEADLINE,
                answer.statusLine(),
                StatusNames.line(options.endpoint().status()));
    }

    private void judgeBody(Report report, WebAnswer answer, HealthAnswer told) {
        if (told instanceof HealthAnswer.Told t) {
            judgeParts(report, answer, t.report());
            judgeRequired(report, answer, t.report());
            judgeHeadline(report, answer, t.report());
            judgeLists(report, answer, t.report());
            Budgets.judge(report, answer, options.maxLatency());
        } else if (told instanceof HealthAnswer.Unclear unclear) {
            report.fail(
                    Trouble.unclear(unclear.message(), SetUp.of(unclear), answer.label() + ": " + unclear.seen()),
                    HEADLINE,
                    "not understood",
                    "a status, such as ok");
        } else if (told instanceof HealthAnswer.Page) {
            report.fail(HealthTroubles.page(answer), HEADLINE);
        } else {
            judgeSilence(report, answer);
        }
    }

    private void judgeSilence(Report report, WebAnswer answer) {
        report.good(HEADLINE, answer.statusLine() + ", which decides", null);
        for (String required : options.requiredParts()) {
            String name = PartNames.shown(required);
            report.fail(
                    Trouble.unclear(
                            "No parts in the health answer",
                            "Let the health route answer with JSON that reports " + name
                                    + ", or take it out of SHIP_API_PARTS.",
                            answer.label() + ": nothing about any part"),
                    name,
                    "not reported",
                    "up");
        }
        Budgets.judge(report, answer, options.maxLatency());
    }

    private void judgeParts(Report report, WebAnswer answer, HealthReport health) {
        List<HealthPart> down = new ArrayList<>();
        for (HealthPart part : health.partsThatAre(Health.DOWN)) {
            if (!isDispensable(part, health)) {
                down.add(part);
            }
        }
        if (down.size() > 1) {
            // Told as one, so that the headline of the result names them all.
            String all = summary(down);
            report.fail(HealthTroubles.part(all, partHint(names(down)), answer), "All parts up", all, null);
        }
        Set<HealthPart> shown = new LinkedHashSet<>(down);
        shown.addAll(health.partsThatAre(Health.DOWN));
        shown.addAll(health.partsThatAre(Health.DEGRADED));
        shown.addAll(health.parts());
        shown.stream().limit(MOST_FINDINGS).forEach(part -> judgePart(report, answer, part, down.contains(part)));
    }

    /** What the application can do without: where it says so, or where others are required and it says that it is well. */
    private boolean isDispensable(HealthPart part, HealthReport health) {
        Health headline = health.headline();
        if (headline == null || headline == Health.DOWN) {
            return false;
        }
        boolean required = options.requiredParts().stream()
                .map(health::meantBy)
                .anyMatch(meant ->
                        part.withInside().filter(p -> p.health() == Health.DOWN).anyMatch(meant::contains));
        return !required && (part.optional() || !options.requiredParts().isEmpty());
    }

    private static void judgePart(Report report, WebAnswer answer, HealthPart part, boolean fails) {
        String name = part.label();
        switch (part.health()) {
            case UP -> report.good(name, "up", null);
            case UNKNOWN -> report.note(name, "not clear", "up");
            case DEGRADED ->
                report.warn(HealthTroubles.part(name + " is degraded", partHint(name), answer), name, "degraded", "up");
            case DOWN -> {
                Trouble trouble = HealthTroubles.part(name + " is down", partHint(name), answer);
                if (fails) {
                    report.fail(trouble, name, "down", "up");
                } else {
                    report.warn(trouble, name, "down, and not required", "up");
                }
            }
        }
    }

    private static void tell(Report report, List<HealthPart> parts) {
        for (HealthPart part : parts.subList(0, Math.min(MOST_FINDINGS, parts.size()))) {
            switch (part.health()) {
                case UP -> report.good(part.label(), "up", null);
                case UNKNOWN -> report.note(part.label(), "not clear", "up");
                case DEGRADED, DOWN ->
                    report.failed(part.label(), part.health() == Health.DOWN ? "down" : "degraded", "up");
            }
        }
    }

    private void judgeRequired(Report report, WebAnswer answer, HealthReport health) {
        for (String required : options.requiredParts()) {
            String name = PartNames.shown(required);
            List<HealthPart> meant = health.meantBy(required);
            if (meant.isEmpty()) {
                report.fail(
                        Trouble.of(
                                name + " is not reported",
                                "Let the health route report " + name + ", or take it out of SHIP_API_PARTS.",
                                answer.label() + ": nothing about " + name + " in the answer"),
                        name,
                        "not reported",
                        "up");
            } else if (meant.stream().allMatch(part -> part.health() == Health.UNKNOWN)) {
                report.fail(
                        Trouble.unclear(
                                name + " is not clear",
                                "Let the health route say up or down of " + name
                                        + ", or take it out of SHIP_API_PARTS.",
                                answer.label() + ": " + name + " is in the answer, but neither as up nor as down"),
                        name + " (required)",
                        "not clear",
                        "up");
            }
        }
    }

    private static void judgeHeadline(Report report, WebAnswer answer, HealthReport health) {
        Health headline = health.headline();
        if (headline == null) {
            if (health.unclear() && health.parts().stream().anyMatch(part -> part.health() != Health.UNKNOWN)) {
                report.warn(HealthTroubles.unclearHeadline(answer), HEADLINE, "not understood", "ok");
            } else {
                report.good(HEADLINE, answer.statusLine() + ", no status in the answer", null);
            }
            return;
        }
        String word = health.word() == null ? HealthTroubles.word(headline) : health.word();
        Trouble trouble = HealthTroubles.headline("Health says " + word, word, answer);
        switch (headline) {
            case UP -> report.good(HEADLINE, word, null);
            case DEGRADED -> report.warn(trouble, HEADLINE, word, "ok");
            case DOWN -> report.fail(trouble, HEADLINE, word, "ok");
            case UNKNOWN -> {
                if (health.parts().stream().anyMatch(part -> part.health() == Health.UP)) {
                    report.note(HEADLINE, word, "ok");
                } else {
                    report.fail(trouble.withHint(SetUp.WORDS).asUnclear(), HEADLINE, word, "ok");
                }
            }
        }
    }

    private static void judgeLists(Report report, WebAnswer answer, HealthReport health) {
        if (health.warnings() > 0) {
            report.warn(
                    HealthTroubles.list("Health check has warnings", "warnings", health.warnings(), answer),
                    "No warnings",
                    String.valueOf(health.warnings()),
                    "0");
        }
        if (health.errors() > 0) {
            Trouble errors = HealthTroubles.list("Health check lists errors", "errors", health.errors(), answer);
            String count = String.valueOf(health.errors());
            if (health.headline() == null) {
                report.fail(errors, "No errors", count, "0");
            } else {
                report.warn(errors, "No errors", count, "0");
            }
        }
    }

    private static String partHint(String names) {
        return "Check that " + names
                + " runs and that the application may reach it: address, credentials, network rules and"
                + " the number of connections.";
    }

    private static String summary(List<HealthPart> parts) {
        String state = parts.get(0).health() == Health.DOWN ? "down" : "degraded";
        return names(parts) + (parts.size() == 1 ? " is " : " are ") + state;
    }

    private static String names(List<HealthPart> parts) {
        return parts.stream().map(HealthPart::label).limit(5).collect(Collectors.joining(", "))
                + (parts.size() > 5 ? " and more" : "");
    }

    /** How the check can be made to understand. */
    private static final class SetUp {

        static final String STATUS =
                "If this status is the right one here, set SHIP_API_STATUS; if it alone is to decide, set"
                        + " SHIP_API_EXPECT=status too.";

        static final String WORDS =
                "Let the health route answer with ok, degraded or down, such as {\"status\": \"ok\"}; set"
                        + " SHIP_API_PATH if another route does; or set SHIP_API_EXPECT=status if the status alone is to decide.";

        private SetUp() {}

        static String of(HealthAnswer.Unclear unclear) {
            return "Seen: " + unclear.seen() + ". " + unclear.advice() + WORDS;
        }
    }
}

package io.releaseconductor.checks;

import java.time.Duration;

/** Judges how long an answer took. */
final class Budgets {

    private Budgets() {}

    /** Slower than the budget works, with issues. */
    static void judge(Report report, WebAnswer answer, Duration budget) {
        String measured = Sizes.text(answer.latency());
        String expected = "at most " + Sizes.text(budget);
        if (answer.latency().compareTo(budget) <= 0) {
            report.good("Response time", measured, expected);
        } else {
            report.warn(slow(answer, expected), "Response time", measured, expected);
        }
    }

    private static Trouble slow(WebAnswer answer, String expected) {
        return Trouble.of(
                "Slow response",
                "Compare with the version before. Check the load, slow database queries, missing indexes and cold caches.",
                answer.label() + ": " + Sizes.text(answer.latency()) + " where " + expected + " was expected");
    }

    /** Slower than the second budget does not work any more. */
    static void judge(Report report, WebAnswer answer, Duration slowAfter, Duration failAfter) {
        if (answer.latency().compareTo(failAfter) <= 0) {
            judge(report, answer, slowAfter);
            return;
        }
        String measured = Sizes.text(answer.latency());
        String expected = "at most " + Sizes.text(failAfter);
        report.fail(
                Trouble.of(
                        "Too slow",
                        "Nobody waits that long. Check slow queries and missing indexes, and whether the service behind it"
                                + " is overloaded.",
                        answer.label() + ": " + measured + " where " + expected + " was expected"),
                "Response time",
                measured,
                expected);
    }
}

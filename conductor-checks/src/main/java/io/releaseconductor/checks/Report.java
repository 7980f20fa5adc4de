package io.releaseconductor.checks;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what a check finds. The worst of it makes the result, and of equals the first. */
final class Report {

    /** What is not known weighs more than what works with issues: a check that saw only half of it has not passed. */
    private static final List<CheckStatus> RANKS =
            List.of(CheckStatus.PASS, CheckStatus.WARNING, CheckStatus.NO_DATA, CheckStatus.FAIL);

    private final List<Finding> findings = new ArrayList<>();
    private CheckStatus status = CheckStatus.PASS;
    private @Nullable Trouble trouble;
    private @Nullable Duration latency;
    private @Nullable URI link;

    void latency(Duration value) {
        latency = value;
    }

    void link(URI value) {
        link = value;
    }

    /** Something that is as it should be. */
    void good(String name, String measured, @Nullable String expected) {
        findings.add(new Finding(name, CheckStatus.PASS, measured, expected));
    }

    /** Something that is worth telling but decides nothing. */
    void note(String name, String measured, @Nullable String expected) {
        findings.add(new Finding(name, CheckStatus.NO_DATA, measured, expected));
    }

    /** Something that works, with issues. */
    void warn(Trouble cause, String name, String measured, @Nullable String expected) {
        findings.add(new Finding(name, CheckStatus.WARNING, measured, expected));
        settle(CheckStatus.WARNING, cause);
    }

    /** Something that does not work; or, if the trouble is that an answer was not understood, something that is not known. */
    void fail(Trouble cause, String name, String measured, @Nullable String expected) {
        CheckStatus found = cause.unclear() ? CheckStatus.NO_DATA : CheckStatus.FAIL;
        findings.add(new Finding(name, found, measured, expected));
        settle(found, cause);
    }

    /** Something that does not work, of which a cause that was told before speaks already. */
    void failed(String name, String measured, @Nullable String expected) {
        findings.add(new Finding(name, CheckStatus.FAIL, measured, expected));
    }

    /** Something that does not work, for a reason that says all. */
    void fail(Trouble cause, String name) {
        fail(cause, name, cause.message(), null);
    }

    private void settle(CheckStatus candidate, Trouble cause) {
        if (RANKS.indexOf(candidate) > RANKS.indexOf(status)) {
            status = candidate;
            trouble = cause;
        }
    }

    /**
     * The result.
     *
     * @param passMessage what is said if all is well
     * @param outageIsCritical whether an outage of what was asked is an emergency by itself
     */
    CheckResult result(String passMessage, boolean outageIsCritical) {
        String message = trouble == null ? passMessage : trouble.message();
        boolean critical = outageIsCritical && status == CheckStatus.FAIL && trouble != null && trouble.outage();
        return new CheckResult(
                status,
                message,
                latency,
                critical,
                findings,
                trouble == null ? null : trouble.error(),
                trouble == null ? null : trouble.hint(),
                link,
                trouble != null && trouble.unanswered(),
                kind(message));
    }

    /** What does not work, by name: another part that fails, or another file that is missing, is another failure. */
    private String kind(String message) {
        return findings.stream()
                .filter(finding -> finding.status() == CheckStatus.FAIL)
                .map(Finding::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ", message + ": ", ""));
    }
}

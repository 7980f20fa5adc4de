package io.releaseconductor.check;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a check found out. Everything in it is shown to people: it must be free of secrets (passwords, cookies, tokens,
 * presigned URLs).
 *
 * @param status how it came out
 * @param message one short line, such as {@code 200 OK} or {@code Slow response}; cards add the latency
 * @param latency how long the thing that was measured took, or null if nothing was
 * @param critical whether a failure of it is an emergency by itself (spec, "critical_errors"); counts only for failures
 * @param findings what was looked at in detail, in order; may be empty
 * @param error what went wrong, in full, or null
 * @param hint what to do about it, or null
 * @param link where to look further, or null
 * @param unanswered whether nothing answered where the check asked, as while an application restarts: the connection was
 *     refused, no answer came, or a proxy answered 502, 503 or 504 in its place. Such a failure is looked at again for a while
 *     after the run's end before it counts. Never true for a result that is no failure
 * @param kind why it failed, in words that stay the same where message and error tell more: two failures of a check are alike if their
 *     kinds are equal. The message, unless said otherwise; null if and only if it is no failure
 */
public record CheckResult(
        CheckStatus status,
        String message,
        @Nullable Duration latency,
        boolean critical,
        List<Finding> findings,
        @Nullable String error,
        @Nullable String hint,
        @Nullable URI link,
        boolean unanswered,
        @Nullable String kind) {

    /** The longest message, error or hint that is kept, in characters; longer ones are cut. */
    public static final int MAX_TEXT_LENGTH = 2000;

    /**
     * Copies, cuts texts longer than {@link #MAX_TEXT_LENGTH}, and takes what is no failure for answered.
     *
     * @throws IllegalArgumentException if the latency is negative
     */
    public CheckResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
        findings = List.copyOf(findings);
        message = cut(message);
        error = error == null ? null : cut(error);
        hint = hint == null ? null : cut(hint);
        unanswered = unanswered && status == CheckStatus.FAIL;
        kind = status == CheckStatus.FAIL ? cut(kind == null ? message : kind) : null;
        if (latency != null && latency.isNegative()) {
            throw new IllegalArgumentException("check result: latency is " + latency + "; allowed: 0 or more");
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT_LENGTH ? text : text.substring(0, MAX_TEXT_LENGTH - 1) + "…";
    }

    private static CheckResult of(CheckStatus status, String message) {
        return new CheckResult(status, message, null, false, List.of(), null, null, null, false, null);
    }

    /**
     * A pass.
     *
     * @param message one short line
     * @return the result
     */
    public static CheckResult pass(String message) {
        return of(CheckStatus.PASS, message);
    }

    /**
     * A warning: it works, with issues.
     *
     * @param message one short line
     * @return the result
     */
    public static CheckResult warning(String message) {
        return of(CheckStatus.WARNING, message);
    }

    /**
     * A failure.
     *
     * @param message one short line
     * @return the result
     */
    public static CheckResult fail(String message) {
        return of(CheckStatus.FAIL, message);
    }

    /**
     * The result of a check that threw something: no data, since that tells something about the check and nothing about the
     * deployment.
     *
     * @param thrown what it threw; its type and message are shown to people, its stack trace is not
     * @return the result
     */
    public static CheckResult threw(Throwable thrown) {
        return noData("The check threw " + Thrown.briefly(thrown))
                .withError(Thrown.fully(thrown))
                .withHint("The check itself is broken, or met something that it does not expect; the log says where");
    }

    /**
     * No data.
     *
     * @param message one short line that says why
     * @return the result
     */
    public static CheckResult noData(String message) {
        return of(CheckStatus.NO_DATA, message);
    }

    /** {@return which version or set of instances answered, as far as a finding tells} */
    public Optional<String> answeredBy() {
        return findings.stream()
                .filter(finding -> finding.name().equals(Finding.ANSWERED_BY) && finding.status() == CheckStatus.PASS)
                .map(Finding::measured)
                .findFirst();
    }

    /**
     * The same with a latency.
     *
     * @param value how long it took, 0 or more
     * @return the changed result
     */
    public CheckResult withLatency(Duration value) {
        return new CheckResult(status, message, value, critical, findings, error, hint, link, unanswered, kind);
    }

    /** {@return the same, marked critical} */
    public CheckResult asCritical() {
        return new CheckResult(status, message, latency, true, findings, error, hint, link, unanswered, kind);
    }

    /**
     * {@return the same, marked as one where nothing answered} Only a failure keeps the mark.
     */
    public CheckResult asUnanswered() {
        return new CheckResult(status, message, latency, critical, findings, error, hint, link, true, kind);
    }

    /**
     * The same with another message. A failure stays one of the same kind.
     *
     * @param value one short line
     * @return the changed result
     */
    public CheckResult withMessage(String value) {
        return new CheckResult(status, value, latency, critical, findings, error, hint, link, unanswered, kind);
    }

    /**
     * The same where it is told by something else than the message whether another failure is alike.
     *
     * @param value why it failed, in words that stay the same
     * @return the changed result; what is no failure stays as it is
     */
    public CheckResult withKind(String value) {
        return new CheckResult(status, message, latency, critical, findings, error, hint, link, unanswered, value);
    }

    /**
     * The same with findings.
     *
     * @param value what was looked at in detail
     * @return the changed result
     */
    public CheckResult withFindings(List<Finding> value) {
        return new CheckResult(status, message, latency, critical, value, error, hint, link, unanswered, kind);
    }

    /**
     * The same with an error.
     *
     * @param value what went wrong, in full, or null
     * @return the changed result
     */
    public CheckResult withError(@Nullable String value) {
        return new CheckResult(status, message, latency, critical, findings, value, hint, link, unanswered, kind);
    }

    /**
     * The same with a hint.
     *
     * @param value what to do about it, or null
     * @return the changed result
     */
    public CheckResult withHint(@Nullable String value) {
        return new CheckResult(status, message, latency, critical, findings, error, value, link, unanswered, kind);
    }

    /**
     * The same with a link.
     *
     * @param value where to look further, or null
     * @return the changed result
     */
    public CheckResult withLink(@Nullable URI value) {
        return new CheckResult(status, message, latency, critical, findings, error, hint, value, unanswered, kind);
    }
}

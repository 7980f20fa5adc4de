package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import java.time.Duration;

/** The look back at earlier deployments: a check that passes, and took far longer than it usually does, is a warning. No more than that. */
final class UsualTransitions {

    private UsualTransitions() {}

    /** The results, in which each pass that is far slower than usual is a warning. */
    static Verification marked(Deployment d, Verification result) {
        UsualLatencies usual = d.request().usual();
        if (!usual.warns()) {
            return result;
        }
        return new Verification(
                result.startedAt(),
                result.finishedAt(),
                result.results().stream()
                        .map(check -> isFarSlower(usual, check) ? slow(check) : check)
                        .toList());
    }

    private static boolean isFarSlower(UsualLatencies usual, CompletedCheck check) {
        Duration latency = check.result().latency();
        return check.status() == CheckStatus.PASS
                && latency != null
                && usual.of(check.id())
                        .filter(known -> known.isFarExceededBy(latency))
                        .isPresent();
    }

    private static CompletedCheck slow(CompletedCheck check) {
        CheckResult result = check.result();
        return new CompletedCheck(
                check.id(),
                check.name(),
                new CheckResult(
                        CheckStatus.WARNING,
                        result.message().isBlank() ? "slow" : result.message() + ", slow",
                        result.latency(),
                        result.critical(),
                        result.findings(),
                        result.error(),
                        result.hint(),
                        result.link(),
                        false,
                        null));
    }
}

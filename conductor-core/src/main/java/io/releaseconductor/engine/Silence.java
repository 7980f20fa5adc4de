package io.releaseconductor.engine;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import java.util.function.UnaryOperator;

/** What is made of checks that nothing answered, where that says nothing of what was deployed. */
final class Silence {

    private Silence() {}

    /** While an application may still be starting, silence is no outage. */
    static Verification whileStarting(Verification silent) {
        return withoutData(silent, "; the application may still be starting", result -> result);
    }

    /** What this node cannot reach may well be there. */
    static Verification ofThisNode(Verification silent) {
        return withoutData(
                silent,
                "; nor does the CI service answer",
                result -> result.withHint("Look at the network of the machine that the conductor runs on"));
    }

    private static Verification withoutData(Verification silent, String why, UnaryOperator<CheckResult> told) {
        return new Verification(
                silent.startedAt(),
                silent.finishedAt(),
                silent.results().stream()
                        .map(check -> withoutData(check, why, told))
                        .toList());
    }

    private static CompletedCheck withoutData(CompletedCheck check, String why, UnaryOperator<CheckResult> told) {
        CheckResult result = check.result();
        return result.status() == CheckStatus.NO_DATA
                ? check
                : new CompletedCheck(
                        check.id(),
                        check.name(),
                        told.apply(CheckResult.noData(result.message() + why)
                                .withError(result.error())
                                .withHint(result.hint())));
    }
}

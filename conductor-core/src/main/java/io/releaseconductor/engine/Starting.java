package io.releaseconductor.engine;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;

/** While an application may still be starting, a round in which nothing answers says nothing: a restart is no outage. */
final class Starting {

    private Starting() {}

    static Verification withoutData(Verification silent) {
        return new Verification(
                silent.startedAt(),
                silent.finishedAt(),
                silent.results().stream().map(Starting::withoutData).toList());
    }

    private static CompletedCheck withoutData(CompletedCheck check) {
        CheckResult result = check.result();
        return result.status() == CheckStatus.NO_DATA
                ? check
                : new CompletedCheck(
                        check.id(),
                        check.name(),
                        CheckResult.noData(result.message() + "; the application may still be starting")
                                .withError(result.error())
                                .withHint(result.hint()));
    }
}

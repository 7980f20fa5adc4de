package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The results of checks that give none themselves: no data, all of them. That a release is ill only its checks can tell; that a
 * check could not be run, or did not come back, says nothing about it.
 */
final class Failures {

    static final CheckResult DIED = CheckResult.noData("The check died")
            .withHint("The process may have run out of memory; its log and its standard error say more");

    private Failures() {}

    static CheckResult noAnswer(Duration limit) {
        return CheckResult.noData("The check was not done within " + text(limit))
                .withHint(
                        "Look whether the service answers at all. If it is just slow, give the check a longer time limit."
                                + " A check that takes silence for a failure has to say so before its limit");
    }

    static CheckResult noAnswerInAll(Duration limit) {
        return CheckResult.noData(
                        "The check was not done within " + text(limit) + ", the limit of the whole verification")
                .withHint("Look whether the service answers at all; if it is just slow,"
                        + " raise SHIP_VERIFICATION_TIMEOUT_MS");
    }

    static CheckResult returnedNothing(Check check) {
        return CheckResult.noData("The check returned nothing")
                .withHint("A check has to return a result, never null; "
                        + check.getClass().getName() + " is at fault");
    }

    static CheckResult notStarted(long stuck) {
        return CheckResult.noData("Not run: " + stuck + (stuck == 1 ? " earlier run" : " earlier runs")
                        + " of this check did not end when interrupted")
                .withHint("Make the check end when it is interrupted; a restart of the process frees its threads");
    }

    static CheckResult noThread() {
        return CheckResult.noData("Not run: no thread could be made")
                .withHint("The process has too many threads, or too little memory");
    }

    static CheckResult badId(@Nullable String id) {
        return CheckResult.noData("The check's id is " + (id == null ? "null" : "\"" + id + "\""))
                .withHint("Allowed: " + Check.ALLOWED_IDS);
    }

    static CheckResult badTimeLimit(@Nullable Duration limit) {
        return CheckResult.noData("The check's time limit is " + limit).withHint("Allowed: more than zero");
    }

    private static String text(Duration duration) {
        return duration.toNanosPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}

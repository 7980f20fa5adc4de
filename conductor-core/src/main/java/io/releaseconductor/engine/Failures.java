package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The results of checks that give none themselves. */
final class Failures {

    static final CheckResult DIED = CheckResult.fail("The check died")
            .withHint("The process may have run out of memory; its log and its standard error say more");

    private Failures() {}

    static CheckResult noAnswer(Duration limit) {
        return CheckResult.fail("No answer within " + text(limit))
                .withHint(
                        "Look whether the service answers at all; if it is just slow, give the check a longer time limit");
    }

    static CheckResult noAnswerInAll(Duration limit) {
        return CheckResult.fail("No answer within " + text(limit) + ", the limit of the whole verification")
                .withHint("Look whether the service answers at all; if it is just slow,"
                        + " raise SHIP_VERIFICATION_TIMEOUT_MS");
    }

    static CheckResult returnedNothing(Check check) {
        return CheckResult.fail("The check returned nothing")
                .withHint("A check has to return a result, never null; "
                        + check.getClass().getName() + " is at fault");
    }

    static CheckResult notStarted(SortedMap<String, Long> holders) {
        long threads = holders.values().stream().mapToLong(Long::longValue).sum();
        String byCheck = holders.entrySet().stream()
                .map(e -> e.getKey() + " (" + e.getValue() + ")")
                .collect(Collectors.joining(", "));
        return CheckResult.fail("Not started: " + (threads == 1 ? "1 thread is" : threads + " threads are")
                        + " held by checks that did not end when they were interrupted: " + byCheck)
                .withHint(
                        "Make these checks end when they are interrupted; a restart of the process frees the threads");
    }

    static CheckResult noThread() {
        return CheckResult.fail("Not started: no thread could be made")
                .withHint("The process has too many threads, or too little memory");
    }

    static CheckResult badId(@Nullable String id) {
        return CheckResult.fail("The check's id is " + (id == null ? "null" : "\"" + id + "\""))
                .withHint("Allowed: " + Check.ALLOWED_IDS);
    }

    static CheckResult badTimeLimit(@Nullable Duration limit) {
        return CheckResult.fail("The check's time limit is " + limit).withHint("Allowed: more than zero");
    }

    private static String text(Duration duration) {
        return duration.toNanosPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}

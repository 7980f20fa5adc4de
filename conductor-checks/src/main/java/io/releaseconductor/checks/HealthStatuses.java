package io.releaseconductor.checks;

import java.util.Set;

/** What the HTTP status of a health answer says by itself. */
final class HealthStatuses {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    /** With these it is the question that is refused; of how the application is they say nothing. */
    private static final Set<Integer> REFUSALS = Set.of(401, 402, 403, 405, 406, 407, 415, 421, 426, 429, 451);

    private static final Set<Integer> GONE = Set.of(404, 410);

    private HealthStatuses() {}

    /** 200 and 204 both say that all is well, with and without a body. */
    static boolean isExpected(int status, int expected) {
        return status == expected || (isPlainSuccess(status) && isPlainSuccess(expected));
    }

    private static boolean isPlainSuccess(int status) {
        return status == OK || status == NO_CONTENT;
    }

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** The server says that it failed, or that the release has no such route. */
    static boolean isIll(int status) {
        return status >= 500 || GONE.contains(status);
    }

    static boolean isRefusal(int status) {
        return REFUSALS.contains(status);
    }
}

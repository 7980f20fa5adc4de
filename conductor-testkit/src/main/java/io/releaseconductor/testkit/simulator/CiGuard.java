package io.releaseconductor.testkit.simulator;

import java.util.List;

/** What a workflow itself refuses before it does anything. */
enum CiGuard {
    /** Nothing. */
    NONE,
    /** A second run with the same correlation key. */
    SAME_KEY,
    /** A second run with the same key, and a run that was created when its intent could not be sent any more. */
    SAME_KEY_OR_LATE;

    boolean refuses(Ci.Run run, List<Ci.Run> before) {
        String key = run.intent.correlationKey();
        boolean second = before.stream().anyMatch(r -> r.intent.correlationKey().equals(key));
        return switch (this) {
            case NONE -> false;
            case SAME_KEY -> second;
            case SAME_KEY_OR_LATE -> second || run.late;
        };
    }
}

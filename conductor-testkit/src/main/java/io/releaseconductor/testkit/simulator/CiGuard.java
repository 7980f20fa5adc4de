package io.releaseconductor.testkit.simulator;

import java.util.List;

/** What a workflow itself refuses before it does anything. */
enum CiGuard {
    /** Nothing. */
    NONE,
    /** A run of a phase of which there is one with the same or a later attempt. */
    OVERTAKEN,
    /** The same, and a run that was created when its intent could not be sent any more. */
    OVERTAKEN_OR_LATE;

    boolean refuses(Ci.Run run, List<Ci.Run> before) {
        boolean overtaken = before.stream()
                .anyMatch(r -> r.intent.deployment().equals(run.intent.deployment())
                        && r.intent.attempt().isOfSamePhase(run.intent.attempt())
                        && r.intent.attempt().number() >= run.intent.attempt().number());
        return switch (this) {
            case NONE -> false;
            case OVERTAKEN -> overtaken;
            case OVERTAKEN_OR_LATE -> overtaken || run.late;
        };
    }
}

package io.releaseconductor.testkit.simulator;

/**
 * What goes wrong at one side of a port call.
 *
 * @param kind what
 * @param millis how long, for those that take time
 */
record Fault(Kind kind, long millis) {

    enum Kind {
        /** The node stops for ever. */
        CRASH,
        /** The call fails; after the effect: only its answer is lost. */
        ERROR,
        /** The whole node freezes and goes on later, with all that it believes. */
        PAUSE,
        /** This one call takes long; the node goes on meanwhile. */
        DELAY,
        /** Before the effect: this one call takes long, has its effect when nobody waits for it any more, and its answer is lost. */
        LATE
    }

    @Override
    public String toString() {
        return kind + (millis == 0 ? "" : " " + millis / 1000 + "s");
    }
}

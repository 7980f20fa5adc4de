package io.releaseconductor.testkit.simulator;

/**
 * What somebody else's code does instead of what it should.
 *
 * @param kind what
 * @param after whether that is when the call has had its effect
 * @param millis how long it blocks, for one that blocks for long
 */
record Misdeed(Kind kind, boolean after, long millis) {

    enum Kind {
        /** It throws an {@code Error}. */
        ERROR,
        /** It throws a checked exception that it does not declare. */
        CHECKED,
        /** It blocks for long, and heeds no interruption. */
        LONG,
        /** It blocks until it is interrupted, and throws that. */
        UNTIL_INTERRUPTED,
        /** It blocks for ever. */
        EVER
    }

    @Override
    public String toString() {
        return kind + (millis == 0 ? "" : " " + millis / 1000 + "s") + (after ? " after" : " before") + " the effect";
    }
}

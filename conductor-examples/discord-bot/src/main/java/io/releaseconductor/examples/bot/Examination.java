package io.releaseconductor.examples.bot;

import java.time.Duration;

/** One thing that the doctor looks at, on a thread of its own and independent of the others. */
interface Examination {

    /** {@return what it is about, in a few words} */
    String title();

    /** {@return how long it may take} */
    Duration limit();

    /**
     * Looks. Stops when it is interrupted.
     *
     * @param report where it says what it found
     * @throws Exception if it met something that it does not expect
     */
    void examine(Report report) throws Exception;
}

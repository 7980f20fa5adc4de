package io.releaseconductor.testkit;

import io.releaseconductor.spi.ChangeLog;
import java.io.IOException;
import java.util.Set;

/** A place where changes are kept, under a test's control, and the adapter that asks there. */
public interface ChangeLogHarness extends AutoCloseable {

    /** What a harness may be unable to bring about. */
    enum Area {
        /** How far a version is from another one. */
        DISTANCES,
        /** A place that cannot be reached. */
        OUTAGES
    }

    /** {@return the adapter under test} */
    ChangeLog changes();

    /**
     * Adds a change after the one that was added last.
     *
     * @param title the first line of its message
     * @param author who wrote it
     * @return the question about it, and what it replaces is the change before it; null for the first one
     */
    ChangeLog.Question add(String title, String author);

    /** Makes the place unreachable. */
    void goDown();

    /** Makes the place reachable again. */
    void comeUp();

    /** {@return the tokens and the like that the adapter uses, which must appear in no reason} */
    default Set<String> secrets() {
        return Set.of();
    }

    /** {@return what this harness cannot bring about} */
    default HarnessLimits limits() {
        return HarnessLimits.none();
    }

    @Override
    default void close() throws IOException {}
}

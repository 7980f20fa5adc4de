package io.releaseconductor.testkit;

import io.releaseconductor.spi.AlertSink;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Where alerts arrive, under a test's control, and the adapter that sends them there. */
public interface AlertHarness extends AutoCloseable {

    /** What a harness may be unable to bring about. */
    enum Area {
        /** A place that cannot be reached. */
        OUTAGES
    }

    /** {@return the adapter under test} */
    AlertSink sink();

    /** {@return the text of each alert that arrived, in order, read where it arrived} */
    List<String> arrived();

    /** Makes the place unreachable. */
    void goDown();

    /** Makes the place reachable again. */
    void comeUp();

    /** {@return the tokens and the like that the adapter uses, which must appear in no exception} */
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

package io.releaseconductor.testkit;

import io.releaseconductor.spi.Refs;
import java.io.IOException;
import java.util.Set;

/** A place where branches and tags are kept, under a test's control, and the adapter that asks there. */
public interface RefsHarness extends AutoCloseable {

    /** What a harness may be unable to bring about. */
    enum Area {
        /** A place that cannot be reached. */
        OUTAGES
    }

    /** {@return the adapter under test} */
    Refs refs();

    /**
     * Makes a new commit the head of a branch, which need not be there yet.
     *
     * @param branch its name
     * @return the commit
     */
    String commitTo(String branch);

    /**
     * Tags a commit.
     *
     * @param tag the name of the tag
     * @param commit the commit
     */
    void tag(String tag, String commit);

    /** {@return the branch that is taken where none is named; it is there from the beginning} */
    String defaultBranch();

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

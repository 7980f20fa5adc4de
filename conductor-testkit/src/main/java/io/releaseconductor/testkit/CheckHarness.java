package io.releaseconductor.testkit;

import io.releaseconductor.check.Check;
import java.io.IOException;
import java.util.Set;

/** What a check looks at, under a test's control, and the check. */
public interface CheckHarness extends AutoCloseable {

    /** What a harness may be unable to bring about. */
    enum Area {
        /** A target that does not work. */
        BROKEN_TARGET,
        /** A target that never answers. */
        HANGING_TARGET
    }

    /** {@return the check under test} */
    Check check();

    /** Makes the target one that the check passes. It is one at first. */
    void heal();

    /** Makes the target one that does not work at all. */
    void breakDown();

    /** Makes the target one that never answers. */
    void hang();

    /** {@return the passwords and the like that the check uses, which must appear in no result} */
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

package io.releaseconductor.testkit;

import io.releaseconductor.spi.Admission;
import java.io.IOException;
import java.util.Set;

/** What a rule of the pre-flight looks at, under a test's control, and the rule. */
public interface AdmissionHarness extends AutoCloseable {

    /** What a harness may be unable to bring about. */
    enum Area {
        /** A place that cannot be reached, or does not tell. */
        OUTAGES,
        /** A place that never answers. */
        HANGING_PLACE
    }

    /** {@return the rule under test} */
    Admission admission();

    /**
     * What is asked about; what the other methods bring about holds for it. The same throughout a test.
     *
     * @return the question
     */
    Admission.Question question();

    /** Sees to it that it may begin. So it is at first. */
    void allow();

    /** Sees to it that it may not: the rule says no, or not yet. */
    void forbid();

    /** Makes the place unreachable, or such that it does not tell. */
    void goDown();

    /** Makes the place tell again what it told before. */
    void comeUp();

    /** Makes the place one that never answers. */
    void hang();

    /** {@return the tokens and the like that the rule uses, which must appear in no answer} */
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

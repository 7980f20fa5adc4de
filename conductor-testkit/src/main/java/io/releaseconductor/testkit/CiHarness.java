package io.releaseconductor.testkit;

import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A CI service under a test's control, and the adapter that speaks to it. What it tells is read from the service itself, not
 * through the adapter.
 */
public interface CiHarness extends AutoCloseable {

    /** What a harness may be unable to bring about, besides single {@linkplain DispatchFault faults}. */
    enum Area {
        /** Runs that show their correlation key, so that they can be located. */
        KEYS,
        /** Runs that the adapter did not ask for. */
        OTHER_RUNS,
        /** Cancelling. */
        CANCELLING,
        /** A service that cannot be reached. */
        OUTAGES
    }

    /** {@return the adapter under test} */
    WorkflowDispatcher dispatcher();

    /**
     * Makes an intent one that the service accepts, if the kit's own is not: it names {@code staging} and {@code main}.
     *
     * @param intent the kit's intent
     * @return the intent that is dispatched; its deployment, phase and attempt are the kit's
     */
    default DispatchIntent accepted(DispatchIntent intent) {
        return intent;
    }

    /** {@return how many requests that could start a run have arrived at the service} */
    int requests();

    /**
     * The runs that came of an attempt.
     *
     * @param intent the attempt
     * @return the ids of all of its runs at the service
     */
    List<String> runs(DispatchIntent intent);

    /**
     * Lets the next request to start a run go wrong.
     *
     * @param fault how
     */
    void failNext(DispatchFault fault);

    /**
     * Starts a run of the same workflow that the adapter did not ask for.
     *
     * @param shown what the run shows where the adapter's runs show their correlation key
     */
    void addOther(String shown);

    /**
     * Lets a run begin to work.
     *
     * @param runId which
     */
    void begin(String runId);

    /**
     * Brings a run to its end.
     *
     * @param runId which
     * @param conclusion how it ends
     */
    void complete(String runId, RunConclusion conclusion);

    /**
     * Tells whether the service was asked to cancel a run.
     *
     * @param runId which
     * @return whether such a request has arrived
     */
    boolean cancelAsked(String runId);

    /** Makes the service unreachable. */
    void goDown();

    /** Makes the service reachable again. */
    void comeUp();

    /** {@return the tokens and the like that the adapter uses, which must appear in no answer} */
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

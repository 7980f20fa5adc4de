package io.releaseconductor.testkit;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** A check that answers what the test says. Thread-safe. */
public final class FakeCheck implements Check {

    /** What a run of the check does. */
    @FunctionalInterface
    public interface Behaviour {
        /**
         * Finds out, in the test's way.
         *
         * @param context what is judged
         * @return the answer
         * @throws Exception if the test wants a broken check
         */
        CheckResult run(CheckContext context) throws Exception;
    }

    private final String id;
    private final List<CheckContext> contexts = new ArrayList<>();
    private Duration timeLimit = DEFAULT_TIME_LIMIT;
    private Behaviour behaviour;

    private FakeCheck(String id, Behaviour behaviour) {
        this.id = Objects.requireNonNull(id, "id");
        this.behaviour = Objects.requireNonNull(behaviour, "behaviour");
    }

    /**
     * A check that passes.
     *
     * @param id its id
     * @return the check
     */
    public static FakeCheck passing(String id) {
        return answering(id, CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45)));
    }

    /**
     * A check that fails.
     *
     * @param id its id
     * @return the check
     */
    public static FakeCheck failing(String id) {
        return answering(id, CheckResult.fail("503 Service Unavailable"));
    }

    /**
     * A check that always answers the same.
     *
     * @param id its id
     * @param result the answer
     * @return the check
     */
    public static FakeCheck answering(String id, CheckResult result) {
        Objects.requireNonNull(result, "result");
        return new FakeCheck(id, context -> result);
    }

    /**
     * A check that throws.
     *
     * @param id its id
     * @param message what the exception says
     * @return the check
     */
    public static FakeCheck throwing(String id, String message) {
        return new FakeCheck(id, context -> {
            throw new IllegalStateException(message);
        });
    }

    /**
     * A check that returns only when it is interrupted.
     *
     * @param id its id
     * @return the check
     */
    public static FakeCheck hanging(String id) {
        return new FakeCheck(id, context -> {
            new CountDownLatch(1).await();
            return CheckResult.fail("never reached");
        });
    }

    /**
     * Changes what it does from now on.
     *
     * @param next what it does
     * @return this check
     */
    public synchronized FakeCheck behave(Behaviour next) {
        behaviour = Objects.requireNonNull(next, "behaviour");
        return this;
    }

    /**
     * Changes how long it may take.
     *
     * @param value the time limit
     * @return this check
     */
    public synchronized FakeCheck limit(Duration value) {
        timeLimit = Objects.requireNonNull(value, "limit");
        return this;
    }

    /** {@return what it was asked, in order} */
    public synchronized List<CheckContext> contexts() {
        return List.copyOf(contexts);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public synchronized Duration timeLimit() {
        return timeLimit;
    }

    @Override
    public CheckResult run(CheckContext context) throws Exception {
        return called(context).run(context);
    }

    private synchronized Behaviour called(CheckContext context) {
        contexts.add(context);
        return behaviour;
    }
}

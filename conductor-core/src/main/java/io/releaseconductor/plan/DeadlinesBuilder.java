package io.releaseconductor.plan;

import java.time.Duration;

/**
 * Makes a changed copy of {@link Deadlines}. Each setter takes what the record's component of that name means; what is allowed is looked
 * at by {@link #build()}, all of it at once. Not thread-safe.
 */
public final class DeadlinesBuilder {

    private Duration admission;
    private Duration dispatch;
    private Duration intent;
    private Duration call;
    private Duration locate;
    private Duration run;
    private Duration runWaiting;
    private Duration cancel;
    private Duration verification;
    private Duration decision;
    private Duration firstReminder;
    private Duration nextReminder;

    DeadlinesBuilder(Deadlines from) {
        this.admission = from.admission();
        this.dispatch = from.dispatch();
        this.intent = from.intent();
        this.call = from.call();
        this.locate = from.locate();
        this.run = from.run();
        this.runWaiting = from.runWaiting();
        this.cancel = from.cancel();
        this.verification = from.verification();
        this.decision = from.decision();
        this.firstReminder = from.firstReminder();
        this.nextReminder = from.nextReminder();
    }

    /**
     * Sets {@link Deadlines#admission}.
     *
     * @param value how long a lock, a stop or a closed window may keep a deployment from beginning before it is cancelled
     * @return this
     */
    public DeadlinesBuilder admission(Duration value) {
        admission = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#dispatch}.
     *
     * @param value how long a workflow may fail to be dispatched before the phase fails
     * @return this
     */
    public DeadlinesBuilder dispatch(Duration value) {
        dispatch = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#intent}.
     *
     * @param value how long a saved intent may be acted on; longer than zero
     * @return this
     */
    public DeadlinesBuilder intent(Duration value) {
        intent = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#call}.
     *
     * @param value how long a call through a port may take
     * @return this
     */
    public DeadlinesBuilder call(Duration value) {
        call = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#locate}.
     *
     * @param value how long a run is looked for before a person is asked
     * @return this
     */
    public DeadlinesBuilder locate(Duration value) {
        locate = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#run}.
     *
     * @param value how long a run may take before it is cancelled
     * @return this
     */
    public DeadlinesBuilder run(Duration value) {
        run = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#runWaiting}.
     *
     * @param value how long a run may wait for a reviewer before it is cancelled
     * @return this
     */
    public DeadlinesBuilder runWaiting(Duration value) {
        runWaiting = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#cancel}.
     *
     * @param value how long a cancelled run may go on before a person is asked
     * @return this
     */
    public DeadlinesBuilder cancel(Duration value) {
        cancel = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#verification}.
     *
     * @param value how long a verification may fail to come to an end, restarts after a crash included
     * @return this
     */
    public DeadlinesBuilder verification(Duration value) {
        verification = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#decision}.
     *
     * @param value how long a decision is awaited before the deployment expires
     * @return this
     */
    public DeadlinesBuilder decision(Duration value) {
        decision = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#firstReminder}.
     *
     * @param value when a deployment that needs attention is reminded of first
     * @return this
     */
    public DeadlinesBuilder firstReminder(Duration value) {
        firstReminder = value;
        return this;
    }

    /**
     * Sets {@link Deadlines#nextReminder}.
     *
     * @param value how long after each reminder the next one follows
     * @return this
     */
    public DeadlinesBuilder nextReminder(Duration value) {
        nextReminder = value;
        return this;
    }

    /**
     * Makes the deadlines.
     *
     * @return the deadlines
     * @throws IllegalArgumentException if a value is not more than zero, or is longer than {@link Deadlines#LONGEST}; names all of them
     */
    public Deadlines build() {
        return new Deadlines(
                admission,
                dispatch,
                intent,
                call,
                locate,
                run,
                runWaiting,
                cancel,
                verification,
                decision,
                firstReminder,
                nextReminder);
    }
}

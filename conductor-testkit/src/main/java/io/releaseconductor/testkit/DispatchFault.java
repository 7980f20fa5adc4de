package io.releaseconductor.testkit;

/** What can go wrong with one request to start a run. */
public enum DispatchFault {
    /** Nothing reaches the CI service: the connection is refused, or the host is not known. */
    NOT_REACHED(0, 0),
    /** The CI service asks to wait: a rate limit. */
    TOLD_TO_WAIT(1, 0),
    /** The CI service refuses for good: no such workflow, or no permission. */
    REJECTED(1, 0),
    /** The request arrives, the connection breaks before an answer, and no run comes of it. */
    LOST_WITHOUT_EFFECT(1, 0),
    /** The request arrives, a run starts, and the answer is lost. */
    LOST_AFTER_EFFECT(1, 1),
    /** The CI service answers with an error of its own, and no run comes of it. */
    BROKEN_WITHOUT_EFFECT(1, 0),
    /** A run starts, and the CI service answers with an error of its own nevertheless. */
    BROKEN_AFTER_EFFECT(1, 1),
    /** A run starts, and the answer cannot be read. */
    UNREADABLE_AFTER_EFFECT(1, 1),
    /** A run starts, and the answer says so, but not which. */
    ACCEPTED_WITHOUT_A_NAME(1, 1);

    private final int requests;
    private final int runs;

    DispatchFault(int requests, int runs) {
        this.requests = requests;
        this.runs = runs;
    }

    /** {@return how many requests reach the CI service} */
    public int requests() {
        return requests;
    }

    /** {@return how many runs come of it} */
    public int runs() {
        return runs;
    }
}

package io.releaseconductor.examples.demo.workflows;

import java.util.Map;

/**
 * Where a run stands.
 *
 * @param status {@link #QUEUED}, {@link #IN_PROGRESS} or {@link #COMPLETED}
 * @param started whether its process began to work
 * @param step what it does, or did last, for people; empty before it began
 * @param conclusion {@link #SUCCESS}, {@link #FAILURE} or {@link #CANCELLED}; empty before its end
 */
record RunState(String status, boolean started, String step, String conclusion) {

    static final String QUEUED = "queued";
    static final String IN_PROGRESS = "in_progress";
    static final String COMPLETED = "completed";

    static final String SUCCESS = "success";
    static final String FAILURE = "failure";
    static final String CANCELLED = "cancelled";

    static RunState queued() {
        return new RunState(QUEUED, false, "", "");
    }

    static RunState at(String step) {
        return new RunState(IN_PROGRESS, true, step, "");
    }

    RunState completed(String how) {
        return new RunState(COMPLETED, started, step, how);
    }

    /** At its end, with the reason behind the step. */
    RunState completed(String how, String why) {
        return new RunState(COMPLETED, started, step.isEmpty() ? why : step + ": " + why, how);
    }

    boolean isCompleted() {
        return status.equals(COMPLETED);
    }

    Map<String, String> toValues() {
        return Map.of("status", status, "started", Boolean.toString(started), "step", step, "conclusion", conclusion);
    }

    static RunState fromValues(Map<String, String> values) {
        return new RunState(
                values.getOrDefault("status", QUEUED),
                Boolean.parseBoolean(values.get("started")),
                values.getOrDefault("step", ""),
                values.getOrDefault("conclusion", ""));
    }
}

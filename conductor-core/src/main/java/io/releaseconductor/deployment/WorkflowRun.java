package io.releaseconductor.deployment;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of a workflow as last seen at the CI service.
 *
 * @param id the CI service's own id of the run, opaque, not blank
 * @param url where a person can look at the run, or null if the service has no such page
 * @param status where it stood
 * @param conclusion how it ended; present if and only if the status is {@link RunStatus#COMPLETED}
 * @param runAttempt which try of the run this is, from 1; a re-run by a person keeps the id and raises this
 * @param started whether any part of it has begun to work; adapters that cannot tell say true, so that "nothing took
 *     effect" is never claimed in doubt
 * @param version what the run deploys (usually the head commit), or null if not known
 * @param detail more for people, such as which job and step failed or who must approve; null if there is none
 */
public record WorkflowRun(
        String id,
        @Nullable URI url,
        RunStatus status,
        @Nullable RunConclusion conclusion,
        int runAttempt,
        boolean started,
        @Nullable String version,
        @Nullable String detail) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the id is blank, the attempt below 1, or the conclusion does not fit the status
     */
    public WorkflowRun {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        if (id.isBlank()) {
            throw new IllegalArgumentException("workflow run: the id is blank");
        }
        if (runAttempt < 1) {
            throw new IllegalArgumentException(
                    "workflow run " + id + ": runAttempt is " + runAttempt + "; allowed: 1 or more");
        }
        if ((status == RunStatus.COMPLETED) != (conclusion != null)) {
            throw new IllegalArgumentException(
                    "workflow run " + id + ": status " + status + " does not go with conclusion " + conclusion
                            + "; a conclusion is there if and only if the run is completed");
        }
    }

    /**
     * A run that was just accepted.
     *
     * @param id the CI service's id of the run
     * @param url where a person can look at it, or null
     * @return the run, queued, in its first attempt
     */
    public static WorkflowRun queued(String id, @Nullable URI url) {
        return new WorkflowRun(id, url, RunStatus.QUEUED, null, 1, false, null, null);
    }

    /**
     * The same run at another status that is not its end.
     *
     * @param newStatus any status but {@link RunStatus#COMPLETED}
     * @return the changed run
     */
    public WorkflowRun at(RunStatus newStatus) {
        return new WorkflowRun(
                id, url, newStatus, null, runAttempt, started || newStatus == RunStatus.IN_PROGRESS, version, detail);
    }

    /**
     * The same run at its end.
     *
     * @param how how it ended
     * @return the changed run
     */
    public WorkflowRun completed(RunConclusion how) {
        return new WorkflowRun(id, url, RunStatus.COMPLETED, how, runAttempt, started, version, detail);
    }

    /**
     * The same run with the version that it deploys.
     *
     * @param newVersion the version, or null if not known
     * @return the changed run
     */
    public WorkflowRun withVersion(@Nullable String newVersion) {
        return new WorkflowRun(id, url, status, conclusion, runAttempt, started, newVersion, detail);
    }

    /**
     * The same run with more for people.
     *
     * @param newDetail the detail, or null
     * @return the changed run
     */
    public WorkflowRun withDetail(@Nullable String newDetail) {
        return new WorkflowRun(id, url, status, conclusion, runAttempt, started, version, newDetail);
    }

    /** {@return whether any part of it may have begun to work, in this try or an earlier one} */
    public boolean mayHaveBegun() {
        return started || succeeded() || runAttempt > 1 || conclusion == RunConclusion.UNKNOWN;
    }

    /** {@return whether the run is at its end} */
    public boolean isCompleted() {
        return status == RunStatus.COMPLETED;
    }

    /** {@return whether the run is at its end and did what it was to do} */
    public boolean succeeded() {
        return conclusion == RunConclusion.SUCCESS;
    }
}

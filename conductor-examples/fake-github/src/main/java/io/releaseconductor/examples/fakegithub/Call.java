package io.releaseconductor.examples.fakegithub;

/** What a request asks for. */
public enum Call {
    /** Start a run. */
    DISPATCH,
    /** List the runs of a workflow. */
    LIST,
    /** List the runs of all workflows. */
    ALL_RUNS,
    /** Show a run. */
    RUN,
    /** Show the jobs of a run. */
    JOBS,
    /** Show who has to approve a run. */
    PENDING,
    /** Show how a run was reviewed. */
    APPROVALS,
    /** Show the annotations of a job. */
    ANNOTATIONS,
    /** Show a workflow file. */
    CONTENTS,
    /** Show a commit. */
    COMMIT,
    /** List the check runs of a commit. */
    CHECK_RUNS,
    /** Show the statuses of a commit. */
    STATUS,
    /** Compare two commits. */
    COMPARE,
    /** List the branches. */
    BRANCHES,
    /** List the tags. */
    TAGS,
    /** List the deployments. */
    DEPLOYMENTS,
    /** Make a deployment. */
    NEW_DEPLOYMENT,
    /** List the statuses of a deployment. */
    DEPLOYMENT_STATUSES,
    /** Give a deployment a status. */
    NEW_DEPLOYMENT_STATUS,
    /** Cancel a run, force-cancel included. */
    CANCEL,
    /** Show the repository. */
    REPOSITORY,
    /** Show a workflow. */
    WORKFLOW,
    /** Anything else. */
    OTHER
}

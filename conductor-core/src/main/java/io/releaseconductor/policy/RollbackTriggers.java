package io.releaseconductor.policy;

/**
 * When a policy rolls back by itself (spec, "Auto-Rollback Criteria"): on any trigger.
 *
 * @param frontendDown whether a failed {@code frontend} check triggers
 * @param apiDown whether a failed {@code api} check triggers
 * @param authBroken whether a failed {@code auth} check triggers
 * @param criticalErrors whether a failure that its check marks critical triggers
 * @param minChecksPassing fewer checks than this trigger, 0 or more; a warning counts as a pass here, and a check without
 *     data is not held against the deployment
 * @param workflowFailed whether a failed deploy or promote run triggers; off by default, since the spec does not name it
 */
public record RollbackTriggers(
        boolean frontendDown,
        boolean apiDown,
        boolean authBroken,
        boolean criticalErrors,
        int minChecksPassing,
        boolean workflowFailed) {}

package io.releaseconductor.policy;

import java.util.Collection;

/**
 * When a policy rolls back by itself (spec, "Auto-Rollback Criteria"): on any trigger.
 *
 * @param frontendDown whether a failed {@code frontend} check triggers
 * @param apiDown whether a failed {@code api} check triggers
 * @param authBroken whether a failed {@code auth} check triggers
 * @param criticalErrors whether a failure that its check marks critical triggers
 * @param minChecksPassing fewer checks than this trigger, 0 or more; 0 switches the trigger off; a warning counts as a pass
 *     here, and a check without data is not held against the deployment
 * @param workflowFailed whether a failed deploy or promote run triggers; off by default, since the spec does not name it
 * @param minByDefault whether nobody chose the minimum: it gives way where there are fewer checks, see {@link ReleasePolicy#fittedTo}
 */
public record RollbackTriggers(
        boolean frontendDown,
        boolean apiDown,
        boolean authBroken,
        boolean criticalErrors,
        int minChecksPassing,
        boolean workflowFailed,
        boolean minByDefault) {

    /** The name of the trigger that a failed run is. */
    public static final String WORKFLOW_FAILED = "workflow_failed";

    /** The spec's: all four on, 3 checks (60 % of them, rounded up, where there are fewer); a failed workflow does not trigger. */
    public static final RollbackTriggers DEFAULT = new RollbackTriggers(true, true, true, true, 3, false, true);

    /** What share of the checks the spec asks for, 3 of 5, in percent. */
    private static final int SHARE = 60;

    /**
     * All of it chosen.
     *
     * @param frontendDown whether a failed {@code frontend} check triggers
     * @param apiDown whether a failed {@code api} check triggers
     * @param authBroken whether a failed {@code auth} check triggers
     * @param criticalErrors whether a failure that its check marks critical triggers
     * @param minChecksPassing fewer checks than this trigger
     * @param workflowFailed whether a failed deploy or promote run triggers
     * @throws IllegalArgumentException if the minimum is negative
     */
    public RollbackTriggers(
            boolean frontendDown,
            boolean apiDown,
            boolean authBroken,
            boolean criticalErrors,
            int minChecksPassing,
            boolean workflowFailed) {
        this(frontendDown, apiDown, authBroken, criticalErrors, minChecksPassing, workflowFailed, false);
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the minimum is negative
     */
    public RollbackTriggers {
        if (minChecksPassing < 0) {
            throw new IllegalArgumentException(
                    "min_checks_passing: " + minChecksPassing + " is not allowed; allowed: 0 or more");
        }
    }

    /**
     * The same with {@code frontend_down} switched.
     *
     * @param value whether a failed {@code frontend} check triggers
     * @return the changed triggers
     */
    public RollbackTriggers withFrontendDown(boolean value) {
        return new RollbackTriggers(
                value, apiDown, authBroken, criticalErrors, minChecksPassing, workflowFailed, minByDefault);
    }

    /**
     * The same with {@code api_down} switched.
     *
     * @param value whether a failed {@code api} check triggers
     * @return the changed triggers
     */
    public RollbackTriggers withApiDown(boolean value) {
        return new RollbackTriggers(
                frontendDown, value, authBroken, criticalErrors, minChecksPassing, workflowFailed, minByDefault);
    }

    /**
     * The same with {@code auth_broken} switched.
     *
     * @param value whether a failed {@code auth} check triggers
     * @return the changed triggers
     */
    public RollbackTriggers withAuthBroken(boolean value) {
        return new RollbackTriggers(
                frontendDown, apiDown, value, criticalErrors, minChecksPassing, workflowFailed, minByDefault);
    }

    /**
     * The same with {@code critical_errors} switched.
     *
     * @param value whether a failure that its check marks critical triggers
     * @return the changed triggers
     */
    public RollbackTriggers withCriticalErrors(boolean value) {
        return new RollbackTriggers(
                frontendDown, apiDown, authBroken, value, minChecksPassing, workflowFailed, minByDefault);
    }

    /**
     * The same with another minimum.
     *
     * @param value fewer checks than this trigger, 0 or more; 0 switches the trigger off
     * @return the changed triggers
     * @throws IllegalArgumentException if it is negative
     */
    public RollbackTriggers withMinChecksPassing(int value) {
        return new RollbackTriggers(frontendDown, apiDown, authBroken, criticalErrors, value, workflowFailed, false);
    }

    /**
     * The same with the trigger for failed workflows switched.
     *
     * @param value whether a failed deploy or promote run triggers
     * @return the changed triggers
     */
    public RollbackTriggers withWorkflowFailed(boolean value) {
        return new RollbackTriggers(
                frontendDown, apiDown, authBroken, criticalErrors, minChecksPassing, value, minByDefault);
    }

    /** What nobody chose gives way to the checks that there are. */
    RollbackTriggers fittedTo(Collection<String> checks) {
        boolean gives = minByDefault && minChecksPassing > checks.size();
        return gives
                ? new RollbackTriggers(
                        frontendDown,
                        apiDown,
                        authBroken,
                        criticalErrors,
                        PolicyRules.share(SHARE, checks.size()),
                        workflowFailed,
                        true)
                : this;
    }

    RollbackTriggers frozen() {
        return minByDefault
                ? new RollbackTriggers(
                        frontendDown, apiDown, authBroken, criticalErrors, minChecksPassing, workflowFailed)
                : this;
    }

    /** {@return such as {@code frontend_down on, api_down on, auth_broken off, …}} */
    @Override
    public String toString() {
        return PolicyRules.FRONTEND_DOWN + onOff(frontendDown) + ", "
                + PolicyRules.API_DOWN + onOff(apiDown) + ", "
                + PolicyRules.AUTH_BROKEN + onOff(authBroken) + ", "
                + PolicyRules.CRITICAL_ERRORS + onOff(criticalErrors) + ", "
                + PolicyRules.MIN_CHECKS_PASSING
                + (minChecksPassing == 0 ? " off" : " fewer than " + minChecksPassing) + ", "
                + WORKFLOW_FAILED + onOff(workflowFailed);
    }

    private static String onOff(boolean on) {
        return on ? " on" : " off";
    }
}

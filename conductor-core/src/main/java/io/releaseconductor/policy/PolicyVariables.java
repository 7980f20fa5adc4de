package io.releaseconductor.policy;

import io.releaseconductor.config.VariableReader;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/** Reads a policy. What contradicts the checks that there are is told in the words of the variables. */
final class PolicyVariables {

    private static final int MOST_CHECKS = 1000;
    private static final int ALL = 100;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final VariableReader variables;
    private final Collection<String> checks;

    PolicyVariables(VariableReader variables, Collection<String> checks) {
        this.variables = variables;
        this.checks = checks;
    }

    ReleasePolicy read() {
        ReleasePolicy defaults = ReleasePolicy.DEFAULT;
        boolean promotes = variables.flag("SHIP_AUTO_PROMOTE", defaults.autoPromote());
        return defaults.withAutoPromote(promotes)
                .withAutoRollback(variables.flag("SHIP_AUTO_ROLLBACK", defaults.autoRollback()))
                .withThresholds(thresholds(defaults.thresholds(), promotes))
                .withTriggers(triggers(defaults.triggers()));
    }

    private PromoteThresholds thresholds(PromoteThresholds defaults, boolean promotes) {
        PromoteThresholds thresholds = defaults;
        Set<String> ids = new LinkedHashSet<>(defaults.maxLatencies().keySet());
        ids.addAll(checks);
        for (String id : ids) {
            thresholds = latency(thresholds, id, promotes);
        }
        thresholds = minimum("SHIP_MIN_CHECKS_PASSING", promotes, thresholds, thresholds::withMinChecksPassing);
        int percentage = variables.integer("SHIP_MIN_PASS_PERCENTAGE", defaults.minPassPercentage(), 0, ALL);
        return thresholds.withMinPassPercentage(percentage);
    }

    private PromoteThresholds latency(PromoteThresholds thresholds, String id, boolean promotes) {
        String name = "SHIP_" + id.toUpperCase(Locale.ROOT).replace('-', '_') + "_LATENCY_MS";
        if (variables.text(name).isEmpty()) {
            return thresholds;
        }
        Duration limit = variables.millis(name, Duration.ZERO, Duration.ZERO, LONGEST);
        if (limit.isZero()) {
            return thresholds.withoutMaxLatency(id);
        }
        if (promotes && !checks.contains(id)) {
            refuse(name, limit.toMillis(), "0, or not set, since " + having());
            return thresholds;
        }
        return thresholds.withMaxLatency(id, limit);
    }

    private RollbackTriggers triggers(RollbackTriggers defaults) {
        RollbackTriggers triggers = defaults.withFrontendDown(
                        variables.flag("SHIP_ROLLBACK_FRONTEND_DOWN", defaults.frontendDown()))
                .withApiDown(variables.flag("SHIP_ROLLBACK_API_DOWN", defaults.apiDown()))
                .withAuthBroken(variables.flag("SHIP_ROLLBACK_AUTH_BROKEN", defaults.authBroken()))
                .withCriticalErrors(variables.flag("SHIP_ROLLBACK_CRITICAL_ERRORS", defaults.criticalErrors()))
                .withWorkflowFailed(variables.flag("SHIP_ROLLBACK_WORKFLOW_FAILED", defaults.workflowFailed()));
        return minimum("SHIP_ROLLBACK_MIN_CHECKS_PASSING", true, triggers, triggers::withMinChecksPassing);
    }

    private <T> T minimum(String name, boolean counts, T unset, IntFunction<T> set) {
        if (variables.text(name).isEmpty()) {
            return unset;
        }
        int minimum = variables.integer(name, 0, 0, MOST_CHECKS);
        if (counts && minimum > checks.size()) {
            refuse(name, minimum, "0 to " + checks.size() + ", since " + having());
            return unset;
        }
        return set.apply(minimum);
    }

    private String having() {
        return variables.environment()
                + (checks.isEmpty() ? " has no checks" : " has the checks " + String.join(", ", checks));
    }

    private void refuse(String name, long value, String allowed) {
        variables.problems().add(variables.nameOf(name) + ": \"" + value + "\" is not allowed; allowed: " + allowed);
    }
}

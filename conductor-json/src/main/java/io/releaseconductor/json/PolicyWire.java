package io.releaseconductor.json;

import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policy that a deployment was shipped under. What a record does not say is as in {@link ReleasePolicy#DEFAULT}. */
final class PolicyWire {

    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private PolicyWire() {}

    static void write(JsonOut out, ReleasePolicy policy) {
        PromoteThresholds thresholds = policy.thresholds();
        out.flag("auto_promote", policy.autoPromote())
                .flag("auto_rollback", policy.autoRollback())
                .list("max_latencies", List.copyOf(thresholds.maxLatencies().entrySet()), PolicyWire::writeLatency)
                .number("min_checks_passing", thresholds.minChecksPassing())
                .number("min_pass_percentage", thresholds.minPassPercentage())
                .object("triggers", policy.triggers(), PolicyWire::writeTriggers);
    }

    private static void writeLatency(JsonOut out, Map.Entry<String, Duration> latency) {
        out.text("check", latency.getKey()).number("ms", latency.getValue().toMillis());
    }

    private static void writeTriggers(JsonOut out, RollbackTriggers triggers) {
        out.flag("frontend_down", triggers.frontendDown())
                .flag("api_down", triggers.apiDown())
                .flag("auth_broken", triggers.authBroken())
                .flag("critical_errors", triggers.criticalErrors())
                .number("min_checks_passing", triggers.minChecksPassing())
                .flag("workflow_failed", triggers.workflowFailed());
    }

    static ReleasePolicy read(JsonIn in) {
        ReleasePolicy absent = ReleasePolicy.DEFAULT.frozen();
        Map<String, Duration> latencies = new LinkedHashMap<>();
        in.list("max_latencies", PolicyWire::readLatency).forEach(l -> latencies.put(l.getKey(), l.getValue()));
        RollbackTriggers triggers = in.objectOrNull("triggers", PolicyWire::readTriggers);
        return new ReleasePolicy(
                in.flagOr("auto_promote", absent.autoPromote()),
                in.flagOr("auto_rollback", absent.autoRollback()),
                new PromoteThresholds(
                        latencies,
                        minimum(in, absent.thresholds().minChecksPassing()),
                        percentage(in, absent.thresholds().minPassPercentage())),
                triggers == null ? absent.triggers() : triggers);
    }

    private static int minimum(JsonIn in, int absent) {
        return in.has("min_checks_passing") ? in.count("min_checks_passing", 0) : absent;
    }

    private static int percentage(JsonIn in, int absent) {
        return in.has("min_pass_percentage") ? (int) in.number("min_pass_percentage", 0, 100) : absent;
    }

    private static Map.Entry<String, Duration> readLatency(JsonIn in) {
        String check = in.checkId("check");
        return Map.entry(check, Duration.ofMillis(in.number("ms", 1, LONGEST_MILLIS)));
    }

    private static RollbackTriggers readTriggers(JsonIn in) {
        RollbackTriggers absent = ReleasePolicy.DEFAULT.triggers();
        return new RollbackTriggers(
                in.flagOr("frontend_down", absent.frontendDown()),
                in.flagOr("api_down", absent.apiDown()),
                in.flagOr("auth_broken", absent.authBroken()),
                in.flagOr("critical_errors", absent.criticalErrors()),
                minimum(in, absent.minChecksPassing()),
                in.flagOr("workflow_failed", absent.workflowFailed()));
    }
}

package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.policy.AlertRules;
import io.releaseconductor.policy.RuleResult;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * That an alert arrives a second time only where something came between its arrival and the mark, or a node was frozen that was about to
 * send it, and that the failure rate of verifications is told when too many of an environment's last ones failed, each deployment counted
 * once, and at no other time.
 */
final class AlertingRules {

    /** How far back trouble may have kept a node from reading history, or from saving what it had read. */
    private static final long AFTERMATH = 120_000;

    /** A call that took long ends about when its fault does. */
    private static final long NEARLY_AT_ONCE = 1_000;

    private record Arrival(Node node, long at) {}

    private final Records records;
    private final AlertRules alertRules;
    private final Map<Port, Long> lastTrouble;
    private final Consumer<String> violations;
    private final Map<String, Arrival> arrivals = new HashMap<>();

    AlertingRules(Records records, AlertRules alertRules, Map<Port, Long> lastTrouble, Consumer<String> violations) {
        this.records = records;
        this.alertRules = alertRules;
        this.lastTrouble = lastTrouble;
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    /** An alert arrived. */
    void arrived(String id, Node node, long now) {
        Arrival first = arrivals.put(id, new Arrival(node, now));
        require(
                first == null
                        || first.node().isDead()
                        || first.node().disturbedUntil() >= first.at()
                        || node.disturbedUntil() >= first.at()
                        || isTroubled(Port.STORE, first.at() - AFTERMATH)
                        || isTroubled(Port.ALERTS, first.at() - NEARLY_AT_ONCE),
                "rule 7: alert " + id + " arrived again at " + Moments.text(now)
                        + ", and nothing came between its arrival at " + (first == null ? "" : Moments.text(first.at()))
                        + " and the mark");
    }

    private boolean isTroubled(Port what, long since) {
        return lastTrouble.getOrDefault(what, Long.MIN_VALUE) >= since;
    }

    void written(String id, Deployment before, Deployment after, Records.Entry record, long now) {
        boolean told = told(after) > told(before);
        Boolean was = outcome(before);
        Boolean is = outcome(after);
        boolean changed = is != null && !is.equals(was);
        require(
                told(after) <= told(before) + (changed ? 1 : 0),
                id + "alerts: a rate is told though no verification ended");
        if (is == null || !changed) {
            return;
        }
        List<Boolean> others = others(record);
        List<Boolean> last = others.stream().limit(alertRules.last()).toList();
        List<Boolean> those = others.stream().limit(alertRules.last() - 1L).toList();
        int total = those.size() + 1;
        long failed = failed(those) + (is ? 1 : 0);
        boolean news = isAbove(failed, total) && (is || !isAbove(failed(last), last.size()));
        require(!told || news, id + "alerts: a rate of " + failed + " of " + total + " is told");
        boolean readable = !isTroubled(Port.STORE, now - AFTERMATH)
                && records.all().stream().noneMatch(entry -> entry.forgotten);
        require(told || !news || !readable, id + "alerts: a rate of " + failed + " of " + total + " is not told");
    }

    private boolean isAbove(long failed, int total) {
        return total >= alertRules.least() && failed * 100 > (long) alertRules.failurePercent() * total;
    }

    private static long failed(List<Boolean> outcomes) {
        return outcomes.stream().filter(failed -> failed).count();
    }

    private static long told(Deployment d) {
        return d.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.VERIFICATION_FAILURES)
                .count();
    }

    /** How the verifications of the environment's other deployments came out, the last one first. */
    private List<Boolean> others(Records.Entry record) {
        return records.all().stream()
                .filter(entry -> entry != record
                        && !entry.forgotten
                        && entry.now().environment().equals(record.now().environment()))
                .sorted(Comparator.comparing((Records.Entry entry) -> entry.number)
                        .reversed())
                .map(entry -> outcome(entry.now()))
                .filter(Objects::nonNull)
                .map(Boolean.class::cast)
                .toList();
    }

    /** Whether a trigger fired in what has come to its end; null where nothing has, or nothing was found out. */
    private static @Nullable Boolean outcome(Deployment d) {
        boolean ended = false;
        for (int i = 0; i < d.waves().size(); i++) {
            WaveProgress wave = d.waves().get(i);
            VerificationState state = wave.verification();
            boolean goesOn = i == d.waves().size() - 1 && d.status() == DeploymentStatus.VERIFYING;
            if (state == null || state.result() == null || state.verdict() == null || goesOn) {
                continue;
            }
            if (state.verdict().triggers().stream().anyMatch(rule -> rule.outcome() == RuleResult.Outcome.FIRED)) {
                return true;
            }
            ended = ended || state.result().hasData();
        }
        return ended ? false : null;
    }
}

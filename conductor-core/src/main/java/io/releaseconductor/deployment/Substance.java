package io.releaseconductor.deployment;

import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a deployment is worth an entry in its audit trail once it changes: all but how far things have come, when they are looked at
 * next, and its card: a settled card shows the last entry's digest, so that an entry for each card would ask for another card. Whatever
 * brings a change about, a change of this is told; nothing else is.
 */
final class Substance {

    private Substance() {}

    static boolean isChanged(Deployment before, Deployment after) {
        return before.status() != after.status() || !of(before).equals(of(after));
    }

    private static List<@Nullable Object> of(Deployment d) {
        BaselineLook baseline = d.baseline();
        AdmissionState admission = d.admission();
        ChangeLookup change = d.change();
        Attention attention = d.attention();
        Restraint restraint = d.restraint();
        LinkedShip linked = d.linked();
        WatchState watch = d.watch();
        List<@Nullable Object> parts = new ArrayList<>(Arrays.asList(
                d.version(),
                d.cancelWish(),
                d.rollbackWish(),
                d.holds(),
                d.lifted(),
                d.promotion(),
                d.promotedAt(),
                d.rollback(),
                d.rolledBackAt(),
                d.failure(),
                d.request().earlier(),
                baseline == null ? null : baseline.isPending(),
                admission == null ? null : said(admission),
                admission == null ? null : admission.overrides(),
                change == null ? null : change.isPending(),
                attention == null ? null : attention.since(),
                restraint == null ? null : restraint.why(),
                restraint == null ? null : restraint.overAt(),
                linked == null ? null : linked.state(),
                linked == null ? null : linked.wanted(),
                watch == null ? null : watch.fired(),
                watch == null ? null : watch.end()));
        d.waves().forEach(wave -> add(parts, wave));
        add(parts, d.rollbackPhase());
        add(parts, d.rollbackVerification());
        d.alerts().forEach(alert -> add(parts, alert));
        return parts;
    }

    private static List<String> said(AdmissionState admission) {
        return admission.answers().stream()
                .map(answer -> answer.rule() + " " + answer.outcome().getClass().getSimpleName())
                .toList();
    }

    private static void add(List<@Nullable Object> parts, WaveProgress wave) {
        add(parts, wave.phase());
        add(parts, wave.verification());
        parts.add(wave.approvals());
        parts.add(wave.fully());
    }

    private static void add(List<@Nullable Object> parts, @Nullable PhaseProgress progress) {
        if (progress == null) {
            parts.add(null);
            return;
        }
        parts.add(progress.attempt());
        parts.add(progress.stage().getClass());
        parts.add(progress.run().orElse(null));
        parts.add(progress.stage() instanceof Stage.Running running ? running.cancelling() == null : null);
    }

    /** The results of a round are as good as those before it while the verdict stays. */
    private static void add(List<@Nullable Object> parts, @Nullable VerificationState state) {
        Verdict verdict = state == null ? null : state.verdict();
        parts.add(state == null ? null : state.startedAt());
        parts.add(verdict == null ? null : verdict.recommendation());
        parts.add(verdict == null ? null : outcomes(verdict));
    }

    private static List<String> outcomes(Verdict verdict) {
        return Stream.concat(verdict.criteria().stream(), verdict.triggers().stream())
                .map(Substance::outcome)
                .toList();
    }

    private static String outcome(RuleResult rule) {
        return rule.rule() + " " + rule.outcome();
    }

    /** That it could not be sent is told once, however often it is tried. */
    private static void add(List<@Nullable Object> parts, Alert alert) {
        parts.add(alert.id());
        parts.add(alert.sentAt());
        parts.add(alert.deliveredTo());
        parts.add(alert.isPending() && alert.failures() > 0);
    }
}

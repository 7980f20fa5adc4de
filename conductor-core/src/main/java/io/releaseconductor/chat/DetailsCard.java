package io.releaseconductor.chat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Finding;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WatchState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is known of a deployment, for the one who asks. */
final class DetailsCard {

    private DetailsCard() {}

    static Card of(Deployment d) {
        CardBuilder card = new CardBuilder(CardHead.tone(d), "📋 Deployment Details");
        CardFields.add(card, d);
        CardStatus.add(card, d);
        CardStory.add(card, d);
        addAdmission(card, d);
        CardRef.addDetails(card, d.request());
        CardChange.addDetails(card, d);
        addBaseline(card, d.baseline());
        addVerification(card, d, d.verification(), "Checks");
        VerificationState observed = d.verification();
        if (observed != null) {
            CardMetrics.addDetails(card, d, observed);
        }
        WatchState watch = d.watch();
        addChecks(card, d, watch == null ? null : watch.result(), "Checks while watched");
        addVerification(card, d, d.rollbackVerification(), "Checks after the rollback");
        card.paragraph().line("Runs:");
        d.waves().forEach(wave -> addPhase(card, d, wave.phase()));
        addPhase(card, d, d.rollbackPhase());
        addAlerts(card, d.alerts());
        CardTeamLinks.add(card, d);
        CardChange.addLink(card, d);
        return card.build();
    }

    private static void addAdmission(CardBuilder card, Deployment d) {
        if (!CardAdmission.isPartOfStatus(d)) {
            CardAdmission.add(card, d);
        }
    }

    private static void addBaseline(CardBuilder card, @Nullable BaselineLook look) {
        Verification before = look == null ? null : look.result();
        if (before != null) {
            card.paragraph().line("Checks before the deployment, finished " + Times.format(before.finishedAt()) + ":");
            before.results().forEach(check -> addCheck(card, check, CardChecks.line(check), ""));
        }
    }

    private static void addVerification(
            CardBuilder card, Deployment d, @Nullable VerificationState state, String heading) {
        addChecks(card, d, state == null ? null : state.result(), heading);
        Verdict verdict = state == null ? null : state.verdict();
        if (verdict != null) {
            addVerdict(card, d, verdict);
        }
    }

    private static void addChecks(CardBuilder card, Deployment d, @Nullable Verification verification, String heading) {
        if (verification == null) {
            return;
        }
        card.paragraph().line(heading + ", finished " + Times.format(verification.finishedAt()) + ":");
        verification.results().forEach(check -> {
            addCheck(card, check, CardUsual.line(d, check), CardUsual.detail(d, check));
            card.link(check.name(), check.result().link());
        });
        card.summary("Overall: " + verification.headline());
    }

    private static void addCheck(CardBuilder card, CompletedCheck check, String line, String usual) {
        CheckResult result = check.result();
        card.line(line + (result.critical() ? " [critical]" : "") + CardBaseline.note(check) + usual);
        for (Finding finding : result.findings()) {
            card.line("↳ " + CardChecks.sign(finding.status()) + " " + finding.name() + ": " + finding.measured()
                    + (finding.expected() == null ? "" : " (expected: " + finding.expected() + ")"));
        }
        card.line("↳ Error", result.error()).line("↳ Hint", result.hint());
    }

    private static void addVerdict(CardBuilder card, Deployment d, Verdict verdict) {
        card.paragraph()
                .line(
                        "Policy",
                        switch (verdict.recommendation()) {
                            case PROMOTE -> "promotes by itself";
                            case ROLL_BACK ->
                                d.leavesRollbackToAPerson()
                                        ? "leaves a rollback to a person, since risky paths changed"
                                        : "rolls back by itself";
                            case ASK -> "leaves the decision to a person";
                        });
        Stream.concat(verdict.criteria().stream(), verdict.triggers().stream())
                .forEach(rule -> card.line(words(rule.outcome()) + ": " + rule.describe()));
    }

    private static String words(RuleResult.Outcome outcome) {
        return switch (outcome) {
            case MET -> "✅ met";
            case NOT_MET -> "❌ not met";
            case FIRED -> "🚨 fired";
            case QUIET -> "✅ quiet";
            case OFF -> "➖ off";
        };
    }

    private static void addPhase(CardBuilder card, Deployment d, @Nullable PhaseProgress progress) {
        if (progress == null) {
            return;
        }
        String name = name(d, progress);
        WorkflowRun run = progress.run().orElse(null);
        card.line(name + ": begun " + Times.format(progress.startedAt()) + ", attempt "
                + progress.attempt().number() + ", " + (run == null ? "no run known" : words(run)));
        if (run != null) {
            card.line("↳ Run", run.detail()).link(name + " Run", run.url());
        }
    }

    /** Such as {@code Promote}, or, where a plan has several waves of that kind, {@code Promote to 25 %}. */
    private static String name(Deployment d, PhaseProgress progress) {
        RolloutPlan plan = d.request().plan();
        String name = progress.phase().title();
        return plan.isDefault() || progress.phase() == Phase.ROLL_BACK
                ? name
                : name + " to " + plan.wave(progress.attempt().wave()).reach().words();
    }

    private static String words(WorkflowRun run) {
        RunConclusion conclusion = run.conclusion();
        return "run #" + run.id()
                + (run.runAttempt() == 1 ? "" : " (try " + run.runAttempt() + ")")
                + (conclusion == null ? " is " + words(run.status()) : " " + CardRun.ended(conclusion));
    }

    private static String words(RunStatus status) {
        return status == RunStatus.UNKNOWN
                ? "in an unknown state"
                : status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void addAlerts(CardBuilder card, List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return;
        }
        card.paragraph().line("Alerts:");
        for (Alert alert : alerts) {
            card.line(Times.format(alert.raisedAt()) + ": " + alert.message() + " (" + delivery(alert) + ")");
        }
    }

    private static String delivery(Alert alert) {
        if (alert.isPending()) {
            return alert.failures() == 0 ? "not sent yet" : "not sent yet, failed tries: " + alert.failures();
        }
        Instant sentAt = Objects.requireNonNull(alert.sentAt(), "sentAt");
        return "sent " + Times.format(sentAt);
    }
}

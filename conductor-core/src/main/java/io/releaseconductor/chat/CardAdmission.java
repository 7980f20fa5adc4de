package io.releaseconductor.chat;

import io.releaseconductor.deployment.AdmissionAnswer;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionOverride;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;

/** What the pre-flight says: each rule with its result until a run is known to have succeeded, and then what was overridden. */
final class CardAdmission {

    private CardAdmission() {}

    /** Whether it is told with where the deployment stands. */
    static boolean isPartOfStatus(Deployment d) {
        return d.status() == DeploymentStatus.INITIATED || d.status() == DeploymentStatus.DEPLOYING;
    }

    /** What is waited for; why is told with each rule below. */
    static String waiting(AdmissionState state) {
        return state.answers().isEmpty() ? "🛂 Asking the pre-flight" : "⏳ Waiting: " + names(state);
    }

    /** The same for the first line, which may be all that is read. */
    static String brief(AdmissionState state) {
        return state.answers().isEmpty() ? "asking the pre-flight" : "waiting for the pre-flight: " + names(state);
    }

    private static String names(AdmissionState state) {
        return String.join(", ", state.openRules());
    }

    /** Each rule with its result; those that are no question to anybody hold wherever something begins. */
    static void add(CardBuilder card, Deployment d) {
        AdmissionState state = d.admission();
        if (state == null || state.answers().isEmpty()) {
            return;
        }
        card.line("Pre-flight:");
        state.answers().forEach(answer -> card.line(line(state, answer)));
        if (state.admits() && !d.isRestrained()) {
            card.line("✅ place free, no lock, window open");
        }
        addOverrides(card, d);
    }

    private static String line(AdmissionState state, AdmissionAnswer answer) {
        return state.isOverridden(answer)
                ? "🔓 " + answer.describe() + " (overridden)"
                : mark(answer.outcome()) + " " + answer.describe();
    }

    private static String mark(AdmissionOutcome outcome) {
        if (outcome instanceof AdmissionOutcome.Yes) {
            return "✅";
        }
        if (outcome instanceof AdmissionOutcome.No) {
            return "❌";
        }
        if (outcome instanceof AdmissionOutcome.NotYet) {
            return "⏳";
        }
        if (outcome instanceof AdmissionOutcome.Unknown) {
            return "❔";
        }
        throw new IllegalArgumentException("outcome: " + outcome.getClass().getName() + " has no mark");
    }

    /** Who let it begin against which rules, and why. */
    static void addOverrides(CardBuilder card, Deployment d) {
        AdmissionState state = d.admission();
        if (state != null) {
            state.overrides().forEach(each -> card.line("🔓 " + words(each)));
        }
    }

    private static String words(AdmissionOverride override) {
        return "Pre-flight overridden by " + override.decision().describe() + ", against "
                + String.join(", ", override.rules()) + ": " + override.reason();
    }
}

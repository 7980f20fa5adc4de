package io.releaseconductor.chat;

import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Wave;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a rollback does and has done (spec, "Rollback Strategies"), and no more of it than is known. */
final class CardRollback {

    private CardRollback() {}

    static void add(CardBuilder card, Deployment d) {
        Rollback rollback = d.rollback();
        boolean done = d.status() == DeploymentStatus.ROLLED_BACK;
        if (rollback == null || !(done || d.status() == DeploymentStatus.ROLLING_BACK)) {
            return;
        }
        switch (rollback.method()) {
            case REDEPLOY -> {
                if (done) {
                    card.line(back(rollback) + (isVerified(d) ? " is back" : " was deployed again") + verified(d));
                }
            }
            case REMOVE_CANARY -> {
                card.line("The pending rollout to " + pending(d) + " is cancelled.");
                if (done) {
                    card.line("The canary instances are removed; " + back(rollback) + " stays" + verified(d));
                }
            }
            case SWITCH_BACK -> {
                if (done) {
                    card.line("The workflow switched the traffic back to " + back(rollback) + verified(d));
                    addAnswering(card, d);
                    card.line(rolledBack(d) + " is kept for investigation, on the instances that take no traffic now.");
                }
            }
            case NO_SWITCH -> {
                card.line("The traffic was never switched, so that no workflow is asked to.");
                if (done) {
                    card.line(back(rollback) + " serves as before" + verified(d));
                    addAnswering(card, d);
                    card.line(rolledBack(d) + " is kept for investigation, on the idle instances.");
                }
            }
        }
    }

    private static String back(Rollback rollback) {
        return rollback.version() == null ? "the earlier version" : rollback.version();
    }

    private static String rolledBack(Deployment d) {
        return d.version() == null ? "The new version" : d.version();
    }

    /** All that was still to come when it was decided to roll back. */
    private static String pending(Deployment d) {
        List<Wave> waves = d.request().plan().waves();
        return waves.subList(Math.min(d.wave(), waves.size() - 1), waves.size()).stream()
                .map(wave -> wave.reach().words())
                .collect(Collectors.joining(" → "));
    }

    private static boolean isVerified(Deployment d) {
        Verification result = result(d.rollbackVerification());
        return result != null && result.hasData() && !result.results().isEmpty();
    }

    /** That is said only where a check found it out; where none did the status says so. */
    private static String verified(Deployment d) {
        Verification result = result(d.rollbackVerification());
        return result != null && isVerified(d) ? ", and that verifies: " + result.headline() + "." : ".";
    }

    /** Which of the two sets of instances answers: what a workflow says that it did is no proof of that. */
    private static void addAnswering(CardBuilder card, Deployment d) {
        String now = answeredBy(d.rollbackVerification());
        String before = answeredBy(d.verification());
        card.line(
                "Answered by",
                now == null
                        ? "no data, since no check tells which version answers"
                        : now + (before == null ? "" : ", and not by " + before));
    }

    private static @Nullable String answeredBy(@Nullable VerificationState state) {
        Verification result = result(state);
        return result == null ? null : result.answeredBy().orElse(null);
    }

    private static @Nullable Verification result(@Nullable VerificationState state) {
        return state == null ? null : state.result();
    }
}

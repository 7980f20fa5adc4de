package io.releaseconductor.chat;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;

/** What whoever gets an alert does about it. The same words wherever it is told. */
public final class AlertAdvice {

    private AlertAdvice() {}

    /**
     * Says what to do.
     *
     * @param alert the alert
     * @param deployment the deployment that it is about, as it stands
     * @return one line without a full stop
     */
    public static String of(Alert alert, Deployment deployment) {
        return switch (alert.kind()) {
            case DEPLOYMENT_FAILED -> "look at the run; then roll back on the card, or ship again";
            case VERIFICATION_FAILURES ->
                "look at what the last ones failed by, in the history: it may be the checks, or what they look at";
            case ROLLBACK_TRIGGERED -> "nothing; if the rollback fails, that is told as well";
            case SLOW_DEPLOYMENT ->
                "look at the run: it may wait for a runner; to stop it, cancel the deployment, or roll it back";
            case ROLLBACK_HELD -> "let the run begin: approve it, or end what it waits for";
            case ROLLBACK_FAILED -> "roll back on the card once more, or bring the earlier version back by hand";
            case ROLLBACK_IMPOSSIBLE ->
                deployment.leavesRollbackToAPerson()
                        ? "look whether the earlier version can live with what changed; then roll back on the card, or ship a"
                                + " version that works"
                        : "ship a version that works, or decide on the card that this one stays";
            case NEEDS_ATTENTION, ATTENTION_REMINDER -> "look at the runs, then say on the card what happened";
            case EXPIRED -> "roll back on the card, or ship again; until then it stays as it is";
            case NOT_VERIFIED -> "look yourself whether all is well";
            case LINKED_BLOCKED -> "ship it there again once nothing is in the way";
            case CARD_UNDELIVERABLE -> "let the bot write where the card belongs; it is tried again by itself";
            case STRAY_RUN -> "look whether the run has to be stopped";
            case APPROVAL_VOIDED -> "look at what the checks find now; then approve again, or roll back";
            case WORSE_THAN_BEFORE -> "look whether it is the new version; if so, roll back on the card";
            case NOT_ADMITTED -> "ship again once nothing keeps it from beginning";
            case ADMISSION_OVERRIDDEN -> "nothing if you agree; else cancel it, or roll it back on the card";
            case WATCH_FIRED -> "look at it, and roll it back if it is the new version; Details on the card tells more";
            case DECISION_DUE, DECISION_EXPIRES -> "promote or roll back on the card";
        };
    }
}

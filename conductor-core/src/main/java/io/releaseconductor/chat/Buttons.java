package io.releaseconductor.chat;

import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.model.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be done with a deployment: which questions a status asks, as data, and the buttons made of them. */
final class Buttons {

    /** What each status offers. Some are left out where they make no sense for the deployment at hand. */
    static final Map<DeploymentStatus, List<Question>> OFFERED = offered();

    private Buttons() {}

    private static Map<DeploymentStatus, List<Question>> offered() {
        Map<DeploymentStatus, List<Question>> offered = new EnumMap<>(DeploymentStatus.class);
        offered.put(DeploymentStatus.INITIATED, List.of(Question.OVERRIDE, Question.CANCEL, Question.LIFT));
        offered.put(DeploymentStatus.DEPLOYING, List.of(Question.CANCEL, Question.HOLD, Question.LIFT));
        offered.put(
                DeploymentStatus.VERIFYING, List.of(Question.FULLY, Question.ROLLBACK, Question.HOLD, Question.LIFT));
        offered.put(
                DeploymentStatus.VERIFIED,
                List.of(
                        Question.PROMOTE,
                        Question.FULLY,
                        Question.ROLLBACK,
                        Question.HOLD,
                        Question.LIFT,
                        Question.DETAILS));
        offered.put(
                DeploymentStatus.PROMOTING, List.of(Question.ROLLBACK, Question.HOLD, Question.LIFT, Question.DETAILS));
        offered.put(
                DeploymentStatus.PROMOTED,
                List.of(Question.LINKED, Question.ROLLBACK, Question.HOLD, Question.LIFT, Question.DETAILS));
        offered.put(DeploymentStatus.ROLLING_BACK, List.of(Question.DETAILS));
        offered.put(DeploymentStatus.ROLLED_BACK, List.of(Question.DETAILS));
        offered.put(DeploymentStatus.FAILED, List.of(Question.ROLLBACK, Question.DETAILS));
        offered.put(DeploymentStatus.CANCELLED, List.of());
        offered.put(DeploymentStatus.EXPIRED, List.of(Question.ROLLBACK, Question.DETAILS));
        offered.put(
                DeploymentStatus.NEEDS_ATTENTION,
                List.of(Question.ADOPT, Question.RETRY, Question.GIVEUP, Question.NOTHING));
        return Collections.unmodifiableMap(offered);
    }

    static List<Button> of(Deployment d) {
        List<Button> buttons = new ArrayList<>();
        Attention attention = d.attention();
        for (Question question : OFFERED.getOrDefault(d.status(), List.of())) {
            if (attention != null && question == Question.ADOPT) {
                addCandidates(buttons, d, attention);
            } else if (makesSense(question, d)) {
                buttons.add(button(question, d));
            }
        }
        return buttons;
    }

    /** Whether a question that offers no choice is asked. */
    static boolean offers(Question question, Deployment d) {
        return OFFERED.getOrDefault(d.status(), List.of()).contains(question) && makesSense(question, d);
    }

    /** The button of a question that offers no choice, if it is asked. */
    static List<Button> only(Question question, Deployment d) {
        return offers(question, d) ? List.of(button(question, d)) : List.of();
    }

    private static boolean makesSense(Question question, Deployment d) {
        Attention attention = d.attention();
        LinkedShip linked = d.linked();
        AdmissionState admission = d.awaitedAdmission();
        return switch (question) {
            case CANCEL -> d.cancelWish() == null && d.rollbackWish() == null;
            case NOTHING -> attention != null && nothingStarted(d, attention);
            case ROLLBACK ->
                !d.request().withoutRollback()
                        && d.rollbackWish() == null
                        && (d.status() != DeploymentStatus.FAILED || d.mayHaveTakenEffect());
            case FULLY -> d.mayGoFully();
            case OVERRIDE -> admission != null && !admission.open().isEmpty();
            case HOLD -> CardHold.wouldKeepFromDeciding(d);
            case LIFT -> d.isHeld() && d.rollbackWish() == null && (!d.settled() || d.watching() != null);
            case LINKED -> linked != null && linked.state() == LinkedShip.State.BLOCKED;
            default -> true;
        };
    }

    /** Whether a person may say that nothing was started: once a run is known, that cannot be. */
    static boolean nothingStarted(Deployment d, Attention attention) {
        return attention.phase() == Phase.DEPLOY && d.deployPhase().run().isEmpty();
    }

    private static void addCandidates(List<Button> buttons, Deployment d, Attention attention) {
        List<RunCandidate> candidates = attention.candidates();
        for (int i = 0; i < Math.min(candidates.size(), ButtonId.MAX_CHOICE); i++) {
            String label = Line.of("Adopt #" + candidates.get(i).runId());
            buttons.add(new Button(
                    new ButtonId(Question.ADOPT, i + 1, attention.named(), d.id()),
                    Line.cut(label, Button.MAX_LABEL_LENGTH),
                    Button.Style.PRIMARY));
        }
    }

    private static Button button(Question question, Deployment d) {
        Attention attention = d.attention();
        int answers = attention != null && question.isOfAttention() ? attention.named() : 1;
        ButtonId id = question.isOfGate()
                ? ButtonId.atGate(question, d.wave(), d.id())
                : new ButtonId(question, 0, answers, d.id());
        return new Button(id, Line.cut(label(question, d), Button.MAX_LABEL_LENGTH), style(question));
    }

    private static String label(Question question, Deployment d) {
        LinkedShip linked = d.linked();
        return switch (question) {
            case PROMOTE -> CardDecision.promoteLabel(d);
            case ROLLBACK -> CardDecision.rollbackLabel(d);
            case FULLY -> CardWaves.promoteFully(d);
            case NOTHING -> "Nothing Started";
            case LIFT -> "Lift the Hold";
            case RETRY -> "Try Again";
            case GIVEUP -> "Give Up";
            case OVERRIDE -> "Override the Pre-flight";
            case LINKED ->
                linked == null ? "Ship" : "Ship " + linked.environment().title();
            default ->
                question.wireName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + question.wireName().substring(1);
        };
    }

    private static Button.Style style(Question question) {
        return switch (question) {
            case PROMOTE, LINKED -> Button.Style.PRIMARY;
            case ROLLBACK, CANCEL, NOTHING, GIVEUP -> Button.Style.DANGER;
            default -> Button.Style.PLAIN;
        };
    }
}

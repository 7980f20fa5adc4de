package io.releaseconductor.chat;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Phase;
import io.releaseconductor.deployment.RunCandidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be done with a deployment: which actions a status offers, as data, and the buttons made of them. */
final class Buttons {

    /** What each status offers. Some are left out where they make no sense for the deployment at hand. */
    static final Map<DeploymentStatus, List<Action>> OFFERED = offered();

    private Buttons() {}

    private static Map<DeploymentStatus, List<Action>> offered() {
        Map<DeploymentStatus, List<Action>> offered = new EnumMap<>(DeploymentStatus.class);
        offered.put(DeploymentStatus.INITIATED, List.of(Action.CANCEL));
        offered.put(DeploymentStatus.DEPLOYING, List.of(Action.CANCEL));
        offered.put(DeploymentStatus.VERIFYING, List.of(Action.ROLLBACK));
        offered.put(DeploymentStatus.VERIFIED, List.of(Action.PROMOTE, Action.ROLLBACK, Action.DETAILS));
        offered.put(DeploymentStatus.PROMOTING, List.of(Action.ROLLBACK, Action.DETAILS));
        offered.put(DeploymentStatus.PROMOTED, List.of(Action.LINKED, Action.ROLLBACK, Action.DETAILS));
        offered.put(DeploymentStatus.ROLLING_BACK, List.of(Action.DETAILS));
        offered.put(DeploymentStatus.ROLLED_BACK, List.of(Action.DETAILS));
        offered.put(DeploymentStatus.FAILED, List.of(Action.ROLLBACK, Action.DETAILS));
        offered.put(DeploymentStatus.CANCELLED, List.of());
        offered.put(DeploymentStatus.EXPIRED, List.of(Action.ROLLBACK, Action.DETAILS));
        offered.put(
                DeploymentStatus.NEEDS_ATTENTION, List.of(Action.ADOPT, Action.RETRY, Action.GIVEUP, Action.CANCEL));
        return Collections.unmodifiableMap(offered);
    }

    static List<Button> of(Deployment d) {
        List<Button> buttons = new ArrayList<>();
        Attention attention = d.attention();
        for (Action action : OFFERED.getOrDefault(d.status(), List.of())) {
            if (attention != null && action == Action.ADOPT) {
                addCandidates(buttons, d, attention.candidates());
            } else if (makesSense(action, d)) {
                buttons.add(button(action, d));
            }
        }
        return buttons;
    }

    private static boolean makesSense(Action action, Deployment d) {
        Attention attention = d.attention();
        LinkedShip linked = d.linked();
        return switch (action) {
            case CANCEL ->
                attention == null ? d.cancelWish() == null && d.rollbackWish() == null : nothingStarted(d, attention);
            case ROLLBACK -> d.rollbackWish() == null;
            case LINKED -> linked != null && linked.state() == LinkedShip.State.BLOCKED;
            default -> true;
        };
    }

    /** Whether a person may say that nothing was started: once a run is known, that cannot be. */
    static boolean nothingStarted(Deployment d, Attention attention) {
        return attention.phase() == Phase.DEPLOY && d.deployPhase().run().isEmpty();
    }

    private static void addCandidates(List<Button> buttons, Deployment d, List<RunCandidate> candidates) {
        for (int i = 0; i < Math.min(candidates.size(), ButtonId.MAX_CHOICE); i++) {
            String label = Line.of("Adopt #" + candidates.get(i).runId());
            buttons.add(new Button(
                    new ButtonId(Action.ADOPT, i + 1, d.id()),
                    Line.cut(label, Button.MAX_LABEL_LENGTH),
                    Button.Style.PRIMARY));
        }
    }

    private static Button button(Action action, Deployment d) {
        return new Button(ButtonId.of(action, d.id()), label(action, d), style(action));
    }

    private static String label(Action action, Deployment d) {
        LinkedShip linked = d.linked();
        return switch (action) {
            case CANCEL -> d.attention() == null ? "Cancel" : "Nothing Started";
            case RETRY -> "Try Again";
            case GIVEUP -> "Give Up";
            case LINKED ->
                linked == null ? "Ship" : "Ship " + linked.environment().title();
            default ->
                action.wireName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + action.wireName().substring(1);
        };
    }

    private static Button.Style style(Action action) {
        return switch (action) {
            case PROMOTE, LINKED -> Button.Style.PRIMARY;
            case ROLLBACK, CANCEL, GIVEUP -> Button.Style.DANGER;
            default -> Button.Style.PLAIN;
        };
    }
}

package io.releaseconductor.chat;

import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.policy.ReleasePolicy;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** That people keep automation from deciding, until when, and what it would do otherwise. */
final class CardHold {

    private CardHold() {}

    static void add(CardBuilder card, Deployment d) {
        if (mayStillMatter(d)) {
            List<Decision> holds = d.holds();
            Decision last = holds.get(holds.size() - 1);
            card.decision("Held by", last, holds.size() == 1 ? "" : names(holds.subList(0, holds.size() - 1)) + ", ");
        }
        card.decision("Hold lifted by", d.lifted());
    }

    private static boolean mayStillMatter(Deployment d) {
        return d.isHeld() && (!d.settled() || d.watching() != null);
    }

    /** Whether automation may still decide it, looks being to come, and nobody keeps it from that yet. */
    static boolean wouldKeepFromDeciding(Deployment d) {
        if (d.status() == DeploymentStatus.PROMOTED) {
            return !d.isHeld() && d.watching() != null && d.rollsBackWhileWatched();
        }
        boolean undecided = !d.isHeld() && d.rollbackWish() == null && d.cancelWish() == null;
        ReleasePolicy policy = d.request().policy();
        boolean acts = d.currentWave().gate() instanceof Gate.Open
                || (policy != null && (policy.autoPromote() || (policy.autoRollback() && CardStatus.mayRollBack(d))));
        return undecided && acts && isLookToCome(d);
    }

    private static boolean isLookToCome(Deployment d) {
        return switch (d.status()) {
            case DEPLOYING, VERIFYING -> true;
            case VERIFIED -> d.currentWave().bake() instanceof Bake.Rounds;
            case PROMOTING -> d.wave() > 1 && !d.currentWave().bake().equals(Bake.NONE);
            default -> false;
        };
    }

    /** What stands in the way of automation, or null. */
    static @Nullable String obstacle(Deployment d) {
        return d.isHeld() ? "held by " + names(d) : null;
    }

    /** What the hold keeps from happening, and what happens once it is lifted. */
    static void addEffect(CardBuilder card, Deployment d) {
        if (!mayStillMatter(d) || d.status() == DeploymentStatus.ROLLING_BACK) {
            return;
        }
        boolean alone = d.holds().size() == 1;
        String why = d.standingHoldReasons().stream()
                .map(reason -> (alone ? "" : reason.hold().by().name() + ": ") + reason.reason())
                .collect(Collectors.joining("; "));
        addWhatWaits(card, d, alone);
        card.line("Held because", why);
    }

    private static void addWhatWaits(CardBuilder card, Deployment d, boolean alone) {
        String until = d.holds().stream().map(hold -> hold.by().name()).collect(Collectors.joining(" and "))
                + (alone ? " lifts the hold" : " lift their holds");
        if (d.status() == DeploymentStatus.PROMOTED) {
            card.line("✋ What fires while it is watched is only told until " + until + ".");
            return;
        }
        String next = next(d);
        card.line("✋ The policy neither promotes nor rolls back until " + until + " or somebody opens a gate."
                + (next == null
                        ? ""
                        : (alone ? " Lifting it" : " Lifting the last one") + " lets the policy " + next + "."));
    }

    private static @Nullable String next(Deployment d) {
        VerificationState state = d.currentProgress().verification();
        if (state == null || state.verdict() == null) {
            return null;
        }
        return switch (state.verdict().recommendation()) {
            case ROLL_BACK -> CardStatus.mayRollBackByItself(d) ? "roll back" : null;
            case PROMOTE -> d.toBuilder().holds(List.of()).build().promotableByPolicy() ? "promote" : null;
            case ASK -> null;
        };
    }

    static String names(Deployment d) {
        return names(d.holds());
    }

    private static String names(List<Decision> holds) {
        return holds.stream().map(hold -> hold.by().name()).collect(Collectors.joining(", "));
    }
}

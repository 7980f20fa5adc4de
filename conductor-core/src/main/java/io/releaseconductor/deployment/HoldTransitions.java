package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.policy.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps automation from deciding. Several people may, each for themselves: it decides again once all of them have taken that back,
 * or a person has opened a gate.
 */
final class HoldTransitions {

    private HoldTransitions() {}

    static LifecycleResult hold(Deployment d, DeploymentEvent.Hold event) {
        if (!automationMayDecide(d)) {
            return Change.refused("There is nothing to hold: " + Decisions.standing(d));
        }
        Decision hold = new Decision(event.by(), event.at());
        List<Decision> holds = new ArrayList<>(others(d, event.by()));
        holds.add(hold);
        List<HoldReason> reasons = reasons(d, hold, event.reason());
        List<HoldReason> over = reasons.stream()
                .filter(reason -> !holds.contains(reason.hold()))
                .toList();
        reasons.removeAll(over.subList(0, Math.max(0, over.size() - HoldReason.MOST)));
        return Change.of(d, event.at())
                .apply(b -> b.holds(holds).holdReasons(reasons).lifted(null))
                .moved();
    }

    /** Who holds it already and asks once more keeps the reason that they gave, unless they give another one. */
    private static List<HoldReason> reasons(Deployment d, Decision hold, @Nullable String given) {
        List<HoldReason> reasons = new ArrayList<>(d.holdReasons());
        String said = given == null || OneLine.of(given).isBlank() ? null : given;
        for (HoldReason standing : d.standingHoldReasons()) {
            if (standing.hold().by().isSameAs(hold.by())) {
                reasons.remove(standing);
                said = said == null ? standing.reason() : said;
            }
        }
        if (said != null) {
            reasons.add(new HoldReason(hold, said));
        }
        return reasons;
    }

    /** What has fired in the meantime, and was accepted by nobody, rolls back in the same write: nothing else would ask about it again. */
    static LifecycleResult lift(Deployment d, DeploymentEvent.Lift event) {
        List<Decision> left = others(d, event.by());
        if (!automationMayDecide(d)) {
            return Change.refused("There is no hold to lift: " + Decisions.standing(d));
        }
        if (left.size() == d.holds().size()) {
            return Change.refused(d.isHeld() ? notYours(d) : notHeld(d));
        }
        Change change = Change.of(d, event.at()).apply(b -> b.holds(left).lifted(new Decision(event.by(), event.at())));
        VerificationState fired = left.isEmpty() ? fired(d) : null;
        return fired == null ? change.moved() : VerificationTransitions.fired(d, change, fired, event.at());
    }

    private static boolean automationMayDecide(Deployment d) {
        return switch (d.status()) {
            case INITIATED, DEPLOYING, VERIFYING, VERIFIED, PROMOTING -> true;
            case PROMOTED -> d.watching() != null && d.rollsBackWhileWatched();
            default -> false;
        };
    }

    private static List<Decision> others(Deployment d, Actor by) {
        return d.holds().stream().filter(hold -> !hold.by().isSameAs(by)).toList();
    }

    /** The looks at the wave that began last, if what they found is kept from being rolled back by nothing but a hold; or null. */
    private static @Nullable VerificationState fired(Deployment d) {
        // what is watched is looked at again soon
        VerificationState state = d.settled() ? null : d.currentProgress().verification();
        return state != null && state.verdict() != null && state.verdict().recommendation() == Recommendation.ROLL_BACK
                ? state
                : null;
    }

    private static String notHeld(Deployment d) {
        Decision lifted = d.lifted();
        return lifted == null ? "Nobody holds it." : "Nobody holds it any more: lifted by " + lifted.describe() + ".";
    }

    private static String notYours(Deployment d) {
        String instead = switch (d.status()) {
            case INITIATED, DEPLOYING -> "Cancel it or roll it back";
            case VERIFIED -> "Promote it or roll it back";
            case PROMOTED -> "Roll it back";
            default -> "Roll it back, or promote it once it is verified";
        };
        return "Held by " + holders(d) + ", and only who holds it lifts that. " + instead + " to decide it yourself.";
    }

    /** Such as {@code Ada at 2023-11-12 00:02:00 UTC (load test) and Grace at 2023-11-12 00:03:00 UTC}, for messages. */
    static String holders(Deployment d) {
        return d.holds().stream()
                .map(hold -> hold.describe() + because(d, hold))
                .collect(Collectors.joining(" and "));
    }

    private static String because(Deployment d, Decision hold) {
        return d.holdReasons().stream()
                .filter(reason -> reason.hold().equals(hold))
                .map(reason -> " (" + reason.reason() + ")")
                .findFirst()
                .orElse("");
    }
}

package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look after the other at what was promoted. The deployment is settled and holds no place meanwhile. What fires is told, each rule once;
 * what a person accepted by promoting is not told again.
 */
final class WatchTransitions {

    private WatchTransitions() {}

    /** The watch that begins with a promotion, or null where there is none. */
    static @Nullable WatchState begin(Deployment d, Instant at) {
        return d.request().watch().isOff() ? null : WatchState.begin(at);
    }

    static LifecycleResult looked(Deployment d, DeploymentEvent.WatchLooked event) {
        WatchState state = d.watching();
        Watch watch = d.request().watch();
        if (state == null || !state.due(watch).equals(event.due())) {
            return over();
        }
        Verification result =
                BaselineTransitions.marked(d, d.currentProgress().phase().phase(), event.result(), event.at());
        WatchState counted = state.looked(watch, result.startedAt(), result.hasData());
        List<RuleResult> fired = fired(d, result);
        List<RuleResult> news =
                fired.stream().filter(rule -> !counted.hasFired(rule)).toList();
        WatchState seen = counted.with(shown(d, state, result), news);
        Change change = Change.of(d, event.at());
        ShadowTransitions.watched(d, change, fired, event.at());
        Rollback rollback = fired.isEmpty() ? null : rollbackByItself(d, fired, event.at());
        if (rollback != null) {
            return Endings.rollBack(d, change.apply(b -> b.watch(seen)), rollback, event.at());
        }
        if (!news.isEmpty()) {
            tell(d, change, news);
        }
        return endedIfOver(d, change, seen, event.at());
    }

    /** What rolls it back without anybody being asked, where it was shipped so; null while a person holds it, and where there is no way. */
    private static @Nullable Rollback rollbackByItself(Deployment d, List<RuleResult> fired, Instant at) {
        return d.rollsBackWhileWatched() && !d.isHeld()
                ? Endings.policyRollbackOf(d, RuleResult.names(fired) + " while watched", at)
                : null;
    }

    /** What has to stand for a while before it is shipped on has not. */
    private static void tell(Deployment d, Change change, List<RuleResult> news) {
        String told = "Fired while watched: " + RuleResult.describe(news) + whyNotByItself(d);
        LinkedShip soaking = d.soaking();
        if (soaking == null) {
            change.alert(AlertKind.WATCH_FIRED, told);
        } else {
            change.alert(AlertKind.WATCH_FIRED, told + "; not shipped to " + soaking.environment())
                    .apply(b -> b.linked(soaking.blocked(RuleResult.names(news) + " fired while it was watched")));
        }
    }

    private static String whyNotByItself(Deployment d) {
        if (!d.request().watch().rollsBack()) {
            return "";
        }
        if (d.isHeld()) {
            return "; not rolled back by itself: held by " + HoldTransitions.holders(d);
        }
        return Endings.isLeftToAPerson(d) ? "; its rollback is " + Endings.whyLeftToAPerson(d) : "";
    }

    /** A look that no node took in time is missing. */
    static LifecycleResult missed(Deployment d, DeploymentEvent.DeadlinePassed event) {
        WatchState state = d.watching();
        Watch watch = d.request().watch();
        Instant missedBy = event.at().minus(event.limit());
        return state == null || missedBy.isBefore(state.due(watch))
                ? DeadlineTransitions.tooLate(event)
                : endedIfOver(d, Change.of(d, event.at()), state.advanced(watch, missedBy), event.at());
    }

    static LifecycleResult superseded(Deployment d, DeploymentEvent.WatchSuperseded event) {
        WatchState state = d.watching();
        return state == null
                ? over()
                : Change.of(d, event.at())
                        .apply(b ->
                                b.watch(state.ended(new WatchEnd(WatchEnd.Reason.NEWER, event.at(), event.newer()))))
                        .moved();
    }

    private static LifecycleResult over() {
        return Change.refused("That look is over.");
    }

    private static LifecycleResult endedIfOver(Deployment d, Change change, WatchState seen, Instant at) {
        Watch watch = d.request().watch();
        if (seen.upTo().isBefore(watch.until(seen.startedAt()))) {
            return change.apply(b -> b.watch(seen)).moved();
        }
        boolean wide = seen.hasWideGaps();
        if (wide) {
            change.alert(
                    AlertKind.NOT_VERIFIED,
                    "Not watched to the end: " + seen.gaps() + " of " + seen.expected() + " looks are missing");
        }
        WatchEnd end = new WatchEnd(wide ? WatchEnd.Reason.INTERRUPTED : WatchEnd.Reason.DONE, at, null);
        return change.apply(b -> b.watch(seen.ended(end))).moved();
    }

    /** The triggers that fire and that nobody has accepted. */
    private static List<RuleResult> fired(Deployment d, Verification result) {
        ReleasePolicy policy = d.request().policy();
        if (policy == null) {
            return List.of();
        }
        Verdict verdict = policy.judge(result);
        return Accepted.withoutThoseOfPromotion(d, result, verdict);
    }

    /** What comes out as before changes no card. */
    private static Verification shown(Deployment d, WatchState before, Verification result) {
        Verification shown = before.result();
        return shown != null && RoundTransitions.standings(d, shown).equals(RoundTransitions.standings(d, result))
                ? shown
                : BaselineLook.kept(result);
    }
}

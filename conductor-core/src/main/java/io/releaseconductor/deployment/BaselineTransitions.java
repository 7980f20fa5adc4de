package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The look at what is there before the first intent, and what it excuses: the same check that fails at the same address for the same
 * reason, where what was seen then is what a rollback would return to. Nothing else.
 */
final class BaselineTransitions {

    /** The verification after a rollback is excused by a look that is younger than this. */
    private static final Duration RECENT = Duration.ofHours(1);

    private static final String STALE =
            "it was older than " + BaselineLook.FRESH.toMinutes() + " minutes when the workflow was started";

    private BaselineTransitions() {}

    static LifecycleResult looked(Deployment d, DeploymentEvent.BaselineLooked event) {
        BaselineLook pending = d.pendingBaseline();
        if (pending == null || !pending.startedAt().equals(event.startedAt())) {
            return over();
        }
        return Change.of(d, event.at())
                .apply(b -> b.baseline(pending.found(event.result(), event.running())))
                .moved();
    }

    static LifecycleResult missed(Deployment d, DeploymentEvent.BaselineMissed event) {
        BaselineLook pending = d.pendingBaseline();
        if (pending == null || !pending.startedAt().equals(event.startedAt())) {
            return over();
        }
        return Change.of(d, event.at())
                .apply(b -> b.baseline(pending.without(event.reason())))
                .moved();
    }

    private static LifecycleResult over() {
        return Change.refused("That baseline look is over.");
    }

    /** What is known at the first intent: what was seen too long before it says nothing. */
    static @Nullable BaselineLook atIntent(@Nullable BaselineLook look, Instant at) {
        return look != null && look.isStaleAt(at) ? look.without(STALE) : look;
    }

    /** Taken anew where the first intent was certainly not sent and has to wait. */
    static @Nullable BaselineLook again(@Nullable BaselineLook look, Instant readyAt) {
        return look != null && look.isStaleAt(readyAt) ? BaselineLook.begin(readyAt, look.limit()) : look;
    }

    /** The results, in which each failure that was there before is marked. */
    static Verification marked(Deployment d, Phase phase, Verification result, Instant at) {
        BaselineLook look = d.baseline();
        Verification before = look == null ? null : look.result();
        if (look == null || before == null || !saysSomethingOf(d, look, phase, at)) {
            return result;
        }
        return new Verification(
                result.startedAt(),
                result.finishedAt(),
                result.results().stream()
                        .map(check -> isAlike(before.result(check.id()), check) ? check.asAlreadySo() : check)
                        .toList());
    }

    /** Only what a rollback would return to excuses anything: what else ran before may be as ill as what runs now. */
    private static boolean saysSomethingOf(Deployment d, BaselineLook look, Phase phase, Instant at) {
        String seen = look.version();
        if (seen == null) {
            return false;
        }
        Rollback rollback = d.rollback();
        if (phase != Phase.ROLL_BACK || rollback == null) {
            return seen.equals(d.previousVersion());
        }
        return seen.equals(rollback.version())
                && Duration.between(look.startedAt(), at).compareTo(RECENT) < 0;
    }

    private static boolean isAlike(Optional<CheckResult> before, CompletedCheck now) {
        return before.filter(then -> isAlike(then, now.result())).isPresent();
    }

    /**
     * Silence is never alike: that nothing answers may have another reason each time. Nor is what a check found where it does not say at
     * which address.
     */
    private static boolean isAlike(CheckResult then, CheckResult now) {
        return then.status() == CheckStatus.FAIL
                && now.status() == CheckStatus.FAIL
                && !then.unanswered()
                && !now.unanswered()
                && then.link() != null
                && then.link().equals(now.link())
                && Objects.equals(then.kind(), now.kind());
    }
}

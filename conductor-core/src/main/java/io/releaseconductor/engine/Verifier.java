package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationKey;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the checks that a deployment was shipped under. What becomes of their results, the lifecycle says. */
final class Verifier {

    private final EngineParts parts;
    private final VerificationRunner runner;
    private final Reachability reachability;
    private final Freezing freezing;

    Verifier(EngineParts parts, Callbacks callbacks) {
        this.parts = parts;
        this.freezing = new Freezing(parts);
        this.reachability = new Reachability(parts, callbacks.workflows());
        this.runner =
                new VerificationRunner(parts.clock(), VerificationRunner.DEFAULT_MAX_STUCK_PER_CHECK, parts.threads());
    }

    Verification verify(Deployment about, VerificationKey verification, VerificationRunner.Progress progress)
            throws InterruptedException {
        Phase phase = verification.phase();
        Deployment d = freezing.frozen(about);
        List<Check> checks = known(d);
        boolean rolledBack = phase == Phase.ROLL_BACK;
        CheckContext context = new CheckContext(
                d.id(),
                d.environment(),
                d.request().strategy(),
                phase,
                rolledBack ? 0 : d.wave(),
                rolledBack ? null : d.currentWave().reach(),
                served(d, phase),
                limit(d));
        // a round is asked again by the next one
        Recheck recheck = verification.isRound()
                ? Recheck.NEVER
                : new Recheck(settling(d, phase), decisive(d), lagging(d, phase), true);
        Verification found = runner.run(checks, context, recheck, progress);
        if (verification.isRound() && found.isSilent() && !settling(d, phase).isZero()) {
            return Silence.whileStarting(found);
        }
        return reached(d, phase, found);
    }

    private Verification reached(Deployment d, Phase phase, Verification found) {
        PhaseProgress ofRun = d.progress(phase);
        Optional<WorkflowRun> run = ofRun == null ? Optional.empty() : ofRun.run();
        return run.isPresent() ? reachability.judged(d.id(), found, run.get()) : found;
    }

    /** What the checks find of all that was promoted. What fires is confirmed as after a run; nothing need be given time to start. */
    Verification after(Deployment about) throws InterruptedException {
        Deployment d = freezing.frozen(about);
        Phase phase = d.currentProgress().phase().phase();
        CheckContext context = new CheckContext(
                d.id(),
                d.environment(),
                d.request().strategy(),
                phase,
                d.wave(),
                Reach.ALL,
                served(d, phase),
                limit(d));
        Recheck recheck = new Recheck(Duration.ZERO, decisive(d));
        return reached(d, phase, runner.run(known(d), context, recheck, (done, total, settling) -> {}));
    }

    /** What the checks of a deployment find before anything of it is started. */
    Verification before(Deployment about, BaselineLook look) throws InterruptedException {
        Deployment d = freezing.frozen(about);
        CheckContext context = new CheckContext(
                d.id(),
                d.environment(),
                d.request().strategy(),
                Phase.DEPLOY,
                0,
                Reach.ALL,
                d.request().previousVersion(),
                most(look));
        return runner.run(known(d), context, Recheck.EVERY_FAILURE, (done, total, settling) -> {});
    }

    /**
     * A little less than there is, so that a check that hangs does not take the others' results with it. Where by this node's clock nothing
     * is left, that is ahead.
     */
    private Duration most(BaselineLook look) {
        Duration left = Duration.between(parts.clock().instant(), look.until());
        Duration most = left.isNegative() || left.isZero() ? look.limit() : left;
        return most.minus(most.dividedBy(10));
    }

    /** How long a verification may take in all. */
    Duration longest(Deployment d) {
        ResolvedSettings settings = parts.environments().get(d.environment());
        return settings == null ? limit(d) : limit(d).multipliedBy(2).plus(settings.settling());
    }

    private Duration limit(Deployment d) {
        ResolvedSettings settings = parts.environments().get(d.environment());
        return settings == null ? Duration.ofSeconds(30) : settings.verificationLimit();
    }

    /** What is left of the time to settle, which counts from the end of the run, whoever has begun to verify since. */
    private Duration settling(Deployment d, Phase phase) {
        ResolvedSettings settings = parts.environments().get(d.environment());
        VerificationState state = d.verification(phase);
        if (settings == null || state == null) {
            return Duration.ZERO;
        }
        Duration left =
                Duration.between(parts.clock().instant(), state.startedAt().plus(settings.settling()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(settings.settling()) > 0 ? settings.settling() : left;
    }

    /** What should be served now. */
    private static @Nullable String served(Deployment d, Phase phase) {
        Rollback rollback = d.rollback();
        return phase == Phase.ROLL_BACK && rollback != null ? rollback.version() : d.version();
    }

    /** The failures by which something would be done about a deployment, by the policy that it was shipped under. */
    private static Function<Verification, Set<String>> decisive(Deployment d) {
        ReleasePolicy policy = d.request().policy();
        return policy == null ? verification -> Set.of() : policy::decisive;
    }

    /** After a rollback the version that was to go may answer for a while. */
    private static Predicate<CheckResult> lagging(Deployment d, Phase phase) {
        return result -> phase == Phase.ROLL_BACK
                && result.answeredBy().filter(d::wasToGo).isPresent();
    }

    /** What this node lacks to verify a deployment, for people; null if it lacks nothing. */
    @Nullable
    String lacks(Deployment d) {
        ResolvedSettings settings = parts.environments().get(d.environment());
        if (settings == null) {
            return "environment " + d.environment();
        }
        List<String> wanted = d.request().checks();
        if (wanted == null || settings.checkIds().containsAll(wanted)) {
            return null;
        }
        return wanted.stream()
                .filter(id -> !settings.checkIds().contains(id))
                .collect(Collectors.joining(", ", "of its checks ", ""));
    }

    private List<Check> known(Deployment d) {
        List<Check> checks = checks(d);
        if (checks == null) {
            throw new IllegalStateException(d.id() + ": this node has not all of its checks");
        }
        return checks;
    }

    /** The checks that it was shipped under, or null if this node does not have them all. */
    private @Nullable List<Check> checks(Deployment d) {
        ResolvedSettings settings = parts.environments().get(d.environment());
        if (settings == null || lacks(d) != null) {
            return null;
        }
        List<String> wanted = d.request().checks();
        return wanted == null
                ? settings.checks()
                : settings.checks().stream()
                        .filter(check -> wanted.contains(check.id()))
                        .toList();
    }
}

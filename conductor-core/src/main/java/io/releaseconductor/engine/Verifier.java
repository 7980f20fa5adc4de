package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the checks of a deployment's environment and lets its policy judge them. */
final class Verifier {

    private final EngineParts parts;
    private final VerificationRunner runner;
    private final Reachability reachability;

    Verifier(EngineParts parts, Callbacks callbacks) {
        this.parts = parts;
        this.reachability = new Reachability(parts, callbacks.workflows());
        this.runner =
                new VerificationRunner(parts.clock(), VerificationRunner.DEFAULT_MAX_STUCK_PER_CHECK, parts.threads());
    }

    Verification verify(Deployment d, Phase phase, VerificationRunner.Progress progress) throws InterruptedException {
        ResolvedSettings settings = parts.environments().get(d.environment());
        List<Check> checks = settings == null ? List.of() : settings.checks();
        CheckContext context =
                new CheckContext(d.id(), d.environment(), d.request().strategy(), phase, served(d, phase), limit(d));
        Verification verification =
                runner.run(checks, context, new Recheck(settling(d, phase), policy(d)::decisive), progress);
        PhaseProgress ofRun = d.progress(phase);
        Optional<WorkflowRun> run = ofRun == null ? Optional.empty() : ofRun.run();
        return run.isPresent() ? reachability.judged(d.id(), verification, run.get()) : verification;
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

    Verdict judge(Deployment d, Verification verification) {
        return policy(d).judge(verification);
    }

    private ReleasePolicy policy(Deployment d) {
        ResolvedSettings settings = parts.environments().get(d.environment());
        return settings == null ? ReleasePolicy.DEFAULT : settings.policy();
    }
}

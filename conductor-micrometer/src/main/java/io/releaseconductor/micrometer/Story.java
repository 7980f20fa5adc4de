package io.releaseconductor.micrometer;

import io.micrometer.common.KeyValues;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.Observation;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Restraint;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells from a settled deployment's record what happened when. */
final class Story {

    private final Deployment d;
    private final List<Stretch> parts = new ArrayList<>();

    private Story(Deployment d) {
        this.d = d;
    }

    /** {@return the whole of a settled deployment, from when it was shipped to where it settled last} */
    static Stretch of(Deployment d) {
        return new Story(d).whole();
    }

    private Stretch whole() {
        begin();
        for (int i = 0; i < d.waves().size(); i++) {
            wave(d.waves().get(i), i + 1 < d.waves().size() ? d.waves().get(i + 1) : null);
        }
        PhaseProgress rollback = d.rollbackPhase();
        if (rollback != null && d.rollback() != null) {
            phase(rollback, null);
        }
        VerificationState verified = d.rollbackVerification();
        if (verified != null) {
            verification("rollback", verified, d.statusSince());
        }
        parts.sort(Comparator.comparing(Stretch::from));
        String outcome = d.status().wireName();
        boolean ill = d.status() == DeploymentStatus.FAILED || d.status() == DeploymentStatus.ROLLED_BACK;
        String version = d.version();
        KeyValues identity = KeyValues.of("deployment.id", d.id().value());
        return Stretch.of(
                        "deployment",
                        "ship " + d.environment().name(),
                        d.request().initiatedAt(),
                        d.statusSince(),
                        KeyValues.of(
                                "environment",
                                d.environment().name(),
                                "strategy",
                                d.request().strategy().wireName(),
                                "outcome",
                                outcome))
                .with(version == null ? identity : identity.and("version", version))
                .failing(ill ? outcome : null)
                .with(parts);
    }

    private void begin() {
        AdmissionState admission = d.admission();
        if (admission != null) {
            Instant admitted = admission.admittedAt();
            wait("admission", admission.since(), admitted == null ? d.statusSince() : admitted);
        }
        Restraint restraint = d.restraint();
        if (restraint != null) {
            Instant over = restraint.overAt();
            wait("restraint", restraint.since(), over == null ? d.statusSince() : over);
        }
        BaselineLook baseline = d.baseline();
        Verification before = baseline == null ? null : baseline.result();
        if (before != null) {
            parts.add(look("baseline", before.startedAt(), before.finishedAt(), before, null));
        }
    }

    private void wave(WaveProgress wave, @Nullable WaveProgress next) {
        Instant over = next != null ? next.begun().at() : endOfLastWave();
        phase(wave.phase(), over);
        VerificationState state = wave.verification();
        if (state != null) {
            Instant seen = verification(wave.phase().phase().wireName(), state, over);
            if (seen.isBefore(over)) {
                wait("decision", seen, over);
            }
        }
    }

    private Instant endOfLastWave() {
        Instant promoted = d.promotedAt();
        Rollback rollback = d.rollback();
        return promoted != null
                ? promoted
                : rollback != null ? rollback.decision().at() : d.statusSince();
    }

    private void phase(PhaseProgress phase, @Nullable Instant over) {
        Stage.Concluded end = Runs.end(phase);
        Instant from = Runs.begin(d, phase);
        String outcome = end != null ? Runs.outcome(end) : startedNothing(phase) ? "not_started" : "not_known";
        String name = phase.phase().wireName();
        parts.add(Stretch.of(
                        "phase",
                        phase.attempt().phaseName(),
                        from,
                        end != null ? end.at() : notConcluded(phase, over),
                        KeyValues.of("phase", name, "outcome", outcome))
                .failing(outcome.equals("success") ? null : outcome));
    }

    private boolean startedNothing(PhaseProgress phase) {
        Failure failure = d.failure();
        boolean refused =
                failure != null && failure.phase() == phase.phase() && failure.kind() == Failure.Kind.NOT_STARTED;
        return refused || d.status() == DeploymentStatus.CANCELLED;
    }

    private Instant notConcluded(PhaseProgress phase, @Nullable Instant over) {
        Failure failure = d.failure();
        if (failure != null && failure.phase() == phase.phase()) {
            return failure.at();
        }
        return over == null ? d.statusSince() : over;
    }

    /** Returns when its results were there. */
    private Instant verification(String phase, VerificationState state, Instant over) {
        Verification result = state.result();
        Observation rounds = state.observation();
        Instant end = result == null ? over : result.finishedAt();
        if (rounds != null && rounds.upTo().isAfter(end)) {
            end = rounds.upTo();
        }
        Instant seen = end.isAfter(over) ? over : end;
        Verified.Outcome outcome = Verified.outcome(state);
        String word = outcome.word();
        parts.add(
                result == null
                        ? verified(phase, state.startedAt(), seen, word)
                        : look(phase, state.startedAt(), seen, result, word)
                                .failing(outcome == Verified.Outcome.FAILED ? word : null));
        return seen;
    }

    private static Stretch verified(String phase, Instant from, Instant to, @Nullable String outcome) {
        KeyValues few = KeyValues.of("phase", phase);
        return Stretch.of(
                "verification", "verify " + phase, from, to, outcome == null ? few : few.and("outcome", outcome));
    }

    private static Stretch look(String phase, Instant from, Instant to, Verification result, @Nullable String outcome) {
        return verified(phase, from, to, outcome)
                .with(result.results().stream()
                        .map(check -> check(check, result))
                        .toList());
    }

    /** All checks begin together; how long one took is what it measured, where it did. */
    private static Stretch check(CompletedCheck check, Verification result) {
        Duration latency = check.result().latency();
        Instant from = result.startedAt();
        return Stretch.of(
                        "check",
                        "check " + check.id(),
                        from,
                        latency == null ? result.finishedAt() : from.plus(latency),
                        KeyValues.of(
                                "check", check.id(), "outcome", check.status().wireName()))
                .failing(check.status() == CheckStatus.FAIL ? check.status().wireName() : null);
    }

    private void wait(String what, Instant from, Instant to) {
        parts.add(Stretch.of("wait", "wait for " + what, from, to, KeyValues.of("wait", what)));
    }
}

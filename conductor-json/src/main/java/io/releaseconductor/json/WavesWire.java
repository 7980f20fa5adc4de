package io.releaseconductor.json;

import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.Approval;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a deployment. In format 1 the waves are its phases {@code deploy} and {@code promote}, whose other parts stand in the
 * record itself: the run of the first one, its verification, and the promotion with which the second one began. In format 2 they are a
 * list, each with all of its own, and the spec's fields tell of the last one besides.
 */
final class WavesWire {

    private static final String NUMBER = "number";

    private WavesWire() {}

    /**
     * What is read.
     *
     * @param waves the waves
     * @param rollback the roll-back phase, or null before it began
     */
    record Phases(List<WaveProgress> waves, @Nullable PhaseProgress rollback) {}

    private static boolean isOfFormat1(Deployment d) {
        return PlanWire.isOfFormat1(d.request().plan());
    }

    static void writePhases(JsonOut out, Deployment d) {
        if (isOfFormat1(d)) {
            requireReach(d);
            out.object(Phase.DEPLOY.wireName(), d.deployPhase(), PhaseWire::writeState)
                    .object(Phase.PROMOTE.wireName(), d.progress(Phase.PROMOTE), PhaseWire::write);
        }
        out.object(Phase.ROLL_BACK.wireName(), d.rollbackPhase(), PhaseWire::write);
    }

    static List<WaveProgress> besidePhases(Deployment d) {
        requireReach(d);
        return isOfFormat1(d) ? List.of() : d.waves();
    }

    static void write(JsonOut out, Deployment d, WaveProgress wave) {
        VerificationState verification = wave.verification();
        if (isAfterSkipped(d, wave)) {
            out.number(NUMBER, wave.number());
        }
        out.object("begun", wave.begun(), ActorWire::write)
                .list("approvals", wave.approvals(), WavesWire::writeApproval)
                .list("fully", wave.fully(), WavesWire::writeApproval)
                .object("phase", wave.phase(), PhaseWire::write)
                .object("verification", verification, VerificationWire::write)
                .object(
                        "verification_results",
                        VerificationWire.resultsOf(verification),
                        VerificationWire::writeResults);
    }

    /** Waves are skipped on the way to the last one only. */
    private static boolean isAfterSkipped(Deployment d, WaveProgress wave) {
        return wave.number() > d.waves().size();
    }

    /** In format 2 it stands in its wave. */
    static @Nullable VerificationState verificationBeside(Deployment d) {
        return isOfFormat1(d) ? d.verification() : null;
    }

    /** The run that the spec's fields tell of. */
    static @Nullable WorkflowRun runOfRecord(Deployment d) {
        PhaseProgress phase =
                isOfFormat1(d) ? d.deployPhase() : d.currentProgress().phase();
        return phase.run().orElse(null);
    }

    /** How far the intent of a wave reaches follows from the plan, and is not written beside it. */
    private static void requireReach(Deployment d) {
        RolloutPlan plan = d.request().plan();
        for (WaveProgress wave : d.waves()) {
            DispatchIntent intent = wave.phase().intent().orElse(null);
            int number = wave.phase().attempt().wave();
            if (intent != null
                    && (!plan.wave(number).reach().equals(intent.reach())
                            || plan.isLast(number) != intent.lastWave()
                            || !intent.attempt().isOfSamePhase(wave.phase().attempt()))) {
                throw new IllegalArgumentException("deployment " + d.id() + ": the intent of " + intent.attempt()
                        + " does not reach as far as its plan says");
            }
        }
    }

    static Phases read(JsonIn in, DeployRequest request, @Nullable Decision promotion) {
        return PlanWire.isOfFormat1(request.plan())
                ? readPhases(in, request, promotion)
                : readWaves(in, request.plan());
    }

    private static Phases readPhases(JsonIn in, DeployRequest request, @Nullable Decision promotion) {
        RunWire.Identity run = new RunWire.Identity(in.filledIdOrNull("workflow_run_id"), in.uri("workflow_run_url"));
        List<CompletedCheck> results = in.objectOrNull("verification_results", VerificationWire::readResults);
        VerificationState verification = VerificationWire.readBeside(in, "verification", results);
        Decision begun = new Decision(request.initiatedBy(), request.initiatedAt());
        Phases phases = in.object("phases", p -> {
            List<WaveProgress> waves = new ArrayList<>();
            PhaseProgress deploy = readPhase(p, request.plan(), Phase.DEPLOY, run);
            if (deploy != null) {
                waves.add(new WaveProgress(begun, deploy, verification));
            }
            PhaseProgress promote = readPhase(p, request.plan(), Phase.PROMOTE, null);
            if (promote != null) {
                if (promotion == null) {
                    throw p.corrupt(Phase.PROMOTE.wireName(), "is there, but no promotion");
                }
                waves.add(new WaveProgress(promotion, promote, null));
            }
            return new Phases(waves, readPhase(p, request.plan(), Phase.ROLL_BACK, null));
        });
        if (phases.waves().isEmpty() || phases.waves().get(0).phase().phase() != Phase.DEPLOY) {
            throw in.corrupt("phases", "has no deploy phase");
        }
        boolean known = phases.waves().get(0).phase().run().isPresent();
        if (!known && (run.id() != null || run.url() != null)) {
            throw in.corrupt("workflow_run_id", "is there, or its url is, but the deploy phase has no run yet");
        }
        return phases;
    }

    private static @Nullable PhaseProgress readPhase(
            JsonIn in, RolloutPlan plan, Phase phase, RunWire.@Nullable Identity identity) {
        Attempt first = Attempt.of(phase, 1);
        if (first.wave() > plan.waves().size()) {
            in.mustLack(phase.wireName(), "the rollout has one wave");
            return null;
        }
        return in.objectOrNull(phase.wireName(), p -> PhaseWire.read(p, new PhaseWire.Place(first, plan, identity)));
    }

    /** What the spec's fields tell of the last wave is looked at and left: it is written anew from the list. */
    private static Phases readWaves(JsonIn in, RolloutPlan plan) {
        in.filledIdOrNull("workflow_run_id");
        in.uri("workflow_run_url");
        in.objectOrNull("verification_results", VerificationWire::readResults);
        int[] number = {0};
        List<WaveProgress> waves = in.list("waves", w -> {
            number[0] = readNumber(w, plan, number[0] + 1);
            return readWave(w, plan, number[0]);
        });
        if (waves.isEmpty()) {
            throw in.corrupt(
                    "waves",
                    "is missing or empty; allowed: 1 to " + plan.waves().size());
        }
        PhaseProgress rollback = in.object("phases", p -> readPhase(p, plan, Phase.ROLL_BACK, null));
        return new Phases(waves, rollback);
    }

    /** It stands there only where waves before it were skipped. */
    private static int readNumber(JsonIn in, RolloutPlan plan, int place) {
        if (!in.has(NUMBER)) {
            return place;
        }
        int last = plan.waves().size();
        if (place == 1 || place >= last) {
            throw in.corrupt(NUMBER, "is there, but no wave before it can have been skipped");
        }
        return (int) in.number(NUMBER, last, last);
    }

    private static WaveProgress readWave(JsonIn in, RolloutPlan plan, int number) {
        if (number > plan.waves().size()) {
            throw in.corrupt(
                    "phase",
                    "is of wave " + number + "; allowed: 1 to " + plan.waves().size());
        }
        PhaseWire.Place place = new PhaseWire.Place(Attempt.ofWave(number, 1), plan, null);
        List<CompletedCheck> results = in.objectOrNull("verification_results", VerificationWire::readResults);
        return new WaveProgress(
                in.object("begun", ActorWire::readDecision),
                in.object("phase", p -> PhaseWire.read(p, place)),
                VerificationWire.readBeside(in, "verification", results),
                in.list("approvals", WavesWire::readApproval),
                in.list("fully", WavesWire::readApproval));
    }

    private static void writeApproval(JsonOut out, Approval approval) {
        ActorWire.write(out, approval.decision());
        out.texts("groups", approval.groups().stream().sorted().toList());
    }

    private static Approval readApproval(JsonIn in) {
        return new Approval(ActorWire.readDecision(in), Set.copyOf(in.texts("groups")));
    }
}

package io.releaseconductor.json;

import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A phase, its attempt and the stage that the attempt has come to. The stage's fields stand in the phase's own object. */
final class PhaseWire {

    private static final String READY = "ready";
    private static final String SENDING = "sending";
    private static final String LOCATING = "locating";
    private static final String RUNNING = "running";
    private static final String CONCLUDED = "concluded";

    private PhaseWire() {}

    /** Writes a phase with all of its run. */
    static void write(JsonOut out, PhaseProgress progress) {
        write(out, progress, RunWire::write);
    }

    /** Writes a phase whose run's id and page stand elsewhere in the record. */
    static void writeState(JsonOut out, PhaseProgress progress) {
        write(out, progress, RunWire::writeState);
    }

    private static void write(JsonOut out, PhaseProgress progress, BiConsumer<JsonOut, WorkflowRun> run) {
        out.time("started_at", progress.startedAt())
                .time("worked_since", progress.workedSince())
                .number("attempt", progress.attempt().number());
        Stage stage = progress.stage();
        if (stage instanceof Stage.Ready ready) {
            out.text("stage", READY).time("not_before", ready.notBefore()).text("problem", ready.problem());
        } else if (stage instanceof Stage.Sending sending) {
            out.text("stage", SENDING).object("intent", sending.intent(), PhaseWire::writeIntent);
        } else if (stage instanceof Stage.Locating locating) {
            out.text("stage", LOCATING)
                    .time("since", locating.since())
                    .time("not_before", locating.notBefore())
                    .flag("accepted", locating.accepted())
                    .text("reason", locating.reason())
                    .list("candidates", locating.candidates(), RunWire::write)
                    .object("intent", locating.intent(), PhaseWire::writeIntent);
        } else if (stage instanceof Stage.Running running) {
            out.text("stage", RUNNING)
                    .time("since", running.since())
                    .time("seen_at", running.seenAt())
                    .time("look_again_at", running.lookAgainAt())
                    .text("problem", running.problem())
                    .object("cancelling", running.cancelling(), PhaseWire::writeCancelling);
            out.object("run", running.run(), run);
        } else if (stage instanceof Stage.Concluded concluded) {
            out.text("stage", CONCLUDED)
                    .time("concluded_at", concluded.at())
                    .time("look_again_at", concluded.lookAgainAt());
            out.object("run", concluded.run(), run);
        } else {
            throw new IllegalArgumentException(
                    "stage " + stage.getClass().getSimpleName() + " has no form on the wire");
        }
    }

    /**
     * What a phase is read as.
     *
     * @param first its first attempt
     * @param plan the plan of its deployment
     * @param identity of its run, where that stands elsewhere in the record; null where the run has it with it
     */
    record Place(Attempt first, RolloutPlan plan, RunWire.@Nullable Identity identity) {}

    static PhaseProgress read(JsonIn in, Place place) {
        Instant startedAt = in.time("started_at");
        Attempt attempt = new Attempt(place.first().phase(), place.first().wave(), in.count("attempt", 1));
        return new PhaseProgress(attempt, startedAt, in.timeOrNull("worked_since"), readStage(in, place));
    }

    private static Stage readStage(JsonIn in, Place place) {
        String stage = in.text("stage");
        return switch (stage) {
            case READY -> new Stage.Ready(in.time("not_before"), in.textOrNull("problem"));
            case SENDING -> new Stage.Sending(in.object("intent", i -> readIntent(i, place)));
            case LOCATING ->
                new Stage.Locating(
                        in.object("intent", i -> readIntent(i, place)),
                        in.time("since"),
                        in.time("not_before"),
                        in.flag("accepted"),
                        in.text("reason"),
                        in.list("candidates", RunWire::readCandidate));
            case RUNNING ->
                new Stage.Running(
                        readRun(in, place.identity()),
                        in.time("since"),
                        in.time("seen_at"),
                        in.timeOrNull("look_again_at"),
                        in.textOrNull("problem"),
                        in.objectOrNull("cancelling", PhaseWire::readCancelling));
            case CONCLUDED ->
                new Stage.Concluded(
                        readRun(in, place.identity()), in.time("concluded_at"), in.timeOrNull("look_again_at"));
            default ->
                throw in.corrupt(
                        "stage", "is none of " + String.join(", ", READY, SENDING, LOCATING, RUNNING, CONCLUDED));
        };
    }

    private static WorkflowRun readRun(JsonIn in, RunWire.@Nullable Identity identity) {
        if (identity == null) {
            return in.object("run", RunWire::read);
        }
        String id = identity.id();
        if (id == null) {
            throw in.corrupt("run", "is there, but the record's workflow_run_id is missing");
        }
        return in.object("run", run -> RunWire.readState(run, id, identity.url()));
    }

    private static void writeCancelling(JsonOut out, Stage.Cancelling cancelling) {
        out.text("reason", cancelling.reason())
                .time("since", cancelling.since())
                .time("not_before", cancelling.notBefore())
                .number("asked", cancelling.asked());
    }

    private static Stage.Cancelling readCancelling(JsonIn in) {
        return new Stage.Cancelling(
                in.text("reason"), in.time("since"), in.time("not_before"), in.count("asked", Integer.MIN_VALUE));
    }

    private static void writeIntent(JsonOut out, DispatchIntent intent) {
        out.text("deploy_id", intent.deployment().value())
                .word("phase", intent.phase(), WireNames.PHASE)
                .number("attempt", intent.attempt().number())
                .text("env", intent.environment().name())
                .word("strategy", intent.strategy(), WireNames.STRATEGY)
                .word("rollout", intent.rollout(), WireNames.ROLLOUT)
                .text("ref", intent.ref())
                .text("version", intent.version())
                .word("method", intent.method(), WireNames.METHOD)
                .time("intended_at", intent.intendedAt())
                .time("valid_until", intent.validUntil())
                .text("initiated_by", intent.initiatedBy());
    }

    /** How far it reaches follows from the plan. */
    private static DispatchIntent readIntent(JsonIn in, Place place) {
        Phase phase = in.word("phase", WireNames.PHASE);
        Attempt first = place.first();
        if (phase != first.phase()) {
            throw in.corrupt(
                    "phase",
                    "is not the one that the intent belongs to; allowed: "
                            + first.phase().wireName());
        }
        boolean rollsBack = phase == Phase.ROLL_BACK;
        RollbackMethod method = in.wordOrNull("method", WireNames.METHOD);
        if ((phase == Phase.ROLL_BACK) != (method != null)) {
            throw in.corrupt(
                    "method",
                    "is " + (method == null ? "missing" : "there") + "; allowed: if and only if the phase is rollback");
        }
        Instant intendedAt = in.time("intended_at");
        Instant validUntil = in.time("valid_until");
        if (validUntil.isBefore(intendedAt)) {
            throw in.corrupt("valid_until", "is before intended_at");
        }
        return new DispatchIntent(
                in.deployId("deploy_id"),
                new Attempt(phase, first.wave(), in.count("attempt", 1)),
                in.environment("env"),
                in.word("strategy", WireNames.STRATEGY),
                in.word("rollout", WireNames.ROLLOUT),
                rollsBack ? null : place.plan().wave(first.wave()).reach(),
                !rollsBack && place.plan().isLast(first.wave()),
                in.textOrNull("ref"),
                in.textOrNull("version"),
                method,
                intendedAt,
                validUntil,
                in.textOrNull("initiated_by"));
    }
}

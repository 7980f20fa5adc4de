package io.releaseconductor.json;

import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A phase, its attempt and the stage that the attempt has come to. The stage's fields stand in the phase's own object. */
final class PhaseWire {

    private static final String READY = "ready";
    private static final String SENDING = "sending";
    private static final String LOCATING = "locating";
    private static final String RUNNING = "running";
    private static final String CONCLUDED = "concluded";

    private PhaseWire() {}

    static void write(JsonOut out, PhaseProgress progress) {
        out.time("started_at", progress.startedAt()).number("attempt", progress.attempt());
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
            writeRun(out, progress.phase(), running.run());
        } else if (stage instanceof Stage.Concluded concluded) {
            out.text("stage", CONCLUDED)
                    .time("concluded_at", concluded.at())
                    .time("look_again_at", concluded.lookAgainAt());
            writeRun(out, progress.phase(), concluded.run());
        } else {
            throw new IllegalArgumentException(
                    "stage " + stage.getClass().getSimpleName() + " has no form on the wire");
        }
    }

    private static void writeRun(JsonOut out, Phase phase, WorkflowRun run) {
        if (phase == Phase.DEPLOY) {
            out.object("run", run, RunWire::writeState);
        } else {
            out.object("run", run, RunWire::write);
        }
    }

    /**
     * Reads a phase.
     *
     * @param identity of the run, for the deploy phase; null for the others, whose runs have it with them
     */
    static PhaseProgress read(JsonIn in, Phase phase, RunWire.@Nullable Identity identity) {
        Instant startedAt = in.time("started_at");
        int attempt = in.count("attempt", 1);
        return new PhaseProgress(phase, startedAt, attempt, readStage(in, identity));
    }

    private static Stage readStage(JsonIn in, RunWire.@Nullable Identity identity) {
        String stage = in.text("stage");
        return switch (stage) {
            case READY -> new Stage.Ready(in.time("not_before"), in.textOrNull("problem"));
            case SENDING -> new Stage.Sending(in.object("intent", PhaseWire::readIntent));
            case LOCATING ->
                new Stage.Locating(
                        in.object("intent", PhaseWire::readIntent),
                        in.time("since"),
                        in.time("not_before"),
                        in.flag("accepted"),
                        in.text("reason"),
                        in.list("candidates", RunWire::readCandidate));
            case RUNNING ->
                new Stage.Running(
                        readRun(in, identity),
                        in.time("since"),
                        in.time("seen_at"),
                        in.timeOrNull("look_again_at"),
                        in.textOrNull("problem"),
                        in.objectOrNull("cancelling", PhaseWire::readCancelling));
            case CONCLUDED ->
                new Stage.Concluded(readRun(in, identity), in.time("concluded_at"), in.timeOrNull("look_again_at"));
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
                .number("attempt", intent.attempt())
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

    private static DispatchIntent readIntent(JsonIn in) {
        Phase phase = in.word("phase", WireNames.PHASE);
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
                phase,
                in.count("attempt", 1),
                in.environment("env"),
                in.word("strategy", WireNames.STRATEGY),
                in.word("rollout", WireNames.ROLLOUT),
                in.textOrNull("ref"),
                in.textOrNull("version"),
                method,
                intendedAt,
                validUntil,
                in.textOrNull("initiated_by"));
    }
}

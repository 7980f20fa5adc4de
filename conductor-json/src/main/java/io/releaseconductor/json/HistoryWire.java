package io.releaseconductor.json;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;

/** An entry of the history. It is always written anew from its deployment, so that nothing in it has to be carried along. */
final class HistoryWire {

    private static final int FORMAT = 1;

    private HistoryWire() {}

    static void write(JsonOut out, HistoryEntry entry) {
        out.text("deploy_id", entry.id().value())
                .number("format", FORMAT)
                .text("env", entry.environment().name())
                .word("strategy", entry.strategy(), WireNames.STRATEGY)
                .word("status", entry.status(), WireNames.STATUS)
                .time("status_since", entry.statusSince());
        ActorWire.writeBeside(out, "initiated_by", entry.initiatedBy());
        out.seconds("initiated_at", entry.initiatedAt())
                .text("ref", entry.ref())
                .text("version", entry.version())
                .text("note", entry.note());
        Actor decidedBy = entry.decidedBy();
        if (decidedBy != null) {
            ActorWire.writeBeside(out, "decided_by", decidedBy);
        }
        out.text("checks", entry.checks())
                .text("reason", entry.reason())
                .text("returned_to", entry.returnedTo())
                .list("latencies", entry.latencies(), LatencyWire::write)
                .object("counted", entry.metrics(), MetricHistoryWire::write);
    }

    static HistoryEntry read(JsonIn in) {
        in.format(FORMAT);
        DeployId id = in.deployId("deploy_id");
        DeploymentWire.readEnvironment(in, id);
        return new HistoryEntry(
                id,
                in.word("status", WireNames.STATUS),
                in.time("status_since"),
                in.word("strategy", WireNames.STRATEGY),
                in.textOrNull("ref"),
                in.textOrNull("version"),
                in.textOrNull("note"),
                ActorWire.needBeside(in, "initiated_by"),
                in.seconds("initiated_at"),
                ActorWire.readBeside(in, "decided_by"),
                in.textOrNull("checks"),
                in.textOrNull("reason"),
                in.textOrNull("returned_to"),
                in.list("latencies", LatencyWire::read),
                in.objectOrNull("counted", MetricHistoryWire::read));
    }
}

package io.releaseconductor.json;

import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import java.time.Duration;

/** An entry of the history. It is always written anew from its deployment, so that nothing in it has to be carried along. */
final class HistoryWire {

    private static final int FORMAT = 1;

    private static final long LONGEST = HistoryCourse.LONGEST.toMillis();

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
        writeCourse(out, entry.course());
    }

    private static void writeCourse(JsonOut out, HistoryCourse course) {
        out.flagOrNone("verification_failed", course.verificationFailed())
                .flagOrNone("may_have_taken_effect", course.mayHaveTakenEffect())
                .millis("worked_ms", course.worked())
                .time("committed_at", course.committedAt())
                .time("promoted_at", course.promotedAt())
                .time("failed_at", course.failedAt())
                .time("rollback_at", course.rollbackAt())
                .text("rollback_reason", course.rollbackReason())
                .time("rolled_back_at", course.rolledBackAt());
        ShadowWire.write(out, course.agreement());
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
                in.objectOrNull("counted", MetricHistoryWire::read),
                readCourse(in));
    }

    private static HistoryCourse readCourse(JsonIn in) {
        return new HistoryCourse(
                in.flagOrNull("verification_failed"),
                in.flagOrNull("may_have_taken_effect"),
                in.has("worked_ms") ? Duration.ofMillis(in.number("worked_ms", 0, LONGEST)) : null,
                in.timeOrNull("committed_at"),
                in.timeOrNull("promoted_at"),
                in.timeOrNull("failed_at"),
                in.timeOrNull("rollback_at"),
                in.textOrNull("rollback_reason"),
                in.timeOrNull("rolled_back_at"),
                ShadowWire.readAgreement(in));
    }
}

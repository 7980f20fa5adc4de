package io.releaseconductor.json;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.Occurrence;
import io.releaseconductor.model.Actor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry of an audit trail. Flat, and with the names that its digest is made by, so that a script can check it. */
final class AuditWire {

    private AuditWire() {}

    static void write(JsonOut out, AuditEntry entry) {
        Occurrence told = entry.told();
        Actor by = told.by();
        out.text("deploy_id", entry.deployment().value())
                .number("number", entry.number())
                .number("revision", entry.revision())
                .text("node", entry.node())
                .time("at", told.at())
                .text("event", told.event())
                .text("actor_id", by == null ? null : by.id())
                .text("actor_name", by == null ? null : by.name())
                .text("actor_chat", by == null ? null : by.chat())
                .text("reason", told.reason())
                .text("before", told.before())
                .text("after", told.after())
                .text("detail", told.detail())
                .text("previous", entry.previous())
                .text("digest", entry.digest());
    }

    static AuditEntry read(JsonIn in) {
        return new AuditEntry(
                in.deployId("deploy_id"),
                in.number("number", 1, Long.MAX_VALUE),
                in.number("revision", 1, Long.MAX_VALUE),
                in.text("node"),
                new Occurrence(
                        in.time("at"),
                        in.text("event"),
                        readActor(in),
                        in.textOrNull("reason"),
                        in.textOrNull("before"),
                        in.text("after"),
                        in.textOrNull("detail")),
                in.text("previous"),
                in.text("digest"));
    }

    private static @Nullable Actor readActor(JsonIn in) {
        String id = in.filledOrNull("actor_id", Integer.MAX_VALUE);
        String name = in.filledOrNull("actor_name", Integer.MAX_VALUE);
        String chat = in.filledOrNull("actor_chat", Integer.MAX_VALUE);
        if (id == null || name == null) {
            if (id != null || name != null || chat != null) {
                throw in.corrupt(id == null ? "actor_id" : "actor_name", "is missing");
            }
            return null;
        }
        return new Actor(id, name, Set.of(), chat);
    }
}

package io.releaseconductor.json;

import io.releaseconductor.deployment.Decision;
import io.releaseconductor.model.Actor;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who, and when. */
final class ActorWire {

    private ActorWire() {}

    static void write(JsonOut out, Actor actor) {
        out.text("id", actor.id())
                .text("name", nameOf(actor))
                .texts("groups", new TreeSet<>(actor.groups()))
                .text("chat", actor.chat());
    }

    static Actor read(JsonIn in) {
        String id = in.filled("id");
        return actor(
                id,
                in.filledOrNull("name", Integer.MAX_VALUE),
                in.texts("groups"),
                in.filledOrNull("chat", Integer.MAX_VALUE));
    }

    /** An actor in the spec's own field, which holds the id alone; what else is known stands beside it. */
    static void writeBeside(JsonOut out, String field, @Nullable Actor actor) {
        out.textOrNull(field, actor == null ? null : actor.id())
                .text(field + "_name", actor == null ? null : nameOf(actor))
                .texts(field + "_groups", actor == null ? Set.of() : new TreeSet<>(actor.groups()))
                .text(field + "_chat", actor == null ? null : actor.chat());
    }

    static @Nullable Actor readBeside(JsonIn in, String field) {
        String id = in.filledOrNull(field, Integer.MAX_VALUE);
        String name = in.filledOrNull(field + "_name", Integer.MAX_VALUE);
        Iterable<String> groups = in.texts(field + "_groups");
        String chat = in.filledOrNull(field + "_chat", Integer.MAX_VALUE);
        if (id == null) {
            if (name != null || chat != null || groups.iterator().hasNext()) {
                throw in.corrupt(field, "is missing");
            }
            return null;
        }
        return actor(id, name, groups, chat);
    }

    static Actor needBeside(JsonIn in, String field) {
        Actor actor = readBeside(in, field);
        if (actor == null) {
            throw in.corrupt(field, "is missing");
        }
        return actor;
    }

    private static @Nullable String nameOf(Actor actor) {
        return actor.name().equals(actor.id()) ? null : actor.name();
    }

    private static Actor actor(String id, @Nullable String name, Iterable<String> groups, @Nullable String chat) {
        Set<String> all = new TreeSet<>();
        groups.forEach(all::add);
        return new Actor(id, name == null ? id : name, all, chat);
    }

    static void write(JsonOut out, Decision decision) {
        out.object("by", decision.by(), ActorWire::write).time("at", decision.at());
    }

    static Decision readDecision(JsonIn in) {
        return new Decision(in.object("by", ActorWire::read), in.time("at"));
    }
}

package io.releaseconductor.json;

import io.releaseconductor.lock.EnvironmentNote;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The lock of an environment, or the stop, what was told of its end, and the notes of the environment. */
final class EnvironmentStateWire {

    private static final int FORMAT = 1;

    private EnvironmentStateWire() {}

    static void write(JsonOut out, EnvironmentState state) {
        out.text("env", EnvironmentState.storedName(state.environment()))
                .number("format", FORMAT)
                .number("revision", state.revision())
                .object("lock", state.lock(), EnvironmentStateWire::write)
                .word("told", state.told(), WireNames.LOCK_NOTICE)
                .time("not_before", state.notBefore())
                .list("notes", state.notes(), EnvironmentStateWire::write);
    }

    private static void write(JsonOut out, EnvironmentNote note) {
        out.number("number", note.number())
                .text("text", note.text())
                .object("by", note.by(), ActorWire::write)
                .time("at", note.at());
    }

    private static void write(JsonOut out, Lock lock) {
        out.object("owner", lock.owner(), ActorWire::write)
                .text("reason", lock.reason().isEmpty() ? null : lock.reason())
                .time("since", lock.since())
                .time("until", lock.until())
                .object("ended_by", lock.endedBy(), ActorWire::write)
                .text("destination", lock.destination());
    }

    static EnvironmentState read(JsonIn in, @Nullable Environment environment) {
        in.format(FORMAT);
        if (!in.text("env").equals(EnvironmentState.storedName(environment))) {
            throw in.corrupt("env", "is not the environment whose record it is");
        }
        return new EnvironmentState(
                environment,
                in.number("revision", 0, Long.MAX_VALUE),
                in.objectOrNull("lock", lock -> readLock(lock, environment)),
                in.wordOrNull("told", WireNames.LOCK_NOTICE),
                in.timeOrNull("not_before"),
                in.list("notes", EnvironmentStateWire::readNote));
    }

    private static EnvironmentNote readNote(JsonIn in) {
        String text = in.filledOrNull("text", EnvironmentNote.MAX_TEXT_LENGTH);
        Actor by = in.object("by", ActorWire::read);
        if (text == null) {
            throw in.corrupt("text", "is missing");
        }
        if (by.isPolicy()) {
            throw in.corrupt("by", "is the policy; allowed: a person");
        }
        return new EnvironmentNote(in.count("number", 1), text, by, in.time("at"));
    }

    private static Lock readLock(JsonIn in, @Nullable Environment environment) {
        Actor owner = in.object("owner", ActorWire::read);
        if (owner.isPolicy()) {
            throw in.corrupt("owner", "is the policy; allowed: a person");
        }
        String reason = in.filledOrNull("reason", Lock.MAX_REASON_LENGTH);
        Instant since = in.time("since");
        Instant until = in.time("until");
        if (until.isBefore(since)) {
            throw in.corrupt("until", "is before since");
        }
        return new Lock(
                environment,
                owner,
                reason == null ? "" : reason,
                since,
                until,
                in.objectOrNull("ended_by", ActorWire::read),
                in.textOrNull("destination"));
    }
}

package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.NoteResult;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.lock.EnvironmentNote;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** Keeps what people learnt of an environment, and tells it to whoever ships there next. */
final class Noting {

    /** As much of each is told where something is shipped, so that all have room in one message. */
    private static final int LONGEST_LINE = 150;

    private static final String SIGN = "📝 ";

    private final Conductor conductor;
    private final EarlyDenial early;
    private final Lateness lateness;

    Noting(Conductor conductor, EarlyDenial early, Lateness lateness) {
        this.conductor = conductor;
        this.early = early;
        this.lateness = lateness;
    }

    /** Keeps one, takes one back, or lists them, whatever is asked for. */
    Reception take(Command command) {
        List<String> problems = new ArrayList<>();
        String asked = Objects.requireNonNullElse(command.option(Command.ENV), "");
        Environment environment = HistoryOptions.environment(asked, conductor.environments(), problems);
        String text = command.filled(Command.TEXT);
        String done = command.filled(Command.DONE);
        OptionalInt number = done == null ? OptionalInt.empty() : number(done.strip(), problems);
        if (text != null && done != null) {
            problems.add("done: \"" + done + "\" is not allowed beside a text; allowed: one of both");
        }
        if (environment == null || !problems.isEmpty()) {
            return answered(new Reply.Invalid(problems));
        }
        Actor actor = command.actor();
        Action action = text == null && done == null ? Action.DETAILS : Action.SHIP;
        String denial = early.denial(actor, action, environment);
        if (denial != null) {
            return answered(new Reply.Denied(denial));
        }
        if (text != null) {
            return new Reception.Accepted(
                    action, () -> reply(environment, conductor.addNote(environment, text, actor)));
        }
        if (number.isEmpty()) {
            return new Reception.Accepted(action, () -> listing(environment));
        }
        // the number may be another one's by then
        Reply refusal = lateness.refusal(action, command.madeAt());
        return refusal != null
                ? answered(refusal)
                : new Reception.Accepted(
                        action, () -> reply(environment, conductor.removeNote(environment, number.getAsInt(), actor)));
    }

    private static OptionalInt number(String typed, List<String> problems) {
        try {
            return OptionalInt.of(Integer.parseInt(typed));
        } catch (NumberFormatException e) {
            problems.add("done: \"" + typed + "\" is not allowed; allowed: the number of a note, such as 2");
            return OptionalInt.empty();
        }
    }

    private static Reply reply(Environment environment, NoteResult result) {
        if (result instanceof NoteResult.Kept kept) {
            return new Reply.Noted(SIGN + kept.note().words() + ". Whoever ships to " + environment.title()
                    + " is told. To take it back: done:" + kept.note().number());
        }
        if (result instanceof NoteResult.Removed removed) {
            return new Reply.Noted("🗑️ Taken back: " + removed.note().words());
        }
        if (result instanceof NoteResult.Refused refused) {
            return new Reply.Refused(refused.reason(), null);
        }
        if (result instanceof NoteResult.Denied denied) {
            return new Reply.Denied(denied.reason());
        }
        if (result instanceof NoteResult.Invalid invalid) {
            return new Reply.Invalid(invalid.problems());
        }
        throw new IllegalStateException("There is no reply for " + result.getClass());
    }

    private Reply listing(Environment environment) {
        List<Reply.Listing.Entry> entries = conductor.notes(environment).stream()
                .map(note -> entry(note, ""))
                .toList();
        return new Reply.Listing(
                Tone.NEUTRAL,
                SIGN + "Notes: " + environment.title(),
                entries,
                entries.isEmpty() ? "Nothing was noted." : null);
    }

    /** A note among those of several environments. */
    static Reply.Listing.Entry entry(Environment environment, EnvironmentNote note) {
        return entry(note, " on " + environment.title());
    }

    private static Reply.Listing.Entry entry(EnvironmentNote note, String where) {
        return new Reply.Listing.Entry(
                SIGN + "Note " + note.number() + where + " by " + note.by().name() + ": " + note.text() + " ·",
                note.at(),
                null);
    }

    /** What to tell whoever ships there, the newest first, since the end of a long message is cut. */
    List<String> lines(Environment environment) {
        List<String> lines = new ArrayList<>();
        for (EnvironmentNote note : conductor.notes(environment)) {
            lines.add(0, PlainLine.cut(SIGN + note.words(), LONGEST_LINE));
        }
        return lines;
    }

    /** The same after something was shipped, which it was whether or not the notes can be read. */
    List<String> linesAfter(Environment environment) {
        try {
            return lines(environment);
        } catch (StoreUnavailableException e) {
            return List.of(SIGN + "What was noted of " + environment.title() + " cannot be read just now.");
        }
    }

    private static Reception answered(Reply reply) {
        return new Reception.Answered(reply);
    }
}

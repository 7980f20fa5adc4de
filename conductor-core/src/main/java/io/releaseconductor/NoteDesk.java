package io.releaseconductor;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.engine.EngineParts;
import io.releaseconductor.engine.Reconciler;
import io.releaseconductor.lock.EnvironmentNote;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps what people note of an environment, and takes it back. Whoever may ship there may note. */
final class NoteDesk {

    private final EngineParts parts;
    private final Reconciler reconciler;

    NoteDesk(EngineParts parts, Reconciler reconciler) {
        this.parts = parts;
        this.reconciler = reconciler;
    }

    List<EnvironmentNote> notes(Environment environment) {
        return parts.store().environmentState(environment).notes();
    }

    /** Whoever says the same again, or is heard by two nodes, finds it kept. */
    NoteResult add(Environment environment, String text, Actor by) {
        Optional<NoteResult> objection = objection(environment, by);
        if (objection.isPresent()) {
            return objection.get();
        }
        String shown = PlainLine.shown(text, EnvironmentNote.MAX_TEXT_LENGTH);
        if (shown == null) {
            return new NoteResult.Invalid(List.of("text: nothing of it can be seen; allowed: one line of at most "
                    + EnvironmentNote.MAX_TEXT_LENGTH + " characters"));
        }
        Instant now = parts.clock().instant();
        EnvironmentState then = reconciler
                .locks()
                .change(
                        environment,
                        state -> find(state, shown, by).isPresent() || state.isFull()
                                ? Optional.empty()
                                : Optional.of(state.noted(shown, by, now)));
        return find(then, shown, by)
                .<NoteResult>map(NoteResult.Kept::new)
                .orElseGet(() -> new NoteResult.Refused(
                        environment + " has " + then.notes().size()
                                + " notes, as many as are kept. Nothing was noted. Take the oldest back first: "
                                + then.notes().get(0).words()));
    }

    private static Optional<EnvironmentNote> find(EnvironmentState state, String text, Actor by) {
        return state.notes().stream()
                .filter(note -> note.text().equals(text) && note.by().isSameAs(by))
                .findFirst();
    }

    NoteResult remove(Environment environment, int number, Actor by) {
        Optional<NoteResult> objection = objection(environment, by);
        if (objection.isPresent()) {
            return objection.get();
        }
        List<EnvironmentNote> notes = notes(environment);
        EnvironmentNote note = notes.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElse(null);
        if (note == null) {
            return new NoteResult.Refused(environment + " has no note " + number + ". " + numbers(notes));
        }
        // only the note that was read: the number may be another one's by then
        reconciler
                .locks()
                .change(
                        environment,
                        state -> state.notes().contains(note) ? Optional.of(state.without(note)) : Optional.empty());
        return new NoteResult.Removed(note);
    }

    private static String numbers(List<EnvironmentNote> notes) {
        return notes.isEmpty()
                ? "It has none."
                : notes.stream()
                        .map(note -> String.valueOf(note.number()))
                        .collect(Collectors.joining(", ", "It has: ", "."));
    }

    private Optional<NoteResult> objection(Environment environment, Actor actor) {
        return new Objections(parts, reconciler)
                .to(environment, actor, Action.SHIP, NoteResult.Invalid::new, NoteResult.Denied::new);
    }
}

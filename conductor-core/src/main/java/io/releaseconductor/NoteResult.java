package io.releaseconductor;

import io.releaseconductor.lock.EnvironmentNote;
import java.util.List;
import java.util.Objects;

/** What came of {@link Conductor#addNote} and {@link Conductor#removeNote}. */
public sealed interface NoteResult {

    /**
     * It is kept.
     *
     * @param note the note
     */
    record Kept(EnvironmentNote note) implements NoteResult {
        /** Requires the note. */
        public Kept {
            Objects.requireNonNull(note, "note");
        }
    }

    /**
     * It is taken back.
     *
     * @param note the note that is no more
     */
    record Removed(EnvironmentNote note) implements NoteResult {
        /** Requires the note. */
        public Removed {
            Objects.requireNonNull(note, "note");
        }
    }

    /**
     * Not possible as things stand, for example because there are too many.
     *
     * @param reason why, and what to do, for people
     */
    record Refused(String reason) implements NoteResult {
        /** Requires the reason. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The actor may not do that.
     *
     * @param reason why, for people
     */
    record Denied(String reason) implements NoteResult {
        /** Requires the reason. */
        public Denied {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The request names what does not exist, or is not allowed.
     *
     * @param problems what is wrong and what is allowed, for people
     */
    record Invalid(List<String> problems) implements NoteResult {
        /** Copies. */
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}

package io.releaseconductor.examples.docs;

import io.releaseconductor.Conductor;
import io.releaseconductor.NoteResult;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;

/** What the page about operations shows of notes. */
final class NoteSnippets {

    private NoteSnippets() {}

    static NoteResult note(Conductor conductor, Actor ada) {
        // docs: a note
        NoteResult noted = conductor.addNote(Environment.PROD, "Warm the cache first.", ada);
        // end
        return noted;
    }
}

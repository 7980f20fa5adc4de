package io.releaseconductor.checks;

import java.util.List;
import java.util.Map;

/**
 * What came of looking for settings.
 *
 * @param settings under which the check was tried and understood what it was answered, by the plain names of the variables
 * @param notes what else was seen
 * @param absent whether nothing that the check could ask seems to be there
 */
record FoundSettings(Map<String, String> settings, List<String> notes, boolean absent) {

    static final FoundSettings NONE = new FoundSettings(Map.of(), List.of(), false);

    static FoundSettings of(Map<String, String> settings, String... notes) {
        return new FoundSettings(settings, List.of(notes), false);
    }

    static FoundSettings told(String note) {
        return of(Map.of(), note);
    }

    static FoundSettings absent(String note) {
        return new FoundSettings(Map.of(), List.of(note), true);
    }
}

package io.releaseconductor.examples.demo.console;

import io.releaseconductor.config.Suggestions;
import java.util.Collection;
import java.util.Locale;

/** What somebody may have meant, as the end of a sentence about what they typed. */
final class Suggestion {

    private Suggestion() {}

    /** Such as {@code ; did you mean "promote"?}, or nothing if no word is near. */
    static String of(String typed, Collection<String> words) {
        return Suggestions.nearest(typed.toLowerCase(Locale.ROOT), words)
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse("");
    }
}

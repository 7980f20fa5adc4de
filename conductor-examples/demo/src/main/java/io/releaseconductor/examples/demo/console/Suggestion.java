package io.releaseconductor.examples.demo.console;

import io.releaseconductor.config.Suggestions;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant. */
final class Suggestion {

    private static final int MAX_DISTANCE = 2;

    private Suggestion() {}

    /** The word that is nearest to what was typed, if one is near. */
    static Optional<String> of(String typed, Collection<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> Suggestions.distance(typed, word)))
                .filter(word -> Suggestions.distance(typed, word) <= MAX_DISTANCE);
    }
}

package io.releaseconductor.examples.demo.console;

import io.releaseconductor.config.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody typed, and what they may have meant. */
final class Suggestion {

    private static final int LONGEST = 60;

    private Suggestion() {}

    /** The word that is near, if one is. */
    static Optional<String> near(String typed, Collection<String> words) {
        return Suggestions.nearest(cut(typed).toLowerCase(Locale.ROOT), words);
    }

    /** Such as {@code ; did you mean "promote"?}, as the end of a sentence; nothing if no word is near. */
    static String of(List<String> typed, Collection<String> words) {
        String meant = typed.stream()
                .flatMap(each -> near(each, words).filter(near -> !near.equals(each)).stream())
                .map(Suggestion::quoted)
                .collect(Collectors.joining(", "));
        return meant.isEmpty() ? "" : "; did you mean " + meant + "?";
    }

    /** A word in quotes, and no more of it than tells which it was. */
    static String quoted(String typed) {
        return "\"" + cut(typed) + (typed.length() > LONGEST ? "…" : "") + "\"";
    }

    private static String cut(String typed) {
        int end = Math.min(LONGEST, typed.length());
        boolean halves = end > 0 && end < typed.length() && Character.isHighSurrogate(typed.charAt(end - 1));
        return typed.substring(0, halves ? end - 1 : end);
    }
}

package io.releaseconductor.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes names apart: {@code estimatedTotalHits}, {@code total_hits} and {@code X-Amz-Date} are read as their words. */
final class Words {

    private static final int LONGEST = 100;
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+");

    private Words() {}

    /** {@return the words in lower case; of a very long name only those at its start} */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(name.length() > LONGEST ? name.substring(0, LONGEST) : name);
        while (word.find()) {
            words.add(word.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** The words of a name without the namespace in front of it, as in {@code hydra:totalItems}. */
    static List<String> ofLocal(String name) {
        return of(name.substring(name.lastIndexOf(':') + 1));
    }

    /** {@return the last word, or an empty text if there is none} */
    static String last(List<String> words) {
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }
}

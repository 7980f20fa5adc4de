package io.releaseconductor.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How near names of variables are to each other: by letters, by words, by the environment at their end. */
final class Spelling {

    /** Two wrong letters are told from another name only in a name of some length. */
    private static final int LONG = 12;

    /** What differs at most where two letters are swapped. */
    private static final int SWAPPED = 2;

    private static final int SHORTEST_ABBREVIATION = 2;

    private static final Set<String> UNITS =
            Set.of("MS", "MILLIS", "MILLISECONDS", "S", "SEC", "SECS", "SECONDS", "MIN", "MINS", "MINUTES", "BYTES");

    private Spelling() {}

    /** As it would be written: in capitals, with underscores. */
    static String canonical(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    }

    /** Those in which one letter differs, or two are swapped. */
    static List<String> oneLetterOff(String name, Collection<String> known) {
        return within(1, name, known);
    }

    /** The nearest of those in which at most two letters differ. */
    static List<String> twoLettersOff(String name, Collection<String> known) {
        return name.length() < LONG ? List.of() : within(2, name, known);
    }

    private static List<String> within(int letters, String name, Collection<String> known) {
        return known.stream().filter(each -> isWithin(letters, name, each)).toList();
    }

    /** Looks between what both have in common at their ends, which is all of it as a rule. */
    private static boolean isWithin(int letters, String a, String b) {
        if (Math.abs(a.length() - b.length()) > letters) {
            return false;
        }
        int shorter = Math.min(a.length(), b.length());
        int start = 0;
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        boolean far = letters == 1 && shorter - start - end > SWAPPED;
        return !far
                && Suggestions.distance(a.substring(start, a.length() - end), b.substring(start, b.length() - end))
                        <= letters;
    }

    /** Those of the same words in another order. */
    static List<String> sameWords(String name, Collection<String> known) {
        List<String> sorted = sorted(words(name));
        return known.stream().filter(each -> sorted(words(each)).equals(sorted)).toList();
    }

    /** Those that have one more word behind the first, or the same words up to another unit. */
    static List<String> oneWordOff(String name, Collection<String> known) {
        List<String> words = words(name);
        return known.stream()
                .filter(each -> lacksOne(words, words(each)) || otherUnit(words, words(each)))
                .toList();
    }

    private static boolean lacksOne(List<String> words, List<String> whole) {
        return words.size() > 1
                && words.size() + 1 == whole.size()
                && IntStream.range(1, whole.size())
                        .anyMatch(left -> without(whole, left).equals(words));
    }

    private static List<String> without(List<String> words, int index) {
        List<String> rest = new ArrayList<>(words);
        rest.remove(index);
        return rest;
    }

    private static boolean otherUnit(List<String> words, List<String> other) {
        if (words.size() != other.size()) {
            return false;
        }
        List<Integer> different = IntStream.range(0, words.size())
                .filter(i -> !words.get(i).equals(other.get(i)))
                .boxed()
                .toList();
        return different.size() == 1
                && UNITS.containsAll(List.of(words.get(different.get(0)), other.get(different.get(0))));
    }

    /** The suffix that somebody may have meant who wrote, or abbreviated, one that is none. */
    static Optional<String> environment(String suffix, List<String> suffixes) {
        return Suggestions.nearest(suffix, suffixes)
                .or(() -> suffixes.stream()
                        .filter(each -> abbreviates(suffix, each))
                        .findFirst());
    }

    private static boolean abbreviates(String brief, String word) {
        if (brief.length() < SHORTEST_ABBREVIATION || brief.charAt(0) != word.charAt(0)) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < brief.length(); i++) {
            at = word.indexOf(brief.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }

    /** Each way to take a name for another with a suffix, the shortest suffix first. */
    static List<Split> splits(String name) {
        return IntStream.range(0, name.length())
                .map(i -> name.length() - 1 - i)
                .filter(i -> name.charAt(i) == '_' && i > 0 && i < name.length() - 1)
                .mapToObj(i -> new Split(name.substring(0, i), name.substring(i + 1)))
                .toList();
    }

    record Split(String base, String suffix) {}

    static List<String> sorted(List<String> words) {
        return words.stream().sorted().toList();
    }

    static List<String> words(String name) {
        return Arrays.stream(name.split("_", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static List<String> words(String name, String more) {
        return Stream.concat(words(name).stream(), words(more).stream()).toList();
    }

    /** {@return the names as a choice, such as {@code A, B or C}} */
    static String choice(List<String> names) {
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : names.stream().limit(last).collect(Collectors.joining(", ")) + " or " + names.get(last);
    }
}

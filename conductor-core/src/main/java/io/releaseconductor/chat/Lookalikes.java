package io.releaseconductor.chat;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Characters that read as other, plain ones: the dashes that phones and word processors make of hyphens, the wide letters of some
 * keyboards, a Cyrillic or Greek letter in the middle of a Latin word. A name with one of these is another name than the one that
 * people read, and mostly one that nobody meant.
 */
final class Lookalikes {

    private static final String DASHES = "‐‑‒–—―−﹘";
    private static final String SLASHES = "⁄∕⧸";

    /** Letters of two other scripts, and below them the Latin ones that they look like. */
    private static final String OTHERS = "АВЕЅІЈКМНОРСТУХаеіјорсѕухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧνοϳ";

    private static final String LATIN = "ABESIJKMHOPCTYXaeijopcsyxhdqwABEZHIKMNOPTYXvoj";

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern LATIN_LETTER = Pattern.compile("\\p{IsLatin}");

    private Lookalikes() {}

    /** What is odd about a name that reads as another one. */
    static Optional<String> oddity(String name) {
        String plain = plain(name);
        if (plain.equals(name)) {
            return Optional.empty();
        }
        int at = 0;
        while (at < plain.length() && name.charAt(at) == plain.charAt(at)) {
            at++;
        }
        int odd = name.codePointAt(at);
        return Optional.of("holds \"" + Character.toString(odd) + "\" (" + Typed.named(odd) + "), which looks like \""
                + latin(form(odd)) + "\" and is not");
    }

    /** The name that people read: with plain characters in place of those that look like them. */
    static String plain(String name) {
        String forms = name.codePoints().mapToObj(Lookalikes::form).collect(Collectors.joining());
        return WORD.matcher(forms)
                .replaceAll(word -> LATIN_LETTER.matcher(word.group()).find() ? latin(word.group()) : word.group());
    }

    /** The plain character or characters that a dash, a slash or a letter is a form of, else itself. */
    private static String form(int c) {
        if (DASHES.indexOf(c) >= 0) {
            return "-";
        }
        if (SLASHES.indexOf(c) >= 0) {
            return "/";
        }
        String itself = Character.toString(c);
        String common = Normalizer.normalize(itself, Normalizer.Form.NFKC);
        return common.chars().allMatch(each -> each < 0x80) ? common : itself;
    }

    private static String latin(String word) {
        StringBuilder latin = new StringBuilder(word);
        for (int i = 0; i < latin.length(); i++) {
            int other = OTHERS.indexOf(latin.charAt(i));
            if (other >= 0) {
                latin.setCharAt(i, LATIN.charAt(other));
            }
        }
        return latin.toString();
    }
}

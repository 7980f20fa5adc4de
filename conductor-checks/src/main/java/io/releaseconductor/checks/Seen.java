package io.releaseconductor.checks;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which names of an answer may be shown. One that does not look as if a person had chosen it is left out: it may be a key or an
 * id.
 */
final class Seen {

    private static final Pattern NAME =
            Pattern.compile("[._$@]{0,2}[A-Za-z]{1,24}(?:[._:-]{1,2}[A-Za-z]{1,24}){0,5}\\d?(?:[._]\\d{1,2})?");

    private static final int MOST_NAMES = 6;

    private Seen() {}

    static boolean isName(String text) {
        return text.length() <= 64 && NAME.matcher(text).matches();
    }

    /** The name, or other words where it may not be shown. */
    static String name(String name, String otherwise) {
        return isName(name) ? name : otherwise;
    }

    /** Such as {@code a, b and 3 more}. */
    static String names(List<String> names) {
        List<String> shown =
                names.stream().filter(Seen::isName).distinct().limit(MOST_NAMES).toList();
        int more = (int) names.stream().distinct().count() - shown.size();
        if (shown.isEmpty()) {
            return more + (more == 1 ? " name" : " names") + " not shown here";
        }
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }
}

package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What was seen of an answer, in words that may be shown: shapes and names, never values. A name that does not look as if a
 * person had chosen it is left out as well: it may be a key or an id.
 */
final class Seen {

    private static final Pattern NAME =
            Pattern.compile("[._$]{0,2}[A-Za-z]{1,24}(?:[._-]{1,2}[A-Za-z]{1,24}){0,5}\\d?(?:[._]\\d{1,2})?");

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

    /** Such as {@code an object with ok, message}. */
    static String shape(JsonNode json) {
        if (json.isObject()) {
            List<String> names =
                    json.properties().stream().map(Map.Entry::getKey).toList();
            return names.isEmpty() ? "an empty object" : "an object with " + names(names);
        }
        if (json.isArray()) {
            return json.isEmpty() ? "an empty list" : "a list";
        }
        return json.isTextual() ? "a text" : json.isNumber() ? "a number" : "a JSON value";
    }
}

package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was found, read from the shape of the answer: results are a list of things, wherever it is and whatever its name, and a
 * number beside it says how many there are.
 */
final class SearchAnswer {

    private static final int DEEPEST = 8;

    private static final Set<String> COUNTED = Set.of(
            "total",
            "count",
            "found",
            "num",
            "nb",
            "number",
            "hits",
            "matches",
            "matched",
            "numfound",
            "totalhits",
            "totalcount");
    private static final Set<String> OF_COUNTS = Set.of(
            "of",
            "odata",
            "estimated",
            "exact",
            "result",
            "results",
            "item",
            "items",
            "hit",
            "match",
            "element",
            "elements",
            "doc",
            "docs",
            "document",
            "documents",
            "record",
            "records",
            "row",
            "rows",
            "value",
            "search");

    /** Lists that go along with results and are none. */
    private static final Set<String> ASIDE = Set.of(
            "error",
            "errors",
            "warning",
            "warnings",
            "failures",
            "links",
            "curies",
            "facets",
            "filters",
            "aggregations",
            "request",
            "requests",
            "queries",
            "query",
            "params",
            "sort",
            "sorts",
            "breadcrumbs",
            "included");

    private static final Set<String> WRAPPERS = Set.of("embedded", "response", "payload", "body");

    /** Names of lists in whose place there may be nothing when nothing was found. */
    private static final Set<String> NULLED = Set.of(
            "results", "items", "hits", "docs", "documents", "records", "rows", "edges", "nodes", "matches", "entries");

    /** The key of a result, in a map from ids to results. */
    private static final Pattern ID = Pattern.compile("(?=.*\\d)[0-9A-Fa-f-]+");

    private long results;
    private long values;
    private @Nullable Long counted;
    private boolean emptyList;

    private SearchAnswer() {}

    static SearchAnswer read(JsonNode answer) {
        SearchAnswer read = new SearchAnswer();
        if (answer.isArray()) {
            read.list(List.of("results"), answer, 0, false);
        } else if (answer.isObject()) {
            read.object(List.of(), answer, 0, false);
        }
        return read;
    }

    /** {@return how many results the answer holds: things, in whatever list} */
    long results() {
        return results;
    }

    /** {@return how many values it holds that may be results, such as the texts of a list, if nothing says that there are none} */
    long values() {
        return isKnownEmpty() ? 0 : values;
    }

    /** {@return how many results there are said to be, or null} */
    @Nullable
    Long counted() {
        return counted;
    }

    /** Whether the answer says that nothing was found. */
    boolean isKnownEmpty() {
        return results == 0 && (counted == null ? emptyList : counted == 0);
    }

    /** Whether there is a list of results with nothing in it. */
    boolean hasEmptyList() {
        return emptyList;
    }

    private void object(List<String> name, JsonNode object, int depth, boolean grouped) {
        if (depth > DEEPEST || Envelope.isTally(object)) {
            return;
        }
        boolean wraps = name.isEmpty() || WRAPPERS.contains(Words.last(name)) || ResultGroups.isListName(name);
        emptyList |= wraps && !grouped && holdsEmptyListsOnly(object);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            List<String> words = Words.of(field.getKey());
            JsonNode value = field.getValue();
            if (value.isArray()) {
                list(words, value, depth, grouped);
            } else if (isCount(words) && number(value) != null) {
                count(number(value));
            } else if (value.isObject() && isMapOfResults(value)) {
                results += value.size();
            } else if (value.isObject()) {
                object(words, value, depth + 1, grouped);
            } else {
                emptyList |= value.isNull() && !grouped && NULLED.contains(Words.last(words));
            }
        }
    }

    /** Whether nothing in it could hold a result but lists, and those are empty. */
    private static boolean holdsEmptyListsOnly(JsonNode object) {
        boolean lists = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            boolean aside = ASIDE.contains(Words.last(Words.of(field.getKey())));
            boolean other = value.isContainerNode() && !(value.isArray() && value.isEmpty());
            boolean markup = value.isTextual() && value.textValue().indexOf('<') >= 0;
            if (!aside && (other || markup)) {
                return false;
            }
            lists |= !aside && value.isArray();
        }
        return lists;
    }

    private void list(List<String> words, JsonNode list, int depth, boolean grouped) {
        if (list.isEmpty()) {
            emptyList |= !grouped && ResultGroups.isListName(words);
        } else if (ResultGroups.are(list)) {
            for (JsonNode group : list) {
                object(words, group, depth + 1, true);
            }
        } else if (!ASIDE.contains(Words.last(words))) {
            if (hasThings(list) && !areBuckets(list)) {
                results += list.size();
            } else {
                values += list.size();
            }
        }
    }

    private static boolean hasThings(JsonNode list) {
        for (JsonNode element : list) {
            if (element.isContainerNode() && !element.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Values with how often each is found, such as those of a filter. */
    private static boolean areBuckets(JsonNode list) {
        for (JsonNode element : list) {
            boolean bucket =
                    element.isObject() && element.size() <= 5 && !ResultGroups.hasId(element) && holdsCount(element);
            if (!bucket) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsCount(JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isContainerNode()) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (isCount(Words.of(field.getKey())) && field.getValue().isNumber()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMapOfResults(JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isObject() || !ID.matcher(field.getKey()).matches()) {
                return false;
            }
        }
        return !object.isEmpty();
    }

    private static boolean isCount(List<String> words) {
        return words.stream().anyMatch(COUNTED::contains)
                && words.stream().allMatch(w -> COUNTED.contains(w) || OF_COUNTS.contains(w));
    }

    private static @Nullable Long number(JsonNode value) {
        if (value.isObject()) {
            return value.path("value").isNumber() ? value.path("value").longValue() : null;
        }
        if (value.isTextual() && value.textValue().matches("\\d{1,15}")) {
            return Long.valueOf(value.textValue());
        }
        return value.isNumber() ? value.longValue() : null;
    }

    private void count(@Nullable Long number) {
        if (number != null && (counted == null || number > counted)) {
            counted = number;
        }
    }
}

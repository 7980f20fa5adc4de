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
            "link",
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

    /** Names that mean the results and nothing in particular, as matches or documents might. */
    private static final Set<String> PLAIN = Set.of("result", "results", "items", "hits", "data", "rows");

    /** The key of a result, in a map from ids to results. */
    private static final Pattern ID = Pattern.compile("(?=.*\\d)[0-9A-Fa-f-]+");

    /** Numbers that say how many were found, and are not the number of a page or of visits. */
    private static final Set<String> TOTALS =
            Set.of("total", "count", "found", "nb", "numfound", "totalhits", "totalcount");

    private long results;
    private long usual;
    private long values;
    private @Nullable Long counted;
    private boolean emptyList;
    private boolean emptyInMain;
    private boolean plainlyEmpty;
    private boolean zeroInMain;
    private long mostInMain;

    private SearchAnswer() {}

    /** What part of an answer an object is. */
    private enum Role {
        /** The answer itself, or what wraps it. */
        MAIN,
        /** One of several answers in a list. */
        GROUP,
        /** Anything else in it. */
        OTHER
    }

    static SearchAnswer read(JsonNode answer) {
        SearchAnswer read = new SearchAnswer();
        if (answer.isArray()) {
            read.list(List.of("results"), answer, 0, Role.MAIN);
        } else if (answer.isObject()) {
            read.object(List.of(), answer, 0, Role.MAIN);
        }
        return read;
    }

    /** {@return how many results the answer holds: things, in whatever list} */
    long results() {
        return isToldEmpty() ? 0 : results;
    }

    /** Whether the usual place is empty and nothing was counted: what other lists hold goes along with that. */
    private boolean isToldEmpty() {
        return usual == 0 && emptyInMain && counted != null && counted == 0;
    }

    /** Whether there is nothing where results usually are, or none were counted, while another list holds something. */
    boolean isDoubtful() {
        return results() > 0 && usual == 0 && (plainlyEmpty || (zeroInMain && counted != null && counted == 0));
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
        return results() == 0
                && (counted == null ? emptyList : counted == 0 || (emptyInMain && zeroInMain && mostInMain == 0));
    }

    /** Whether there is a list of results with nothing in it. */
    boolean hasEmptyList() {
        return emptyList;
    }

    private void object(List<String> name, JsonNode object, int depth, Role around) {
        if (depth > DEEPEST || Envelope.isTally(object)) {
            return;
        }
        boolean wraps = name.isEmpty() || WRAPPERS.contains(Words.last(name)) || ResultGroups.isListName(name);
        Role role = around == Role.MAIN && !wraps ? Role.OTHER : around;
        emptyList |= wraps && role != Role.GROUP && holdsEmptyListsOnly(object);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            List<String> words = Words.ofLocal(field.getKey());
            JsonNode value = field.getValue();
            if (value.isArray()) {
                list(words, value, depth, role);
            } else if (isCount(words) && number(value) != null) {
                count(words, number(value), role);
            } else if (value.isObject() && isMapOfResults(value)) {
                found(words, value.size());
            } else if (value.isObject() && !Envelope.namesError(words)) {
                object(words, value, depth + 1, role);
            } else if (value.isNull() && NULLED.contains(Words.last(words))) {
                empty(role);
                plainlyEmpty |= role == Role.MAIN && PLAIN.contains(Words.last(words));
            }
        }
    }

    private void empty(Role role) {
        emptyList |= role != Role.GROUP;
        emptyInMain |= role == Role.MAIN;
    }

    private void found(List<String> words, int size) {
        results += size;
        usual += ResultGroups.isListName(words) ? size : 0;
    }

    /** Whether nothing in it could hold a result but lists, and those are empty. */
    private static boolean holdsEmptyListsOnly(JsonNode object) {
        boolean lists = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            boolean aside = ASIDE.contains(Words.last(Words.ofLocal(field.getKey())));
            boolean other = value.isContainerNode() && !(value.isArray() && value.isEmpty());
            boolean markup = value.isTextual() && value.textValue().indexOf('<') >= 0;
            if (!aside && (other || markup)) {
                return false;
            }
            lists |= !aside && value.isArray();
        }
        return lists;
    }

    private void list(List<String> words, JsonNode list, int depth, Role role) {
        if (isHollow(list)) {
            if (ResultGroups.isListName(words)) {
                empty(role);
                plainlyEmpty |= role == Role.MAIN && PLAIN.contains(Words.last(words));
            }
        } else if (ResultGroups.are(list)) {
            for (JsonNode group : list) {
                object(words, group, depth + 1, Role.GROUP);
            }
        } else if (!ASIDE.contains(Words.last(words))) {
            if (hasThings(list) && !areBuckets(list)) {
                found(words, list.size());
            } else {
                values += valuesIn(list);
            }
        }
    }

    /** A 0 is how many there are, and none of them. */
    private static long valuesIn(JsonNode list) {
        long values = 0;
        for (JsonNode element : list) {
            values += element.isNumber() && element.longValue() == 0 ? 0 : 1;
        }
        return values;
    }

    /** Nothing, or empty lists at most, such as those of columns without rows. */
    private static boolean isHollow(JsonNode list) {
        boolean lists = list.isEmpty();
        for (JsonNode element : list) {
            if (element.isContainerNode() && !(element.isArray() && element.isEmpty())) {
                return false;
            }
            lists |= element.isArray();
        }
        return lists;
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

    static boolean isCount(List<String> words) {
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

    private void count(List<String> words, @Nullable Long number, Role role) {
        if (number == null) {
            return;
        }
        mostInMain = role == Role.MAIN ? Math.max(mostInMain, number) : mostInMain;
        zeroInMain |= role == Role.MAIN && number == 0 && words.stream().anyMatch(TOTALS::contains);
        if (counted == null || number > counted) {
            counted = number;
        }
    }
}

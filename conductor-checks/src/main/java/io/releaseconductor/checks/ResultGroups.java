package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells a list of answers (several searches at once, results in groups) from a list of what was found. What has an id is
 * something that was found, whatever else it holds.
 */
final class ResultGroups {

    /** Names of a list of results. They count where the list is empty; a list that is not needs no name. */
    private static final Set<String> LISTS = Set.of(
            "result",
            "results",
            "items",
            "hits",
            "data",
            "docs",
            "doclist",
            "documents",
            "content",
            "records",
            "rows",
            "edges",
            "nodes",
            "value",
            "values",
            "list",
            "entries",
            "matches",
            "member",
            "found");

    private static final Set<String> OF_RESULTS = Set.of("result", "results", "hit", "hits", "found", "matches");
    private static final Set<String> IDS = Set.of("id", "uuid", "guid", "uid", "objectid", "sku", "slug", "isbn", "pk");

    private static final Set<String> OF_ERRORS = Set.of(
            "code",
            "error",
            "errors",
            "message",
            "msg",
            "status",
            "type",
            "reason",
            "detail",
            "details",
            "cause",
            "exception",
            "http",
            "statuscode",
            "name");

    private static final int DEEPEST = 3;

    private ResultGroups() {}

    static boolean isListName(List<String> words) {
        return LISTS.contains(Words.last(words));
    }

    static boolean are(JsonNode list) {
        for (JsonNode element : list) {
            if (!isGroup(element)) {
                return false;
            }
        }
        return !list.isEmpty();
    }

    static boolean hasId(JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (IDS.contains(String.join("", Words.of(field.getKey())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGroup(JsonNode element) {
        return element.isObject()
                && (!hasId(element) || (countsResults(element) && describesNothing(element)))
                && (isError(element) || holdsList(element, DEEPEST));
    }

    /** Whether it says how many results it holds, itself or in what describes it: a query may have an id, too. */
    private static boolean countsResults(JsonNode element) {
        for (Map.Entry<String, JsonNode> field : element.properties()) {
            JsonNode value = field.getValue();
            if (isResultCount(field)
                    || (value.isObject() && value.properties().stream().anyMatch(ResultGroups::isResultCount))) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing but its id and figures stands beside what it holds: a thing has a title or a date. */
    private static boolean describesNothing(JsonNode element) {
        for (Map.Entry<String, JsonNode> field : element.properties()) {
            boolean id = IDS.contains(String.join("", Words.of(field.getKey())));
            if (field.getValue().isTextual() && !id) {
                return false;
            }
        }
        return true;
    }

    private static boolean isResultCount(Map.Entry<String, JsonNode> field) {
        List<String> words = Words.of(field.getKey());
        return field.getValue().isIntegralNumber()
                && words.size() > 1
                && words.stream().anyMatch(OF_RESULTS::contains)
                && SearchAnswer.isCount(words);
    }

    /** Whether it tells of an error and of nothing else. */
    private static boolean isError(JsonNode element) {
        boolean told = false;
        for (Map.Entry<String, JsonNode> field : element.properties()) {
            List<String> words = Words.of(field.getKey());
            if (!OF_ERRORS.containsAll(words)) {
                return false;
            }
            told |= words.contains("error") || words.contains("errors") || words.contains("exception");
        }
        return told;
    }

    private static boolean holdsList(JsonNode object, int depth) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            boolean named = isListName(Words.ofLocal(field.getKey()));
            // what holds nothing else is no more than a wrapper, whatever its name
            boolean wraps = (named || object.size() == 1) && value.isObject() && depth > 0;
            if ((named && value.isArray()) || (wraps && !hasId(value) && holdsList(value, depth - 1))) {
                return true;
            }
        }
        return false;
    }
}

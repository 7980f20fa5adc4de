package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an answer looks like, in words: names and kinds, never a value. */
final class HealthShape {

    private static final int MOST_FIELDS = 8;

    private HealthShape() {}

    /** Such as {@code {status: text, uptime: number, nodes: list of 3}}. */
    static String of(JsonNode node) {
        return of(node, 0);
    }

    private static String of(JsonNode node, int depth) {
        if (node.isObject()) {
            return depth > 1 ? "{…}" : object(node, depth);
        }
        if (node.isArray()) {
            String first = node.isEmpty() || depth > 1 ? "" : ", the first " + of(node.get(0), depth + 1);
            return "list of " + node.size() + first;
        }
        if (node.isTextual()) {
            return "text";
        }
        if (node.isNumber()) {
            return "number";
        }
        return node.isBoolean() ? "true or false" : "null";
    }

    private static String object(JsonNode node, int depth) {
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (fields.size() == MOST_FIELDS) {
                fields.add("and " + (node.size() - MOST_FIELDS) + " more");
                break;
            }
            fields.add(PartNames.fieldName(field.getKey()) + ": " + of(field.getValue(), depth + 1));
        }
        return "{" + String.join(", ", fields) + "}";
    }
}

package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an answer looks like, in names of fields and kinds of values, for people to see what was not understood. Never a value. */
final class JsonShape {

    private static final int DEEPEST = 3;
    private static final int MOST = 8;

    private JsonShape() {}

    /** {@return such as {@code {data: {rows: list of 2 × {name: text}}}}} */
    static String of(JsonNode node) {
        return of(node, DEEPEST);
    }

    private static String of(JsonNode node, int depth) {
        if (node.isArray()) {
            String first = node.isEmpty() || depth == 0 ? "" : " × " + of(node.get(0), depth - 1);
            return "list of " + node.size() + first;
        }
        if (node.isObject()) {
            return depth == 0 ? "{…}" : object(node, depth);
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
            if (fields.size() == MOST) {
                fields.add("…");
                break;
            }
            fields.add(Seen.name(field.getKey(), "…") + ": " + of(field.getValue(), depth - 1));
        }
        return "{" + String.join(", ", fields) + "}";
    }
}

package io.releaseconductor.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading and looking into JSON. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The one value that the text is; missing if the text is blank. */
    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    static boolean isValid(String text) {
        return tryParse(text).isPresent();
    }

    static Optional<JsonNode> tryParse(String text) {
        try {
            return Optional.of(parse(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What is written into a text as JSON once more, or else the node itself. */
    static JsonNode opened(JsonNode node) {
        String text = node.isTextual() ? node.textValue().strip() : "";
        return text.startsWith("{") || text.startsWith("[")
                ? tryParse(text).filter(JsonNode::isContainerNode).orElse(node)
                : node;
    }

    /** The values of several lines, each an object or a list; empty if any line is none of these. */
    static Optional<JsonNode> tryParseLines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        List<JsonNode> values = lines.stream()
                .map(Json::tryParse)
                .takeWhile(value -> value.filter(JsonNode::isContainerNode).isPresent())
                .flatMap(Optional::stream)
                .toList();
        return lines.size() > 1 && values.size() == lines.size()
                ? Optional.of(MAPPER.createArrayNode().addAll(values))
                : Optional.empty();
    }

    static String object(String firstField, String firstValue, String secondField, String secondValue) {
        return MAPPER.createObjectNode()
                .put(firstField, firstValue)
                .put(secondField, secondValue)
                .toString();
    }

    /**
     * What is at a path such as {@code data.user} or {@code items[0].url}, or null. A field whose very name has the dots is found
     * as well.
     */
    static @Nullable JsonNode at(JsonNode root, String path) {
        JsonNode direct = root.get(path);
        if (direct != null) {
            return direct;
        }
        JsonNode node = root;
        for (String name : path.replace("]", "").replace('[', '.').split("\\.", -1)) {
            // a path may begin with an index
            node = name.isEmpty() ? node : child(node, name);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    private static @Nullable JsonNode child(JsonNode node, String name) {
        boolean index = node.isArray() && name.matches("\\d{1,4}");
        return index ? node.get(Integer.parseInt(name)) : node.get(name);
    }
}

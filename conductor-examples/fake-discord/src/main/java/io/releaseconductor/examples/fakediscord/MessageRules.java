package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Discord refuses in a message. Lengths are those of
 * <a href="https://discord.com/developers/docs/resources/message">its documentation</a>. Unknown fields are refused as well, which is
 * stricter than Discord: a field that it does not know is one that does nothing.
 */
final class MessageRules {

    private static final Set<String> MESSAGE = Set.of(
            "content",
            "tts",
            "embeds",
            "components",
            "allowed_mentions",
            "nonce",
            "enforce_nonce",
            "flags",
            "attachments",
            "poll");
    private static final Set<String> EMBED = Set.of(
            "title",
            "type",
            "description",
            "url",
            "timestamp",
            "color",
            "footer",
            "image",
            "thumbnail",
            "author",
            "fields");
    private static final Set<String> BUTTON =
            Set.of("type", "id", "style", "label", "emoji", "custom_id", "url", "disabled");
    private static final Set<String> MENTIONS = Set.of("parse", "roles", "users", "replied_user");

    private static final long LARGEST_FILE = 10L << 20;

    private final List<String> problems = new ArrayList<>();

    private MessageRules() {}

    /** All that is wrong with the body of a message, or of an edit of one. */
    static List<String> problems(JsonNode body) {
        MessageRules rules = new MessageRules();
        rules.message(body);
        return rules.problems;
    }

    static boolean isEmpty(JsonNode body) {
        return body.path("content").asText().isBlank()
                && body.path("embeds").isEmpty()
                && body.path("components").isEmpty();
    }

    private void message(JsonNode body) {
        known("message", body, MESSAGE);
        length("content", body.path("content"), 0, 2000);
        length("nonce", body.path("nonce"), 0, 25);
        mentions(body.path("allowed_mentions"));
        JsonNode embeds = body.path("embeds");
        count("embeds", embeds, 10);
        int total = 0;
        for (JsonNode embed : embeds) {
            total += embed(embed);
        }
        require(total <= 6000, "embeds", total + " characters in all, at most 6000");
        components(body.path("components"));
        attachments(body);
    }

    private void attachments(JsonNode body) {
        Set<String> names = new HashSet<>();
        for (JsonNode attachment : body.path("attachments")) {
            names.add("attachment://" + attachment.path("filename").asText());
            length("description", attachment.path("description"), 0, 1024);
            long size = attachment.path("size").asLong(-1);
            require(size >= 0, "attachments", "no file for " + attachment);
            require(size <= LARGEST_FILE, "attachments", size + " bytes, at most " + LARGEST_FILE);
        }
        for (JsonNode embed : body.path("embeds")) {
            String url = embed.path("image").path("url").asText();
            require(!url.startsWith("attachment:") || names.contains(url), "image", url + " is not attached");
        }
    }

    /** Discord takes either all of a kind, or those that are named. */
    private void mentions(JsonNode allowed) {
        known("allowed_mentions", allowed, MENTIONS);
        Set<String> parsed = new HashSet<>();
        for (JsonNode kind : allowed.path("parse")) {
            require(
                    Set.of("everyone", "roles", "users").contains(kind.asText()),
                    "allowed_mentions.parse",
                    kind.asText());
            parsed.add(kind.asText());
        }
        for (String kind : List.of("roles", "users")) {
            JsonNode ids = allowed.path(kind);
            count("allowed_mentions." + kind, ids, 100);
            require(
                    ids.isEmpty() || !parsed.contains(kind),
                    "allowed_mentions",
                    "parse:[\"" + kind + "\"] and " + kind + ": [ids...] are mutually exclusive.");
            Set<String> distinct = new HashSet<>();
            for (JsonNode id : ids) {
                require(
                        id.isTextual() && id.asText().matches("[0-9]{15,20}"),
                        "allowed_mentions." + kind,
                        "\"" + id.asText() + "\" is not snowflake.");
                require(distinct.add(id.asText()), "allowed_mentions." + kind, "The set already contains this value");
            }
        }
    }

    private int embed(JsonNode embed) {
        known("embed", embed, EMBED);
        int total = length("title", embed.path("title"), 1, 256);
        total += length("description", embed.path("description"), 1, 4096);
        total += length("footer.text", embed.path("footer").path("text"), 1, 2048);
        total += length("author.name", embed.path("author").path("name"), 1, 256);
        JsonNode color = embed.path("color");
        require(color.isMissingNode() || (color.asInt() >= 0 && color.asInt() <= 0xFFFFFF), "color", color.asText());
        count("fields", embed.path("fields"), 25);
        for (JsonNode field : embed.path("fields")) {
            known("field", field, Set.of("name", "value", "inline"));
            require(field.has("name") && field.has("value"), "field", "name or value is missing");
            total += length("field.name", field.path("name"), 1, 256);
            total += length("field.value", field.path("value"), 1, 1024);
        }
        require(total > 0, "embed", "is empty");
        return total;
    }

    private void components(JsonNode rows) {
        count("components", rows, 5);
        Set<String> ids = new HashSet<>();
        for (JsonNode row : rows) {
            known("row", row, Set.of("type", "id", "components"));
            require(row.path("type").asInt() == 1, "row.type", row.path("type").asText());
            int buttons = row.path("components").size();
            require(buttons >= 1 && buttons <= 5, "row.components", buttons + " of them, allowed 1 to 5");
            row.path("components").forEach(button -> button(button, ids));
        }
    }

    private void button(JsonNode button, Set<String> ids) {
        known("button", button, BUTTON);
        require(
                button.path("type").asInt() == 2,
                "button.type",
                button.path("type").asText());
        length("button.label", button.path("label"), 1, 80);
        int style = button.path("style").asInt();
        require(style >= 1 && style <= 5, "button.style", style + "");
        if (style == 5) {
            length("button.url", button.path("url"), 1, 512);
        } else {
            require(button.has("custom_id"), "button.custom_id", "is missing");
            length("button.custom_id", button.path("custom_id"), 1, 100);
            require(
                    ids.add(button.path("custom_id").asText()),
                    "button.custom_id",
                    "Component custom id cannot be duplicated");
        }
    }

    private void known(String where, JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(name -> require(names.contains(name), where, "unknown field " + name));
    }

    private void count(String where, JsonNode list, int most) {
        require(list.isMissingNode() || list.isNull() || list.isArray(), where, "is no list");
        require(list.size() <= most, where, list.size() + " of them, at most " + most);
    }

    private int length(String where, JsonNode text, int least, int most) {
        if (text.isMissingNode() || text.isNull()) {
            return 0;
        }
        String value = text.asText();
        int length = value.strip().length();
        require(
                length >= least && value.length() <= most,
                where,
                length + " characters, allowed " + least + " to " + most);
        boolean halves = value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        require(!halves, where, "half a pair of surrogates");
        return value.length();
    }

    private void require(boolean kept, String where, String what) {
        if (!kept) {
            problems.add(where + ": " + what);
        }
    }
}

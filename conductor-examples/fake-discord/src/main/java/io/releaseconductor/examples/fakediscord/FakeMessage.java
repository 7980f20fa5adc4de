package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message as it is shown.
 *
 * @param channel the id of its channel
 * @param id its id
 * @param body what was sent for it, edits applied
 * @param edits how often it was edited
 */
public record FakeMessage(String channel, String id, JsonNode body, int edits) {

    /** {@return content, titles, descriptions and fields, one below the other, as they were sent} */
    public String text() {
        StringBuilder text = new StringBuilder(body.path("content").asText());
        for (JsonNode embed : body.path("embeds")) {
            text.append('\n').append(embed.path("title").asText());
            text.append('\n').append(embed.path("description").asText());
            for (JsonNode field : embed.path("fields")) {
                text.append('\n').append(field.path("name").asText());
                text.append(": ").append(field.path("value").asText());
            }
        }
        return text.toString();
    }

    /** {@return the first embed's title, or the empty text} */
    public String title() {
        return body.path("embeds").path(0).path("title").asText();
    }

    /** {@return the buttons in order: label to custom id} */
    public Map<String, String> buttons() {
        Map<String, String> buttons = new LinkedHashMap<>();
        for (JsonNode row : body.path("components")) {
            for (JsonNode button : row.path("components")) {
                buttons.put(
                        button.path("label").asText(), button.path("custom_id").asText());
            }
        }
        return buttons;
    }
}

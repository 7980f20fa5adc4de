package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What Discord refuses in a form (a modal), of which there is what asks for texts. */
final class FormRules {

    private static final int LABEL = 18;
    private static final int TEXT_INPUT = 4;

    private FormRules() {}

    static List<String> problems(JsonNode form) {
        List<String> problems = new ArrayList<>();
        length(problems, "title", form.path("title"), 1, 45);
        length(problems, "custom_id", form.path("custom_id"), 1, 100);
        int fields = form.path("components").size();
        if (fields < 1 || fields > 5) {
            problems.add("components: " + fields + " of them, allowed 1 to 5");
        }
        for (JsonNode label : form.path("components")) {
            JsonNode input = label.path("component");
            if (label.path("type").asInt() != LABEL || input.path("type").asInt() != TEXT_INPUT) {
                problems.add("component: of type " + label.path("type") + " with one of type " + input.path("type"));
            }
            length(problems, "label", label.path("label"), 1, 45);
            length(problems, "description", label.path("description"), 0, 100);
            length(problems, "input.custom_id", input.path("custom_id"), 1, 100);
            length(problems, "input.placeholder", input.path("placeholder"), 0, 100);
            int most = input.path("max_length").asInt(4000);
            if (most < 1 || most > 4000) {
                problems.add("input.max_length: " + most);
            }
        }
        return problems;
    }

    /** All that is wrong with what a person typed; Discord does not let them send it. */
    static List<String> problems(JsonNode form, String field, String typed) {
        List<String> problems = new ArrayList<>();
        boolean known = false;
        for (JsonNode label : form.path("components")) {
            JsonNode input = label.path("component");
            if (input.path("custom_id").asText().equals(field)) {
                known = true;
                int least = input.path("required").asBoolean(true) ? 1 : 0;
                if (typed.length() < least
                        || typed.length() > input.path("max_length").asInt(4000)) {
                    problems.add(field + ": " + typed.length() + " characters");
                }
            }
        }
        if (!known) {
            problems.add(field + ": is not asked for");
        }
        return problems;
    }

    private static void length(List<String> problems, String where, JsonNode text, int least, int most) {
        int length = text.asText().length();
        if (length < least || length > most) {
            problems.add(where + ": " + length + " characters, allowed " + least + " to " + most);
        }
    }
}

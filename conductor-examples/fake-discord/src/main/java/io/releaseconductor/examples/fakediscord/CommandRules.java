package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What Discord refuses in a command that is registered. */
final class CommandRules {

    private static final Pattern NAME = Pattern.compile("[-_\\p{L}\\p{N}]{1,32}");

    private CommandRules() {}

    static List<String> problems(JsonNode command) {
        List<String> problems = new ArrayList<>();
        String name = command.path("name").asText();
        if (!NAME.matcher(name).matches() || !name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
            problems.add("name: " + name);
        }
        described(problems, name, command);
        if (command.path("options").size() > 25) {
            problems.add(name + ": more than 25 options");
        }
        boolean optional = false;
        Set<String> names = new HashSet<>();
        for (JsonNode option : command.path("options")) {
            String where = name + "." + option.path("name").asText();
            if (!NAME.matcher(option.path("name").asText()).matches()
                    || !names.add(option.path("name").asText())) {
                problems.add(where + ": name");
            }
            described(problems, where, option);
            boolean required = option.path("required").asBoolean();
            if (required && optional) {
                problems.add(where + ": required options come before optional ones");
            }
            optional |= !required;
            choices(problems, where, option);
        }
        return problems;
    }

    private static void described(List<String> problems, String where, JsonNode node) {
        int length = node.path("description").asText().length();
        if (length < 1 || length > 100) {
            problems.add(where + ": a description of " + length + " characters, allowed 1 to 100");
        }
    }

    private static void choices(List<String> problems, String where, JsonNode option) {
        problems.addAll(choices(where, option.path("choices")));
        if (option.path("autocomplete").asBoolean() && !option.path("choices").isEmpty()) {
            problems.add(where + ": both choices and autocomplete");
        }
        if (option.path("max_length").asInt(1) < 1 || option.path("max_length").asInt(1) > 6000) {
            problems.add(where + ": max_length");
        }
    }

    static List<String> choices(String where, JsonNode choices) {
        List<String> problems = new ArrayList<>();
        if (choices.size() > 25) {
            problems.add(where + ": " + choices.size() + " choices, at most 25");
        }
        for (JsonNode choice : choices) {
            int name = choice.path("name").asText().length();
            int value = choice.path("value").asText().length();
            if (name < 1 || name > 100 || value > 100) {
                problems.add(where + ": a choice of " + name + " and " + value + " characters, allowed 1 to 100");
            }
        }
        return problems;
    }
}

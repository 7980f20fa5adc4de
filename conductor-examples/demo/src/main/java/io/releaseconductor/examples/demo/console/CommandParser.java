package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.examples.demo.app.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lines of the console. */
final class CommandParser {

    private static final String GOOD = "good";

    private static final List<String> WORDS = words();

    private CommandParser() {}

    private static List<String> words() {
        List<String> words = new ArrayList<>(List.of("/ship", "next", "status", "history", "help", "quit"));
        for (Question question : Question.values()) {
            words.add(question.wireName());
        }
        return List.copyOf(words);
    }

    /** What a line asks for. Never throws, whatever the line. */
    static ConsoleCommand parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return new ConsoleCommand.Nothing();
        }
        Optional<ButtonId> button = ButtonId.parse(text);
        if (button.isPresent()) {
            return new ConsoleCommand.Click(button.get());
        }
        List<String> parts = List.of(text.split("\\s+"));
        String word = parts.get(0).toLowerCase(Locale.ROOT);
        List<String> rest = parts.subList(1, parts.size());
        return switch (word) {
            case "/ship" -> new ConsoleCommand.Ship(text);
            case "ship" -> new ConsoleCommand.Ship("/" + text);
            case "next" -> next(rest);
            case "status" -> new ConsoleCommand.Status();
            case "history" -> new ConsoleCommand.History();
            case "help", "?" -> new ConsoleCommand.Help();
            case "quit", "exit" -> new ConsoleCommand.Quit();
            default ->
                Question.parse(word)
                        .map(question -> press(question, rest))
                        .orElseGet(() -> new ConsoleCommand.Bad("\"" + word + "\" is not known. "
                                + Suggestion.of(word, WORDS)
                                        .map(w -> "Did you mean \"" + w + "\"? ")
                                        .orElse("")
                                + "Type \"help\" to see what is."));
        };
    }

    private static ConsoleCommand press(Question question, List<String> rest) {
        if (question != Question.ADOPT) {
            return rest.size() > 1
                    ? new ConsoleCommand.Bad(question.wireName()
                            + " takes a deploy id or an environment at most, but got: " + String.join(" ", rest))
                    : new ConsoleCommand.Press(question, 0, rest.isEmpty() ? null : rest.get(0));
        }
        if (rest.isEmpty() || rest.size() > 2 || !rest.get(0).matches("[1-" + ButtonId.MAX_CHOICE + "]")) {
            return new ConsoleCommand.Bad("adopt needs the number of a run as the card lists them, such as: adopt 1");
        }
        return new ConsoleCommand.Press(question, Integer.parseInt(rest.get(0)), rest.size() == 2 ? rest.get(1) : null);
    }

    private static ConsoleCommand next(List<String> names) {
        String allowed =
                GOOD + ", " + Arrays.stream(Fault.values()).map(Fault::wireName).collect(Collectors.joining(", "));
        if (names.isEmpty()) {
            return new ConsoleCommand.Bad("next needs to know how the next version turns out: " + allowed);
        }
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String name : names) {
            Optional<Fault> fault = Fault.parse(name);
            if (fault.isEmpty() && !(name.equals(GOOD) && names.size() == 1)) {
                return new ConsoleCommand.Bad("next: \"" + name + "\" is not allowed; allowed: " + allowed);
            }
            fault.ifPresent(faults::add);
        }
        return new ConsoleCommand.Next(faults);
    }
}

package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.examples.demo.app.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lines of the console. */
final class CommandParser {

    private CommandParser() {}

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
            case Words.SHIP -> new ConsoleCommand.Ship(text);
            case "ship" -> new ConsoleCommand.Ship("/" + text);
            case Words.NEXT -> next(rest);
            case Words.AS -> as(rest);
            case Words.STATUS -> alone(word, rest, new ConsoleCommand.Status());
            case Words.HISTORY -> alone(word, rest, new ConsoleCommand.History());
            case Words.HELP, "?" -> new ConsoleCommand.Help();
            case Words.CONFIRM -> alone(word, rest, new ConsoleCommand.Confirm());
            case Words.QUIT, "exit" -> alone(word, rest, new ConsoleCommand.Quit());
            default ->
                Words.command(word)
                        .<ConsoleCommand>map(name -> new ConsoleCommand.Ask(name, text))
                        .or(() -> Question.parse(word).map(question -> press(question, rest)))
                        .orElseGet(() -> unknown(word));
        };
    }

    private static ConsoleCommand as(List<String> names) {
        return names.isEmpty()
                ? new ConsoleCommand.As(null, List.of())
                : new ConsoleCommand.As(names.get(0), names.subList(1, names.size()));
    }

    private static ConsoleCommand unknown(String word) {
        String meant = Suggestion.near(word, Words.FIRST)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse("");
        return new ConsoleCommand.Bad(
                Suggestion.quoted(word) + " is not known." + meant + " Type \"help\" to see what is.");
    }

    private static ConsoleCommand alone(String word, List<String> rest, ConsoleCommand command) {
        return rest.isEmpty()
                ? command
                : new ConsoleCommand.Bad(
                        word + " takes nothing more, but got: " + Suggestion.quoted(String.join(" ", rest)));
    }

    private static ConsoleCommand press(Question question, List<String> rest) {
        if (question != Question.ADOPT) {
            return rest.size() > 1
                    ? new ConsoleCommand.Bad(
                            question.wireName() + " takes a deploy id or an environment at most, but got: "
                                    + Suggestion.quoted(String.join(" ", rest)))
                    : new ConsoleCommand.Press(question, 0, rest.isEmpty() ? null : rest.get(0));
        }
        if (rest.isEmpty() || rest.size() > 2 || !rest.get(0).matches("[1-" + ButtonId.MAX_CHOICE + "]")) {
            return new ConsoleCommand.Bad("adopt needs the number of a run as the card lists them, such as: adopt 1");
        }
        return new ConsoleCommand.Press(question, Integer.parseInt(rest.get(0)), rest.size() == 2 ? rest.get(1) : null);
    }

    private static ConsoleCommand next(List<String> names) {
        String allowed = String.join(", ", Words.FAULTS);
        if (names.isEmpty()) {
            return new ConsoleCommand.Bad("next needs to know how the next version turns out: " + allowed);
        }
        boolean good = names.equals(List.of(Words.GOOD));
        List<String> wrong = names.stream()
                .filter(name -> Fault.parse(name).isEmpty() && !good)
                .toList();
        if (!wrong.isEmpty()) {
            return new ConsoleCommand.Bad("next: "
                    + wrong.stream().map(Suggestion::quoted).collect(Collectors.joining(", "))
                    + (wrong.size() == 1 ? " is" : " are") + " not allowed; allowed: " + allowed
                    + Suggestion.of(wrong, Words.FAULTS));
        }
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        names.forEach(name -> Fault.parse(name).ifPresent(faults::add));
        return new ConsoleCommand.Next(faults);
    }
}

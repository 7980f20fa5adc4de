package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.CommandSpec;
import io.releaseconductor.examples.demo.terminal.Proposals;
import java.util.List;
import java.util.stream.Stream;

/** Proposes what the console understands. */
final class ConsoleProposals implements Proposals {

    private final List<String> options;
    private final Buttons buttons;

    ConsoleProposals(ChatOps chatOps, Buttons buttons) {
        this.options = chatOps.commands().stream()
                .filter(command -> command.name().equals(Command.SHIP))
                .flatMap(command -> command.options().stream())
                .flatMap(ConsoleProposals::pairs)
                .toList();
        this.buttons = buttons;
    }

    private static Stream<String> pairs(CommandSpec.Option option) {
        List<String> values = option.values() instanceof CommandSpec.OneOf choice ? choice.values() : List.of("");
        return values.stream().map(value -> option.name() + ":" + value);
    }

    @Override
    public List<String> after(List<String> before) {
        if (before.isEmpty()) {
            return Words.FIRST;
        }
        String first = before.get(0);
        if (first.equals(Words.SHIP)) {
            return options.stream()
                    .filter(pair -> before.stream().noneMatch(word -> word.startsWith(key(pair))))
                    .toList();
        }
        if (first.equals(Words.NEXT)) {
            return Words.FAULTS;
        }
        return Words.QUESTIONS.contains(first) && before.size() == 1 ? buttons.targets() : List.of();
    }

    private static String key(String pair) {
        return pair.substring(0, pair.indexOf(':') + 1);
    }
}

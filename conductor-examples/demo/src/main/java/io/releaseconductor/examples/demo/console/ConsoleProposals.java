package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.CommandSpec;
import io.releaseconductor.examples.demo.terminal.Proposals;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proposes what the console understands. */
final class ConsoleProposals implements Proposals {

    private static final String DEPLOYMENT = Command.DEPLOYMENT + ":";

    private final Map<String, List<String>> options;
    private final List<String> first;
    private final Buttons buttons;

    ConsoleProposals(ChatOps chatOps, Buttons buttons) {
        this.options = chatOps.commands().stream()
                .collect(Collectors.toMap(command -> "/" + command.name(), ConsoleProposals::pairs));
        this.first = Words.FIRST.stream()
                .filter(word -> !word.startsWith("/") || options.containsKey(word))
                .toList();
        this.buttons = buttons;
    }

    private static List<String> pairs(CommandSpec command) {
        return command.options().stream().flatMap(ConsoleProposals::pairs).toList();
    }

    private static Stream<String> pairs(CommandSpec.Option option) {
        List<String> values = option.values() instanceof CommandSpec.OneOf choice ? choice.values() : List.of("");
        return values.stream().map(value -> option.name() + ":" + value);
    }

    @Override
    public List<String> after(List<String> before) {
        if (before.isEmpty()) {
            return first;
        }
        String command = before.get(0);
        List<String> pairs = options.get(command);
        if (pairs != null) {
            return pairs.stream()
                    .filter(pair -> before.stream().noneMatch(word -> word.startsWith(key(pair))))
                    .flatMap(this::withDeployments)
                    .toList();
        }
        if (command.equals(Words.NEXT)) {
            return Words.FAULTS;
        }
        return Words.QUESTIONS.contains(command) && before.size() == 1 ? buttons.targets() : List.of();
    }

    private Stream<String> withDeployments(String pair) {
        List<String> ids = pair.equals(DEPLOYMENT) ? buttons.deployments() : List.of();
        return ids.isEmpty() ? Stream.of(pair) : ids.stream().map(pair::concat);
    }

    private static String key(String pair) {
        return pair.substring(0, pair.indexOf(':') + 1);
    }
}

package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ships the next version, or the one that is named. */
final class Shipping {

    private final ChatOps chatOps;
    private final Versions versions;
    private final Answers answers;
    private final Screen screen;
    private final Clock clock;
    private @Nullable Command last;

    Shipping(ChatOps chatOps, Versions versions, Answers answers, Screen screen, Clock clock) {
        this.chatOps = chatOps;
        this.versions = versions;
        this.answers = answers;
        this.screen = screen;
        this.clock = clock;
    }

    /** Does what a line asks for, or says why not. */
    void ship(String text, Collection<Environment> environments, Actor actor) {
        ShipCommand.Result parsed = ShipCommand.parse(text, environments);
        if (parsed instanceof ShipCommand.Parsed ok) {
            ship(ok.command(), actor);
        } else if (parsed instanceof ShipCommand.Invalid invalid) {
            screen.line(String.join("; ", invalid.problems()));
        } else {
            screen.line("Not a /ship command; example: /ship env:staging strategy:full");
        }
    }

    private void ship(ShipCommand command, Actor actor) {
        ShipCommand wanted;
        try {
            wanted = new ShipCommand(
                    command.environment(),
                    command.strategy(),
                    command.ref(),
                    versions.toShip(command.version()),
                    command.note(),
                    command.override());
        } catch (IllegalArgumentException e) {
            screen.line(String.valueOf(e.getMessage()));
            return;
        }
        String key = DemoConsole.CHAT + "-" + UUID.randomUUID();
        ask(Command.ship(wanted, actor, DemoConsole.DESTINATION, key, clock.instant()));
    }

    /** Gives the last command once more, with the code that it was asked for; false if it was asked for none. */
    boolean confirm() {
        Command command = last;
        Optional<String> code = answers.code();
        if (command == null || code.isEmpty()) {
            return false;
        }
        Map<String, String> options = new HashMap<>(command.options());
        options.put(Command.CONFIRM, code.get());
        ask(new Command(
                command.name(), options, command.actor(), command.destination(), command.key(), clock.instant()));
        return true;
    }

    private void ask(Command command) {
        last = command;
        Reply reply = answers.tell(chatOps.ask(command));
        if (reply instanceof Reply.Done) {
            versions.shipped();
        }
    }
}

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
import java.util.UUID;

/** Ships the next version, or the one that is named. */
final class Shipping {

    private final ChatOps chatOps;
    private final Versions versions;
    private final Answers answers;
    private final Screen screen;
    private final Clock clock;

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
                    command.note());
        } catch (IllegalArgumentException e) {
            screen.line(String.valueOf(e.getMessage()));
            return;
        }
        String key = DemoConsole.CHAT + "-" + UUID.randomUUID();
        Reply reply =
                answers.tell(chatOps.ask(Command.ship(wanted, actor, DemoConsole.DESTINATION, key, clock.instant())));
        if (reply instanceof Reply.Done) {
            versions.shipped();
        }
    }
}

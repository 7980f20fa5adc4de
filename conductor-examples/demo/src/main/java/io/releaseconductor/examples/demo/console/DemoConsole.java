package io.releaseconductor.examples.demo.console;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Actor;
import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads lines, does what they ask for and says what came of it. What happens afterwards is seen on the cards.
 *
 * <p>With piped input each line waits until nothing is in flight, so that a script needs no pauses; only cancel, which makes
 * sense in flight alone, is pressed as soon as it is on screen.
 */
public final class DemoConsole {

    /** Where the console's cards go. There is one console, so any name does. */
    static final String DESTINATION = "console";

    private static final int HISTORY = 20;

    private final Conductor conductor;
    private final ConsoleChat chat;
    private final Progress progress;
    private final Screen screen;
    private final Versions versions;
    private final Actor actor;
    private final boolean piped;
    private final Duration patience;

    /**
     * A console.
     *
     * @param conductor does the work, started
     * @param chat shows its cards
     * @param progress is told of all changes by the conductor
     * @param screen where answers are printed
     * @param versions what is shipped next
     * @param actor who types
     * @param piped whether lines come from a pipe
     * @param patience how long a line waits at most for what is in flight
     */
    public DemoConsole(
            Conductor conductor,
            ConsoleChat chat,
            Progress progress,
            Screen screen,
            Versions versions,
            Actor actor,
            boolean piped,
            Duration patience) {
        this.conductor = Objects.requireNonNull(conductor, "conductor");
        this.chat = Objects.requireNonNull(chat, "chat");
        this.progress = Objects.requireNonNull(progress, "progress");
        this.screen = Objects.requireNonNull(screen, "screen");
        this.versions = Objects.requireNonNull(versions, "versions");
        this.actor = Objects.requireNonNull(actor, "actor");
        this.piped = piped;
        this.patience = Objects.requireNonNull(patience, "patience");
    }

    /**
     * Does what is typed until the end of input or {@code quit}, and then waits for what is in flight.
     *
     * @param input the lines
     * @return whether all that was in flight came to rest
     * @throws IOException if the input cannot be read
     */
    public boolean run(BufferedReader input) throws IOException {
        screen.ask();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            ConsoleCommand command = CommandParser.parse(line);
            if (piped) {
                awaitTurn(command);
            }
            screen.read(line);
            if (command instanceof ConsoleCommand.Quit) {
                break;
            }
            try {
                carryOut(command);
            } catch (StoreUnavailableException e) {
                screen.line("Not done: " + e.getMessage());
            }
            screen.ask();
        }
        return rest();
    }

    /** A script has no eyes: what a person would look at first, it waits for. */
    private void awaitTurn(ConsoleCommand command) {
        if (command instanceof ConsoleCommand.Press press && press.question() == Question.CANCEL) {
            progress.awaitRestOr(() -> onScreen(press).isPresent(), patience);
        } else {
            rest();
        }
    }

    private void carryOut(ConsoleCommand command) {
        if (command instanceof ConsoleCommand.Ship ship) {
            ship(ship.text());
        } else if (command instanceof ConsoleCommand.Press press) {
            press(press);
        } else if (command instanceof ConsoleCommand.Click click) {
            press(click.button());
        } else if (command instanceof ConsoleCommand.Next next) {
            screen.line(versions.plan(next.faults()));
        } else if (command instanceof ConsoleCommand.Status) {
            screen.block(versions.status(conductor));
        } else if (command instanceof ConsoleCommand.History) {
            screen.block(HistoryText.of(conductor.history(HistoryQuery.newest(HISTORY))));
        } else if (command instanceof ConsoleCommand.Help) {
            screen.block(HelpText.TEXT);
        } else if (command instanceof ConsoleCommand.Bad bad) {
            screen.line(bad.problem());
        }
    }

    private void ship(String text) {
        ShipCommand.Result parsed = ShipCommand.parse(text, conductor.environments());
        if (parsed instanceof ShipCommand.Parsed ok) {
            ship(ok.command());
        } else if (parsed instanceof ShipCommand.Invalid invalid) {
            screen.line(String.join("; ", invalid.problems()));
        } else {
            screen.line("Not a /ship command; example: /ship env:staging strategy:full");
        }
    }

    private void ship(ShipCommand command) {
        String version;
        try {
            version = versions.toShip(command.version());
        } catch (IllegalArgumentException e) {
            screen.line(String.valueOf(e.getMessage()));
            return;
        }
        ShipResult result = conductor.ship(new ShipRequest(
                command.environment(),
                command.strategy(),
                command.ref(),
                version,
                DESTINATION,
                actor,
                "console-" + UUID.randomUUID()));
        if (result instanceof ShipResult.Shipped shipped) {
            progress.seen(shipped.deployment());
            versions.shipped();
        } else if (result instanceof ShipResult.Taken taken) {
            screen.line(taken.reason());
        } else if (result instanceof ShipResult.Denied denied) {
            screen.line(denied.reason());
        } else if (result instanceof ShipResult.Invalid invalid) {
            screen.line(String.join("; ", invalid.problems()));
        } else if (result instanceof ShipResult.Unavailable unavailable) {
            screen.line(unavailable.reason());
        }
    }

    private void press(ConsoleCommand.Press press) {
        // A deployment that is named is asked for in any case: the conductor says why it is not possible.
        Optional<ButtonId> pressed = onScreen(press).or(() -> named(press));
        if (pressed.isPresent()) {
            press(pressed.get());
        } else {
            screen.line(absent(press));
        }
    }

    private void press(ButtonId button) {
        tell(button.action(), conductor.press(button, actor));
    }

    /** The button on the latest card that shows it. */
    private Optional<ButtonId> onScreen(ConsoleCommand.Press press) {
        return chat.cards().values().stream()
                .flatMap(card -> card.buttons().stream())
                .map(Button::id)
                .filter(button -> isMeant(button, press))
                .reduce((earlier, later) -> later);
    }

    private static boolean isMeant(ButtonId button, ConsoleCommand.Press press) {
        DeployId id = button.deployment();
        String target = press.target();
        return button.question() == press.question()
                && button.choice() == press.choice()
                && (target == null
                        || target.equals(id.value())
                        || target.equals(id.environment().name()));
    }

    private static Optional<ButtonId> named(ConsoleCommand.Press press) {
        String target = press.target();
        return target == null
                ? Optional.empty()
                : DeployId.parse(target).map(id -> new ButtonId(press.question(), press.choice(), id));
    }

    private void tell(Action action, ActionResult result) {
        if (result instanceof ActionResult.Done done) {
            progress.seen(done.deployment());
            if (action == Action.DETAILS) {
                screen.block(CardText.render(CardRenderer.details(done.deployment())));
            }
        } else if (result instanceof ActionResult.Refused refused) {
            screen.line(refused.reason());
        } else if (result instanceof ActionResult.Denied denied) {
            screen.line(denied.reason());
        } else if (result instanceof ActionResult.NotFound notFound) {
            screen.line(notFound.reason());
        } else if (result instanceof ActionResult.Unavailable unavailable) {
            screen.line(unavailable.reason());
        }
    }

    /** Why there is no such button to press. */
    private String absent(ConsoleCommand.Press press) {
        String target = press.target();
        Optional<Deployment> latest = progress.all().stream()
                .filter(d -> target == null || d.environment().name().equals(target))
                .max(Comparator.comparing((Deployment d) -> d.request().initiatedAt())
                        .thenComparing(Deployment::id));
        if (latest.isEmpty()) {
            return target == null
                    ? "Nothing was shipped yet. Try: /ship env:staging strategy:full"
                    : "There is no deployment \"" + target + "\": give a deploy id or the name of an environment.";
        }
        return "No card offers " + press.question().wireName() + " now: "
                + latest.get().id() + " is " + latest.get().status().words() + ".";
    }

    /** Waits until nothing is in flight; says so if that takes too long. */
    private boolean rest() {
        boolean rested = progress.awaitRest(patience);
        if (!rested) {
            String ids = progress.inFlight().stream()
                    .map(d -> d.id() + " (" + d.status().words() + ")")
                    .collect(Collectors.joining(", "));
            screen.line("Still in flight after " + patience.toSeconds() + "s: " + ids);
        }
        return rested;
    }
}

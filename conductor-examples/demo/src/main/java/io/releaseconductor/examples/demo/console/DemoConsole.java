package io.releaseconductor.examples.demo.console;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
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

    /** By which records tell people at the console from those of chats. */
    public static final String CHAT = "console";

    private final Conductor conductor;
    private final ChatOps chatOps;
    private final ConsoleChat chat;
    private final Progress progress;
    private final Screen screen;
    private final Versions versions;
    private final Actor actor;
    private final boolean piped;
    private final Duration patience;
    private final Clock clock;

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
     * @param clock the conductor's clock
     */
    public DemoConsole(
            Conductor conductor,
            ConsoleChat chat,
            Progress progress,
            Screen screen,
            Versions versions,
            Actor actor,
            boolean piped,
            Duration patience,
            Clock clock) {
        this.conductor = Objects.requireNonNull(conductor, "conductor");
        this.chatOps = ChatOps.of(conductor, chat, ChatOpsOptions.DEFAULT.withClock(clock));
        this.chat = Objects.requireNonNull(chat, "chat");
        this.progress = Objects.requireNonNull(progress, "progress");
        this.screen = Objects.requireNonNull(screen, "screen");
        this.versions = Objects.requireNonNull(versions, "versions");
        this.actor = Objects.requireNonNull(actor, "actor");
        this.piped = piped;
        this.patience = Objects.requireNonNull(patience, "patience");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Shows the cards of what was under way when the last demo ended, so that their buttons can be pressed, and follows it. */
    public void pickUp() {
        for (Environment environment : conductor.environments()) {
            conductor.holder(environment).ifPresent(deployment -> {
                progress.seen(deployment);
                String reference = deployment.card().reference();
                if (reference != null) {
                    chat.pickUp(reference, CardRenderer.render(deployment));
                }
            });
        }
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
        ShipCommand wanted;
        try {
            wanted = new ShipCommand(
                    command.environment(), command.strategy(), command.ref(), versions.toShip(command.version()));
        } catch (IllegalArgumentException e) {
            screen.line(String.valueOf(e.getMessage()));
            return;
        }
        Reply reply = replyTo(
                chatOps.ask(Command.ship(wanted, actor, DESTINATION, CHAT + "-" + UUID.randomUUID(), clock.instant())));
        tell(reply);
        if (reply instanceof Reply.Done) {
            versions.shipped();
        }
    }

    /** Here nobody waits for an acknowledgement. */
    private static Reply replyTo(Reception reception) {
        if (reception instanceof Reception.Answered answered) {
            return answered.reply();
        }
        if (reception instanceof Reception.Accepted accepted) {
            return accepted.carryOut();
        }
        throw new IllegalStateException("There is no reply to " + reception);
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
        tell(replyTo(chatOps.click(new Click(button.value(), actor, null, clock.instant()))));
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
                && (press.question().isOfGate() || button.choice() == press.choice())
                && (target == null
                        || target.equals(id.value())
                        || target.equals(id.environment().name()));
    }

    private Optional<ButtonId> named(ConsoleCommand.Press press) {
        String target = press.target();
        return target == null ? Optional.empty() : DeployId.parse(target).map(id -> named(press, id));
    }

    /** At a gate, the one that comes next now. */
    private ButtonId named(ConsoleCommand.Press press, DeployId id) {
        return press.question().isOfGate()
                ? ButtonId.atGate(press.question(), gate(id), id)
                : new ButtonId(press.question(), press.choice(), id);
    }

    private int gate(DeployId id) {
        return progress.all().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .map(Deployment::wave)
                .orElse(1);
    }

    /** What is done is not said: the card tells. */
    private void tell(Reply reply) {
        if (reply instanceof Reply.Done done) {
            progress.seen(done.deployment());
        } else if (reply instanceof Reply.Details details) {
            progress.seen(details.deployment());
            screen.block(CardText.render(details.card()));
        } else if (reply instanceof Reply.Listing listing) {
            screen.block(CardText.render(listing.card()));
        } else if (reply instanceof Reply.Refused refused) {
            screen.line(refused.reason());
        } else if (reply instanceof Reply.Repeated repeated) {
            screen.line(repeated.refusal().reason());
        } else if (reply instanceof Reply.Denied denied) {
            screen.line(denied.reason());
        } else if (reply instanceof Reply.Invalid invalid) {
            screen.line(String.join("; ", invalid.problems()));
        } else if (reply instanceof Reply.Unavailable unavailable) {
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

package io.releaseconductor.examples.demo.console;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.TypedCommand;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.examples.demo.terminal.Teletype;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StoreUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads lines, does what they ask for and says what came of it. What happens afterwards is seen on the cards.
 *
 * <p>With piped input each line waits until nothing is in flight, so that a script needs no pauses; only cancel, which makes
 * sense in flight alone, is pressed as soon as it is on screen.
 */
public final class DemoConsole {

    /** By which records tell people at the console from those of chats. */
    public static final String CHAT = "console";

    /** Where the console's cards go. There is one console, so any name does. */
    static final String DESTINATION = "console";

    private static final int HISTORY = 20;

    private final Conductor conductor;
    private final Progress progress;
    private final ChatOps chatOps;
    private final Screen screen;
    private final Versions versions;
    private final Typist typist;
    private final People people;
    private final Clock clock;
    private final Answers answers;
    private final Buttons buttons;
    private final Shipping shipping;
    private final Turn turn;
    private final Earlier earlier;
    private final ConsoleProposals proposals;

    /**
     * A console.
     *
     * @param conductor does the work
     * @param chat shows its cards
     * @param progress is told of all changes by the conductor
     * @param screen where answers are printed
     * @param versions what is shipped next
     * @param typist who types
     * @param clock the conductor's clock
     */
    public DemoConsole(
            Conductor conductor,
            ConsoleChat chat,
            Progress progress,
            Screen screen,
            Versions versions,
            Typist typist,
            Clock clock) {
        this.conductor = Objects.requireNonNull(conductor, "conductor");
        this.progress = Objects.requireNonNull(progress, "progress");
        this.screen = Objects.requireNonNull(screen, "screen");
        this.versions = Objects.requireNonNull(versions, "versions");
        this.typist = Objects.requireNonNull(typist, "typist");
        this.people = new People(typist.actor());
        this.clock = Objects.requireNonNull(clock, "clock");
        this.chatOps = ChatOps.of(conductor, chat, ChatOpsOptions.DEFAULT.withClock(clock));
        this.answers = new Answers(screen, progress);
        this.buttons = new Buttons(conductor, chat, progress);
        this.shipping = new Shipping(chatOps, versions, answers, screen, clock);
        this.turn = new Turn(progress, buttons, screen, typist.patience());
        this.earlier = new Earlier(conductor, chat, progress);
        this.proposals = new ConsoleProposals(chatOps, buttons);
    }

    /**
     * Shows the cards of what was under way when the last demo ended and follows it. The buttons of these cards, and of those that had
     * come to their end, can be pressed.
     */
    public void pickUp() {
        earlier.pickUp();
    }

    /**
     * Does what is typed until the end of input or {@code quit}, and then waits for what is in flight.
     *
     * @param teletype where it is typed
     * @return whether all that was in flight came to rest
     * @throws IOException if the input cannot be read, or whoever types leaves at once
     */
    public boolean run(Teletype teletype) throws IOException {
        teletype.propose(proposals);
        for (String line = teletype.next(); line != null; line = teletype.next()) {
            ConsoleCommand command = CommandParser.parse(line);
            if (typist.piped()) {
                turn.await(command);
            }
            screen.carriedOut(line);
            if (command instanceof ConsoleCommand.Quit) {
                break;
            }
            try {
                carryOut(command);
            } catch (StoreUnavailableException e) {
                screen.line("Not done: " + e.getMessage());
            }
        }
        return turn.awaitRest();
    }

    private void carryOut(ConsoleCommand command) {
        if (command instanceof ConsoleCommand.Ship ship) {
            shipping.ship(ship.text(), conductor.environments(), people.now());
        } else if (command instanceof ConsoleCommand.Ask asked) {
            ask(asked.text());
        } else if (command instanceof ConsoleCommand.As as) {
            become(as);
        } else if (command instanceof ConsoleCommand.Press press) {
            press(press);
        } else if (command instanceof ConsoleCommand.Click click) {
            press(click.button().value());
        } else if (command instanceof ConsoleCommand.Confirm) {
            answers.asked().ifPresentOrElse(this::press, this::confirmShipping);
        } else if (command instanceof ConsoleCommand.Next next) {
            screen.line(versions.plan(next.faults()));
        } else if (command instanceof ConsoleCommand.Status) {
            screen.block(versions.status(conductor) + StatusText.restraints(conductor));
        } else if (command instanceof ConsoleCommand.History) {
            screen.block(HistoryText.of(conductor.history(HistoryQuery.newest(HISTORY))));
        } else if (command instanceof ConsoleCommand.Help) {
            screen.block(HelpText.TEXT);
        } else if (command instanceof ConsoleCommand.Bad bad) {
            screen.line(bad.problem());
        }
    }

    private void confirmShipping() {
        if (!shipping.confirm()) {
            screen.line("Nothing waits to be confirmed.");
        }
    }

    private void press(ConsoleCommand.Press press) {
        Optional<ButtonId> pressed = buttons.meant(press);
        if (pressed.isPresent()) {
            press(pressed.get().value());
        } else {
            screen.line(buttons.absent(press));
        }
    }

    private void press(String button) {
        answers.tell(chatOps.click(new Click(button, people.now(), null, clock.instant())));
    }

    private void become(ConsoleCommand.As as) {
        if (as.name() == null) {
            screen.line(people.who());
        } else {
            answers.forget();
            screen.line(people.become(as.name(), as.groups()));
        }
    }

    private void ask(String text) {
        TypedCommand.parse(text, people.now(), DESTINATION, clock.instant())
                .ifPresent(command -> answers.tell(chatOps.ask(command)));
        // a lock that came or went is known to what waits before anybody is told
        conductor.environments().stream()
                .map(conductor::holder)
                .flatMap(Optional::stream)
                .forEach(progress::seen);
    }
}

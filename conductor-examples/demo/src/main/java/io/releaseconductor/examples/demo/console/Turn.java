package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.Question;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.examples.demo.terminal.Screen;
import java.time.Duration;
import java.util.stream.Collectors;

/** Waits, in place of somebody who has no eyes, for what a person would look at first. */
final class Turn {

    private final Progress progress;
    private final Buttons buttons;
    private final Screen screen;
    private final Duration patience;

    Turn(Progress progress, Buttons buttons, Screen screen, Duration patience) {
        this.progress = progress;
        this.buttons = buttons;
        this.screen = screen;
        this.patience = patience;
    }

    /** Waits until a command's turn has come: when nothing is in flight, or, to cancel, when that is on screen. */
    void await(ConsoleCommand command) {
        if (isCancel(command)) {
            ConsoleCommand.Press press = command instanceof ConsoleCommand.Press pressed
                    ? pressed
                    : new ConsoleCommand.Press(Question.CANCEL, 0, null);
            progress.awaitRestOr(() -> buttons.onScreen(press).isPresent(), patience);
        } else {
            awaitRest();
        }
    }

    private static boolean isCancel(ConsoleCommand command) {
        return (command instanceof ConsoleCommand.Press press && press.question() == Question.CANCEL)
                || (command instanceof ConsoleCommand.Ask ask && ask.name().equals(Command.CANCEL));
    }

    /** Waits until nothing is in flight; says so if that takes too long. */
    boolean awaitRest() {
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

package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.examples.demo.app.Fault;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a line asks for. */
sealed interface ConsoleCommand {

    /**
     * Ship.
     *
     * @param text the line, from {@code /ship} on
     */
    record Ship(String text) implements ConsoleCommand {}

    /**
     * Do what a command of chats other than {@code /ship} asks for.
     *
     * @param name its name, without a slash
     * @param text the line
     */
    record Ask(String name, String text) implements ConsoleCommand {}

    /**
     * Press a button.
     *
     * @param question what the button asks
     * @param choice which of the candidates, from 1, for {@link Question#ADOPT}; 0 for all others
     * @param target a deploy id or the name of an environment, or null for the latest card that shows the button
     */
    record Press(Question question, int choice, @Nullable String target) implements ConsoleCommand {}

    /**
     * Press the button with this id, as a chat would send it back.
     *
     * @param button its id
     */
    record Click(ButtonId button) implements ConsoleCommand {}

    /**
     * Say how the next version turns out.
     *
     * @param faults what is wrong with it; empty if nothing is
     */
    record Next(Set<Fault> faults) implements ConsoleCommand {
        /** Copies. */
        public Next {
            faults = Set.copyOf(faults);
        }
    }

    /**
     * Let somebody else type the lines that follow.
     *
     * @param name who, or null to be told who types
     * @param groups the groups that they are in
     */
    record As(@Nullable String name, List<String> groups) implements ConsoleCommand {
        /** Copies. */
        public As {
            groups = List.copyOf(groups);
        }
    }

    /** Confirm what was asked last. */
    record Confirm() implements ConsoleCommand {}

    /** Show what is served where. */
    record Status() implements ConsoleCommand {}

    /** Show past and present deployments. */
    record History() implements ConsoleCommand {}

    /** Show what can be typed. */
    record Help() implements ConsoleCommand {}

    /** Leave. */
    record Quit() implements ConsoleCommand {}

    /** Nothing: an empty line or a comment. */
    record Nothing() implements ConsoleCommand {}

    /**
     * The line is not understood.
     *
     * @param problem what is wrong with it, in one line
     */
    record Bad(String problem) implements ConsoleCommand {}
}

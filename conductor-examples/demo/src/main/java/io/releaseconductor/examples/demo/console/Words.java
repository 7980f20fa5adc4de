package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.Question;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.examples.demo.app.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words that can be typed. */
final class Words {

    static final String SHIP = "/ship";
    static final String NEXT = "next";
    static final String AS = "as";
    static final String STATUS = "status";
    static final String HISTORY = "history";
    static final String HELP = "help";
    static final String QUIT = "quit";
    static final String CONFIRM = "confirm";
    static final String GOOD = "good";

    /** The buttons', in the order in which people come across them. */
    static final List<String> QUESTIONS =
            Arrays.stream(Question.values()).map(Question::wireName).toList();

    /** The commands of chats that are typed as there. */
    static final List<String> COMMANDS = Command.NAMES.stream()
            .filter(name -> !name.equals(Command.SHIP))
            .map(name -> "/" + name)
            .toList();

    /** Those that a line begins with. */
    static final List<String> FIRST = Stream.of(
                    Stream.of(SHIP),
                    COMMANDS.stream(),
                    Stream.of(NEXT, AS, STATUS, HISTORY, CONFIRM, HELP, QUIT),
                    QUESTIONS.stream())
            .flatMap(words -> words)
            .toList();

    /** Those that follow {@link #NEXT}. */
    static final List<String> FAULTS = Stream.concat(
                    Stream.of(GOOD), Arrays.stream(Fault.values()).map(Fault::wireName))
            .toList();

    private Words() {}

    /** The name of a command of chats, which a line may begin with, with or without the slash; not that of {@link #SHIP}. */
    static Optional<String> command(String word) {
        String name = word.startsWith("/") ? word.substring(1) : word;
        return COMMANDS.contains("/" + name) ? Optional.of(name) : Optional.empty();
    }
}

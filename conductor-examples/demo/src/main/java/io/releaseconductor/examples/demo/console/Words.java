package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.Question;
import io.releaseconductor.examples.demo.app.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The words that can be typed. */
final class Words {

    static final String SHIP = "/ship";
    static final String NEXT = "next";
    static final String STATUS = "status";
    static final String HISTORY = "history";
    static final String HELP = "help";
    static final String QUIT = "quit";
    static final String CONFIRM = "confirm";
    static final String GOOD = "good";

    /** The buttons', in the order in which people come across them. */
    static final List<String> QUESTIONS =
            Arrays.stream(Question.values()).map(Question::wireName).toList();

    /** Those that a line begins with. */
    static final List<String> FIRST = Stream.concat(
                    Stream.of(SHIP, NEXT, STATUS, HISTORY, CONFIRM, HELP, QUIT), QUESTIONS.stream())
            .toList();

    /** Those that follow {@link #NEXT}. */
    static final List<String> FAULTS = Stream.concat(
                    Stream.of(GOOD), Arrays.stream(Fault.values()).map(Fault::wireName))
            .toList();

    private Words() {}
}

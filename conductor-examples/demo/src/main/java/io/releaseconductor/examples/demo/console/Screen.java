package io.releaseconductor.examples.demo.console;

import java.io.PrintStream;
import java.util.Objects;

/** What the person sees. Blocks of text appear whole, however many threads print. */
public final class Screen {

    private static final String PROMPT = "> ";

    private final PrintStream out;
    private final boolean interactive;
    private boolean prompted;
    private boolean afterBlank = true;

    /**
     * A screen.
     *
     * @param out where it is printed
     * @param interactive whether a person types: then there is a prompt, else each line read is repeated
     */
    public Screen(PrintStream out, boolean interactive) {
        this.out = Objects.requireNonNull(out, "out");
        this.interactive = interactive;
    }

    /**
     * Prints a line.
     *
     * @param line the line
     */
    public synchronized void line(String line) {
        leavePrompt();
        print(line);
        showPromptAgain();
    }

    /**
     * Prints a block of lines, with an empty line before and after.
     *
     * @param text the lines
     */
    public synchronized void block(String text) {
        leavePrompt();
        blank();
        text.lines().forEach(this::print);
        blank();
        showPromptAgain();
    }

    /** Asks for the next line. */
    synchronized void ask() {
        if (interactive) {
            out.print(PROMPT);
            out.flush();
            prompted = true;
        }
    }

    /** Notes that a line was read, or is carried out now. */
    synchronized void read(String line) {
        prompted = false;
        if (interactive) {
            afterBlank = false;
        } else {
            print(PROMPT + line);
        }
    }

    private void print(String line) {
        out.println(line);
        afterBlank = line.isEmpty();
    }

    private void blank() {
        if (!afterBlank) {
            print("");
        }
    }

    /** Over the prompt, so that not every line of progress leaves one behind. */
    private void leavePrompt() {
        if (prompted) {
            out.print("\r" + " ".repeat(PROMPT.length()) + "\r");
        }
    }

    private void showPromptAgain() {
        if (prompted) {
            out.print(PROMPT);
        }
        out.flush();
    }
}

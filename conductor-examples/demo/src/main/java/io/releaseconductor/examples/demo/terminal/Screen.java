package io.releaseconductor.examples.demo.terminal;

import java.util.ArrayList;
import java.util.List;

/** What the person sees. Blocks of text appear whole, however many threads print. */
public final class Screen {

    private final Teletype teletype;
    private final Ink ink;
    private boolean afterBlank = true;

    /**
     * A screen.
     *
     * @param teletype where it is printed
     */
    public Screen(Teletype teletype) {
        this.teletype = teletype;
        this.ink = Ink.of(teletype);
    }

    /**
     * Prints a line.
     *
     * @param line the line
     */
    public synchronized void line(String line) {
        print(line.isEmpty() ? List.of("") : line.lines().toList());
    }

    /**
     * Prints a block of lines, with an empty line before and after.
     *
     * @param text the lines
     */
    public synchronized void block(String text) {
        List<String> lines = new ArrayList<>();
        if (!afterBlank) {
            lines.add("");
        }
        text.lines().forEach(lines::add);
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
        print(lines);
    }

    /**
     * Notes that a line that was read is carried out now.
     *
     * @param line the line
     */
    public synchronized void carriedOut(String line) {
        afterBlank = false;
        teletype.carriedOut(line);
    }

    private void print(List<String> lines) {
        if (!lines.isEmpty()) {
            afterBlank = lines.get(lines.size() - 1).isEmpty();
            teletype.print(lines.stream().map(ink::of).toList());
        }
    }
}

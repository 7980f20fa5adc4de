package io.releaseconductor.examples.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;

/** A person at an emulated terminal, who types keys and sees the screen with all that went off it. */
public final class Seat implements AutoCloseable {

    private static final long PATIENCE_MINUTES = 2;

    private final ScreenTerminal screen;
    private final LineDisciplineTerminal terminal;
    private final EditingTeletype teletype;

    private Seat(ScreenTerminal.VirtualTerminal virtual, boolean colours) {
        this.screen = virtual.screen();
        this.terminal = virtual.terminal();
        this.teletype = new EditingTeletype(terminal, colours);
    }

    public static Seat take(int columns, boolean colours) throws IOException {
        return new Seat(ScreenTerminal.withTerminal("seat", "xterm", columns, 24), colours);
    }

    public Teletype teletype() {
        return teletype;
    }

    public void type(String keys) throws IOException {
        byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
        terminal.processInputBytes(bytes, 0, bytes.length);
    }

    public void resize(int columns) {
        Size size = Size.of(columns, 24);
        screen.setSize(size);
        terminal.setSize(size);
        terminal.raise(Terminal.Signal.WINCH);
    }

    /** Waits until a text is seen. */
    public void await(String text) throws InterruptedException {
        await(seen -> seen.contains(text));
        assertThat(seen()).contains(text);
    }

    /** Waits until a line is asked for, so that keys are keys. */
    public void awaitPrompt() throws InterruptedException {
        String prompt = Teletype.PROMPT.strip();
        await(seen -> seen.equals(prompt) || seen.endsWith("\n" + prompt));
    }

    private void await(Predicate<String> condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        synchronized (screen) {
            while (!condition.test(seen()) && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(screen, Math.min(end - System.nanoTime(), 100_000_000L));
            }
        }
    }

    /** All lines, without the spaces at their ends and the empty lines at the end of all. */
    public String seen() {
        return rows().stream()
                .map(row -> Arrays.stream(row)
                        .mapToInt(ScreenTerminal::cellCodePoint)
                        .filter(codePoint -> codePoint != 0)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .stripTrailing())
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /** Whether anything has a colour. */
    public boolean seesColours() {
        return rows().stream().flatMapToLong(Arrays::stream).anyMatch(ScreenTerminal::cellHasForeground);
    }

    private List<long[]> rows() {
        synchronized (screen) {
            List<long[]> rows = new ArrayList<>(screen.getHistory());
            int columns = screen.getColumns();
            long[] shown = new long[columns * screen.getRows()];
            screen.dump(shown, null);
            for (int row = 0; row < screen.getRows(); row++) {
                rows.add(Arrays.copyOfRange(shown, row * columns, (row + 1) * columns));
            }
            return rows;
        }
    }

    @Override
    public void close() {
        teletype.close();
    }
}

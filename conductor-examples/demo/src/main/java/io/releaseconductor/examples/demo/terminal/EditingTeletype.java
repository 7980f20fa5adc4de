package io.releaseconductor.examples.demo.terminal;

import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that edits lines, has earlier ones back and completes them. What is printed while somebody types appears above that. Several lines
 * that are pasted stand there until they are sent, and then come one by one.
 */
final class EditingTeletype implements Teletype {

    private static final String CONTINUED = "  ";

    private static final String RESIZED = "WINCH";

    private final Terminal terminal;
    private final Runnable closing;
    private final boolean colours;
    private final ProposedWords words;
    private final LineReader reader;
    private final Deque<String> pasted = new ArrayDeque<>();

    EditingTeletype(Terminal terminal, boolean colours) {
        this(terminal, colours, () -> {});
    }

    private EditingTeletype(Terminal terminal, boolean colours, Runnable closing) {
        this.terminal = terminal;
        this.closing = closing;
        this.colours = colours;
        this.words = new ProposedWords();
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .completer(words)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
                // It would be saved, and failures would be logged, while nobody can print.
                .option(LineReader.Option.HISTORY_INCREMENTAL, false)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED)
                // No colour, whoever wants them.
                .variable(LineReader.COMPLETION_STYLE_STARTING, "bold")
                .variable(LineReader.COMPLETION_STYLE_LIST_STARTING, "bold")
                .build();
    }

    /**
     * At the terminal of this process. The machine's own commands set it up, no native code does.
     *
     * @throws IOException if it cannot be used
     * @throws IllegalStateException if there is none
     */
    static EditingTeletype ofProcess(Charset charset, boolean colours) throws IOException {
        Terminal terminal = opened(charset);
        if (terminal.getSize().getColumns() <= 0) {
            terminal.close();
            throw new IOException("The terminal has no width.");
        }
        Object before = Signals.register(RESIZED, () -> terminal.raise(Terminal.Signal.WINCH));
        return new EditingTeletype(terminal, colours, () -> Signals.unregister(RESIZED, before));
    }

    private static Terminal opened(Charset charset) throws IOException {
        String before = System.getProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS);
        try {
            // Ctrl-C is a key while somebody types, or else it would come twice, and the JVM's as ever while nobody
            // does.
            System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, "false");
            return TerminalBuilder.builder()
                    .system(true)
                    .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                    .dumb(false)
                    .encoding(charset)
                    .stdinEncoding(charset)
                    .stdoutEncoding(charset)
                    .graphemeCluster(false)
                    .nativeSignals(false)
                    .build();
        } finally {
            if (before == null) {
                System.clearProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS);
            } else {
                System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, before);
            }
        }
    }

    @Override
    public @Nullable String next() throws IOException {
        while (pasted.isEmpty()) {
            try {
                reader.readLine(PROMPT).lines().forEach(pasted::add);
                keep();
            } catch (UserInterruptException e) {
                if (e.getPartialLine().isEmpty()) {
                    throw new InterruptedIOException("left");
                }
            } catch (EndOfFileException e) {
                return null;
            } catch (IOError e) {
                throw new IOException(e);
            }
        }
        return pasted.remove();
    }

    /** For the next time, if lines are kept at all. */
    private void keep() {
        try {
            reader.getHistory().save();
        } catch (IOException e) {
            reader.setVariable(LineReader.HISTORY_FILE, null);
            print(List.of("What is typed is not kept for the next time: " + e));
        }
    }

    @Override
    public void carriedOut(String line) {
        // It stands where it was typed.
    }

    @Override
    public void print(List<String> lines) {
        try {
            reader.printAbove(String.join("\n", lines) + "\n");
        } catch (IllegalStateException e) {
            // Whoever sat here has left.
        }
    }

    @Override
    public Charset charset() {
        return terminal.outputEncoding();
    }

    @Override
    public boolean showsColours() {
        return colours;
    }

    @Override
    public void propose(Proposals proposals) {
        words.are(proposals);
    }

    @Override
    public void remember(Path file) {
        reader.setVariable(LineReader.HISTORY_FILE, file);
    }

    @Override
    public void close() {
        closing.run();
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

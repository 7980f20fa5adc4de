package io.releaseconductor.examples.demo.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A terminal that can do no more than print. What is printed goes over the prompt, so that not every line of progress leaves one behind. */
public final class PlainTeletype implements Teletype {

    private final BufferedReader in;
    private final PrintStream out;
    private final Charset charset;
    private boolean prompted;

    /**
     * Reads and writes.
     *
     * @param in what is typed
     * @param out what is seen
     * @param charset how both are encoded
     */
    public PlainTeletype(InputStream in, PrintStream out, Charset charset) {
        this.charset = Objects.requireNonNull(charset, "charset");
        this.in = new BufferedReader(new InputStreamReader(in, charset));
        this.out = new PrintStream(out, true, charset);
    }

    @Override
    public @Nullable String next() throws IOException {
        prompt(true);
        try {
            return in.readLine();
        } finally {
            prompt(false);
        }
    }

    private synchronized void prompt(boolean shown) {
        prompted = shown;
        showPrompt();
    }

    private void showPrompt() {
        if (prompted) {
            out.print(PROMPT);
            out.flush();
        }
    }

    @Override
    public void carriedOut(String line) {
        // It stands where it was typed.
    }

    @Override
    public synchronized void print(List<String> lines) {
        if (prompted) {
            out.print("\r" + " ".repeat(PROMPT.length()) + "\r");
        }
        lines.forEach(out::println);
        showPrompt();
    }

    @Override
    public Charset charset() {
        return charset;
    }

    @Override
    public boolean showsColours() {
        return false;
    }
}

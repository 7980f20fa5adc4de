package io.releaseconductor.examples.demo.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pipe: each line is repeated as it is carried out, so that the transcript can be read. All is UTF-8, so that it is the same everywhere. */
public final class PipedTeletype implements Teletype {

    private final BufferedReader in;
    private final PrintStream out;

    /**
     * Reads and writes.
     *
     * @param in the lines, in UTF-8
     * @param out the transcript, in UTF-8
     */
    public PipedTeletype(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String next() throws IOException {
        return in.readLine();
    }

    @Override
    public void carriedOut(String line) {
        out.println(PROMPT + line);
    }

    @Override
    public void print(List<String> lines) {
        lines.forEach(out::println);
    }

    @Override
    public Charset charset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public boolean showsColours() {
        return false;
    }
}

package io.releaseconductor.examples.demo.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A terminal of this process into which nobody writes but by way of it: what a log or a check prints otherwise would stand in the middle of
 * what is being typed.
 */
final class Undisturbed implements Teletype {

    private final Teletype teletype;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    Undisturbed(Teletype teletype) {
        this.teletype = teletype;
        System.setOut(inWholeLines());
        System.setErr(inWholeLines());
    }

    private PrintStream inWholeLines() {
        Charset charset = Charset.defaultCharset();
        return new PrintStream(new WholeLines(charset), true, charset);
    }

    @Override
    public @Nullable String next() throws IOException {
        return teletype.next();
    }

    @Override
    public void carriedOut(String line) {
        teletype.carriedOut(line);
    }

    @Override
    public void print(List<String> lines) {
        teletype.print(lines);
    }

    @Override
    public Charset charset() {
        return teletype.charset();
    }

    @Override
    public boolean showsColours() {
        return teletype.showsColours();
    }

    @Override
    public void propose(Proposals proposals) {
        teletype.propose(proposals);
    }

    @Override
    public void remember(Path file) {
        teletype.remember(file);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        teletype.close();
    }

    private final class WholeLines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Charset charset;

        WholeLines(Charset charset) {
            this.charset = charset;
        }

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                teletype.print(List.of(line.toString(charset).stripTrailing()));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}

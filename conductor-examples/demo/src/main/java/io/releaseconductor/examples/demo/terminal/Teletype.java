package io.releaseconductor.examples.demo.terminal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where lines come from, one at a time, and where text goes, from any thread. */
public interface Teletype extends AutoCloseable {

    /** What asks for a line, and marks one in a transcript. */
    String PROMPT = "> ";

    /**
     * Waits for the next line. To be called by one thread.
     *
     * @return the line, or null at the end of input
     * @throws InterruptedIOException if the person wants to leave at once
     * @throws IOException if nothing can be read
     */
    @Nullable
    String next() throws IOException;

    /**
     * Told that a line that was read is carried out now.
     *
     * @param line the line
     */
    void carriedOut(String line);

    /**
     * Prints. Whatever is being typed stays as it is.
     *
     * @param lines the lines
     */
    void print(List<String> lines);

    /** {@return the characters that can be shown} */
    Charset charset();

    /** {@return whether colours can be shown, and are wanted} */
    boolean showsColours();

    /**
     * Says what may be proposed to whoever types. Does nothing where nothing is proposed.
     *
     * @param proposals what
     */
    default void propose(Proposals proposals) {}

    /**
     * Says where lines that were typed are kept for the next time. Does nothing where they cannot be had back.
     *
     * @param file the file
     */
    default void remember(Path file) {}

    /** Leaves the terminal as it was. */
    @Override
    default void close() {}
}

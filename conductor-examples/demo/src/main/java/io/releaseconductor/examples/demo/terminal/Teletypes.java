package io.releaseconductor.examples.demo.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out what there is to sit at. */
public final class Teletypes {

    private static final String DUMB = "dumb";

    private Teletypes() {}

    /**
     * What somebody sits at who types, at this process's own terminal where there is one that edits lines.
     *
     * @param variables the environment variables of the process
     * @param in the process's input
     * @param out the process's output
     * @return an editing terminal, else a plain one
     */
    public static Teletype typed(Map<String, String> variables, InputStream in, PrintStream out) {
        if (!Presence.isThere()) {
            return new PlainTeletype(in, out, StandardCharsets.UTF_8);
        }
        Charset charset = ofTerminal();
        return editing(variables, charset).orElseGet(() -> new PlainTeletype(in, out, charset));
    }

    private static Optional<Teletype> editing(Map<String, String> variables, Charset charset) {
        String type = variables.getOrDefault("TERM", "");
        if (type.isBlank() || type.startsWith(DUMB)) {
            return Optional.empty();
        }
        try {
            Teletype teletype = EditingTeletype.ofProcess(charset, wantsColours(variables));
            return Optional.of(new Undisturbed(teletype));
        } catch (IOException | RuntimeException e) {
            // Such as Windows, or a machine without the commands that set up a terminal.
            return Optional.empty();
        }
    }

    /** As <a href="https://no-color.org">no-color.org</a> has it: any value but an empty one says no. */
    static boolean wantsColours(Map<String, String> variables) {
        return variables.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** What this process's terminal shows, as its locale has it. */
    private static Charset ofTerminal() {
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .map(Charset::forName)
                .filter(Charset::canEncode)
                .findFirst()
                .orElseGet(Charset::defaultCharset);
    }
}

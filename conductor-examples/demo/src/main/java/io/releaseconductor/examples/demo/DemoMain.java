package io.releaseconductor.examples.demo;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.examples.demo.terminal.PipedTeletype;
import io.releaseconductor.examples.demo.terminal.Presence;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.examples.demo.terminal.Teletype;
import io.releaseconductor.examples.demo.terminal.Teletypes;
import io.releaseconductor.spi.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts the demo. */
public final class DemoMain {

    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    /** As a shell has it for what was ended by Ctrl-C. */
    private static final int LEFT = 130;

    private DemoMain() {}

    /**
     * Starts the demo.
     *
     * @param args see {@code docs/demo.md}
     * @throws IOException if files, servers or the input fail
     */
    public static void main(String[] args) throws IOException {
        int exit = run(List.of(args), System.getenv(), System.in, System.out, !Presence.isThere());
        // Inside Maven the JVM is Maven's: it is ended here only if that is the one way to tell that something went
        // wrong.
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static int run(List<String> args, Map<String, String> variables, InputStream in, PrintStream out, boolean piped)
            throws IOException {
        DemoOptions options;
        try {
            options = DemoOptions.parse(args, piped, variables);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return WRONG_ARGUMENTS;
        }
        try (Teletype teletype = options.piped() ? new PipedTeletype(in, out) : Teletypes.typed(variables, in, out)) {
            return run(options, teletype, DemoMain::closeAtShutdown);
        }
    }

    static int run(DemoOptions options, Teletype teletype, Consumer<Demo> started) throws IOException {
        Screen screen = new Screen(teletype);
        try (Demo demo = new Demo(options, teletype, screen)) {
            started.accept(demo);
            return demo.talk() ? 0 : FAILED;
        } catch (InterruptedIOException e) {
            return LEFT;
        } catch (ConfigurationException e) {
            screen.line(String.valueOf(e.getMessage()));
            return WRONG_ARGUMENTS;
        } catch (InvalidPathException e) {
            screen.line(DemoFolder.VARIABLE + ": \"" + e.getInput() + "\" is no path: " + e.getReason());
            return WRONG_ARGUMENTS;
        } catch (StoreUnavailableException e) {
            screen.line(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    /** Whoever leaves with Ctrl-C leaves nothing behind either. */
    private static void closeAtShutdown(Demo demo) {
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "close-demo"));
    }
}

package io.releaseconductor.examples.demo;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.examples.demo.console.Screen;
import io.releaseconductor.spi.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts the demo. */
public final class DemoMain {

    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private DemoMain() {}

    /**
     * Starts the demo.
     *
     * @param args see {@code docs/demo.md}
     * @throws IOException if files, servers or the input fail
     */
    public static void main(String[] args) throws IOException {
        int exit = run(List.of(args), System.getenv(), System.in, System.out, !Terminal.isThere());
        // Inside Maven the JVM is Maven's: it is ended here only if that is the one way to tell that something went
        // wrong.
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static int run(List<String> args, Map<String, String> variables, InputStream in, PrintStream out, boolean piped)
            throws IOException {
        // Cards have emoji, whatever encoding the terminal's locale asks for.
        PrintStream utf8 = new PrintStream(out, true, StandardCharsets.UTF_8);
        DemoOptions options;
        try {
            options = DemoOptions.parse(args, piped)
                    .withVariables(DemoStore.variables(variables))
                    .in(variables);
        } catch (IllegalArgumentException e) {
            utf8.println(e.getMessage());
            return WRONG_ARGUMENTS;
        }
        return run(options, in, utf8, DemoMain::closeAtShutdown);
    }

    static int run(DemoOptions options, InputStream in, PrintStream out, Consumer<Demo> started) throws IOException {
        Screen screen = new Screen(out, !options.piped());
        BufferedReader input = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try (Demo demo = new Demo(options, screen)) {
            started.accept(demo);
            return demo.talk(input) ? 0 : FAILED;
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

package io.releaseconductor.examples.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the demo runs.
 *
 * @param piped whether lines come from a pipe and not from a person
 * @param step how long each step of a workflow takes; a deploy workflow has four
 * @param plugins jars, or directories of classes, with more checks
 * @param variables environment variables for the conductor and its checks, besides those that the demo needs
 * @param patience how long a line waits at most for what is in flight
 * @param process the environment variables of the process, which may ask for GitHub, see {@link GitHubSide}, and name
 *     where the demo is kept, see {@link DemoFolder}
 */
record DemoOptions(
        boolean piped,
        Duration step,
        List<Path> plugins,
        Map<String, String> variables,
        Duration patience,
        Map<String, String> process) {

    static final Duration DEFAULT_STEP = Duration.ofMillis(600);

    private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

    private static final String USAGE = "allowed: --piped, --interactive, --step-ms=NUMBER, --plugin=JAR";

    DemoOptions {
        plugins = List.copyOf(plugins);
        variables = Map.copyOf(variables);
        process = Map.copyOf(process);
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(patience, "patience");
    }

    /** Options of a demo that nothing in the process's variables leads away from this machine. */
    DemoOptions(boolean piped, Duration step, List<Path> plugins, Map<String, String> variables, Duration patience) {
        this(piped, step, plugins, variables, patience, Map.of());
    }

    DemoOptions in(Map<String, String> processVariables) {
        return new DemoOptions(piped, step, plugins, variables, patience, processVariables);
    }

    /**
     * Reads arguments.
     *
     * @param args the arguments
     * @param piped whether lines come from a pipe, unless an argument says otherwise
     * @return the options
     * @throws IllegalArgumentException if an argument is not allowed
     */
    static DemoOptions parse(List<String> args, boolean piped) {
        boolean readsPipe = piped;
        Duration step = DEFAULT_STEP;
        List<Path> plugins = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals("--piped")) {
                readsPipe = true;
            } else if (arg.equals("--interactive")) {
                readsPipe = false;
            } else if (arg.matches("--step-ms=[0-9]{1,6}")) {
                step = Duration.ofMillis(Long.parseLong(arg.substring("--step-ms=".length())));
            } else if (arg.startsWith("--plugin=")) {
                plugins.add(plugin(arg.substring("--plugin=".length())));
            } else {
                throw new IllegalArgumentException("argument \"" + arg + "\" is not allowed; " + USAGE);
            }
        }
        return new DemoOptions(readsPipe, step, plugins, Map.of(), DEFAULT_PATIENCE);
    }

    /**
     * The same with more variables.
     *
     * @param more environment variables, before those that are there
     * @return the changed options
     */
    DemoOptions withVariables(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return new DemoOptions(piped, step, plugins, all, patience, process);
    }

    /** Where the demo is kept; null for a new folder that is removed at its end, since a script wants to begin afresh each time. */
    @Nullable
    Path state() {
        String named = process.getOrDefault(DemoFolder.VARIABLE, "").strip();
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        String home = System.getProperty("user.home", "").strip();
        boolean homeless = home.isEmpty() || home.equals("?");
        return piped || homeless ? null : Path.of(home, ".release-conductor", "demo");
    }

    private static Path plugin(String name) {
        Path path = Path.of(name);
        if (!path.toFile().exists()) {
            throw new IllegalArgumentException(
                    "argument \"--plugin=" + name + "\" is not allowed; allowed: a jar or directory that exists");
        }
        return path;
    }
}

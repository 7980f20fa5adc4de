package io.releaseconductor.examples.demo;

import io.releaseconductor.config.Suggestions;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * @param variables the environment variables of the process, see {@link ProcessVariables}, which may ask for GitHub, see {@link
 *     GitHubSide}, and name where the demo is kept, see {@link DemoFolder}
 * @param patience how long a line waits at most for what is in flight
 */
record DemoOptions(boolean piped, Duration step, List<Path> plugins, Map<String, String> variables, Duration patience) {

    static final Duration DEFAULT_STEP = Duration.ofMillis(600);

    private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

    private static final String STEP = "--step-ms=";
    private static final String PLUGIN = "--plugin=";
    private static final List<String> ALLOWED = List.of("--piped", "--interactive", STEP, PLUGIN);
    private static final String USAGE = "allowed: --piped, --interactive, --step-ms=NUMBER, --plugin=JAR";

    DemoOptions {
        plugins = List.copyOf(plugins);
        variables = Map.copyOf(variables);
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(patience, "patience");
    }

    /**
     * Reads arguments.
     *
     * @param args the arguments
     * @param piped whether lines come from a pipe, unless an argument says otherwise
     * @param variables the environment variables of the process
     * @return the options
     * @throws IllegalArgumentException if any argument is not allowed; names all of them
     */
    static DemoOptions parse(List<String> args, boolean piped, Map<String, String> variables) {
        boolean readsPipe = piped;
        Duration step = DEFAULT_STEP;
        List<Path> plugins = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals("--piped")) {
                readsPipe = true;
            } else if (arg.equals("--interactive")) {
                readsPipe = false;
            } else if (arg.matches(STEP + "[0-9]{1,6}")) {
                step = Duration.ofMillis(Long.parseLong(arg.substring(STEP.length())));
            } else if (arg.startsWith(PLUGIN) && new File(arg.substring(PLUGIN.length())).exists()) {
                plugins.add(Path.of(arg.substring(PLUGIN.length())));
            } else {
                problems.add("argument \"" + arg + "\" is not allowed; " + allowedFor(arg));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new DemoOptions(readsPipe, step, plugins, variables, DEFAULT_PATIENCE);
    }

    private static String allowedFor(String arg) {
        if (arg.startsWith(PLUGIN)) {
            return "allowed: a jar or directory that exists";
        }
        int end = arg.contains("=") ? arg.indexOf('=') + 1 : arg.length();
        String name = arg.substring(0, end);
        String meant = Suggestions.nearest(name, ALLOWED)
                .filter(near -> !near.equals(name))
                .map(near -> "; did you mean \"" + near + arg.substring(end) + "\"?")
                .orElse("");
        return USAGE + meant;
    }

    /** Where the demo is kept; null for a new folder that is removed at its end, since a script wants to begin afresh each time. */
    @Nullable
    Path state() {
        String named = variables.getOrDefault(DemoFolder.VARIABLE, "").strip();
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        String home = System.getProperty("user.home", "").strip();
        boolean homeless = home.isEmpty() || home.equals("?");
        return piped || homeless ? null : Path.of(home, ".release-conductor", "demo");
    }
}

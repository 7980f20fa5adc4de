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
 * @param visits about how many visits each application has in a second; 0 for none
 */
record DemoOptions(
        boolean piped,
        Duration step,
        List<Path> plugins,
        Map<String, String> variables,
        Duration patience,
        int visits) {

    static final Duration DEFAULT_STEP = Duration.ofMillis(600);

    private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

    private static final int DEFAULT_VISITS = 10;
    private static final int MOST_VISITS = 100;

    private static final String STEP = "--step-ms=";
    private static final String PLUGIN = "--plugin=";
    private static final String VISITS = "--visits=";
    private static final List<String> ALLOWED = List.of("--piped", "--interactive", STEP, PLUGIN, VISITS);
    private static final String USAGE =
            "allowed: --piped, --interactive, --step-ms=NUMBER, --plugin=JAR, --visits=NUMBER";

    DemoOptions {
        plugins = List.copyOf(plugins);
        variables = Map.copyOf(variables);
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(patience, "patience");
    }

    /** Without visits: nobody but the checks asks the applications for anything. */
    DemoOptions(boolean piped, Duration step, List<Path> plugins, Map<String, String> variables, Duration patience) {
        this(piped, step, plugins, variables, patience, 0);
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
        int visits = DEFAULT_VISITS;
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
            } else if (isVisits(arg)) {
                visits = Integer.parseInt(arg.substring(VISITS.length()));
            } else {
                problems.add("argument \"" + arg + "\" is not allowed; " + allowedFor(arg));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new DemoOptions(readsPipe, step, plugins, variables, DEFAULT_PATIENCE, visits);
    }

    private static boolean isVisits(String arg) {
        return arg.matches(VISITS + "[0-9]{1,3}") && Integer.parseInt(arg.substring(VISITS.length())) <= MOST_VISITS;
    }

    private static String allowedFor(String arg) {
        if (arg.startsWith(PLUGIN)) {
            return "allowed: a jar or directory that exists";
        }
        if (arg.startsWith(VISITS)) {
            return "allowed: 0 to " + MOST_VISITS + " a second";
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

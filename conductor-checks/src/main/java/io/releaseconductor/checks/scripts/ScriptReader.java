package io.releaseconductor.checks.scripts;

import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from variables where check scripts are, and how they are run. */
final class ScriptReader {

    private static final String FOLDER = "SHIP_CHECK_SCRIPTS";
    private static final String TIME_LIMIT = "SHIP_CHECK_SCRIPT_TIMEOUT_MS";
    private static final String PASSED_ON = "SHIP_CHECK_SCRIPT_ENV";

    /** Where the environment is, as the built-in checks know it; not required by a script. */
    private static final List<String> ADDRESSES = List.of("FRONTEND_BASE_URL", "VITE_API_BASE");

    /** What is passed on may be secret whatever its name says; what is shorter is not, and masking it would make texts unreadable. */
    private static final int SHORTEST_MASKED = 6;

    private final VariableReader variables;

    ScriptReader(VariableReader variables) {
        this.variables = variables;
    }

    /** The folder; empty if there is none to be read. */
    Optional<ScriptFolder> read() {
        Optional<String> folder = variables.text(FOLDER);
        Duration timeLimit = variables.millis(
                TIME_LIMIT, ScriptOptions.in(Path.of("")).timeLimit(), ScriptOptions.SHORTEST, ScriptOptions.LONGEST);
        Set<String> names = passedOn();
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        String where = variables.nameOf(FOLDER) + ": ";
        Optional<Path> path = path(folder.get());
        if (path.isEmpty()) {
            variables.problems().add(where + "\"" + folder.get() + "\" is not allowed; allowed: the path of a folder");
            return Optional.empty();
        }
        Map<String, String> values = values(names);
        Set<Secret> secrets = new LinkedHashSet<>(variables.secrets());
        values.values().stream()
                .filter(value -> value.length() >= SHORTEST_MASKED)
                .map(Secret::new)
                .forEach(secrets::add);
        VariableReader apart = variables.apart();
        ADDRESSES.forEach(name -> apart.text(name).ifPresent(value -> values.putIfAbsent(name, value)));
        ScriptOptions options = new ScriptOptions(path.get(), timeLimit, values, secrets);
        return Optional.of(new ScriptFolder(options, where, variables.problems()));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Set<String> passedOn() {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(variables.text(PASSED_ON).orElse("").split("[,\\s]+"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> {
                    if (ScriptVariables.isAllowed(name)) {
                        names.add(name);
                    } else {
                        variables
                                .problems()
                                .add(variables.nameOf(PASSED_ON) + ": \"" + name + "\" is not allowed; allowed: "
                                        + ScriptVariables.ALLOWED + ", several with commas between them");
                    }
                });
        return names;
    }

    private Map<String, String> values(Set<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            variables
                    .text(name)
                    .ifPresentOrElse(
                            value -> values.put(name, value),
                            () -> variables
                                    .problems()
                                    .add(variables.nameOf(PASSED_ON) + " passes " + name
                                            + " on, which is not set; allowed: names of variables that are"));
        }
        return values;
    }
}

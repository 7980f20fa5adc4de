package io.releaseconductor.checks.scripts;

import io.releaseconductor.check.Check;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.model.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where check scripts are, and how they are run.
 *
 * @param folder where they are
 * @param timeLimit how long one may run, 10 ms to 1 h; the limit of all checks holds besides
 * @param variables what a script is told besides, by the names of environment variables
 * @param secrets what is masked in what a script prints, besides the values of variables whose names say that they are secret, such as
 *     {@code SHOP_TOKEN}, of the script and of this process
 */
public record ScriptOptions(Path folder, Duration timeLimit, Map<String, String> variables, Set<Secret> secrets) {

    static final Duration SHORTEST = Duration.ofMillis(10);
    static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Validates and copies.
     *
     * @throws ConfigurationException naming all that is not allowed
     */
    public ScriptOptions {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(timeLimit, "timeLimit");
        variables = Map.copyOf(variables);
        secrets = Set.copyOf(secrets);
        Problems problems = new Problems();
        if (timeLimit.compareTo(SHORTEST) < 0 || timeLimit.compareTo(LONGEST) > 0) {
            problems.add("the time limit of check scripts is " + Times.format(timeLimit) + "; allowed: "
                    + Times.format(SHORTEST) + " to " + Times.format(LONGEST));
        }
        for (String name : new TreeSet<>(variables.keySet())) {
            if (!ScriptVariables.isAllowed(name)) {
                problems.add(
                        "check scripts are given a variable \"" + name + "\"; allowed: " + ScriptVariables.ALLOWED);
            }
        }
        problems.throwIfAny();
    }

    /**
     * The scripts of a folder, each with 10 seconds.
     *
     * @param folder where they are
     * @return the options
     */
    public static ScriptOptions in(Path folder) {
        return new ScriptOptions(folder, Check.DEFAULT_TIME_LIMIT, Map.of(), Set.of());
    }

    /**
     * The same with another time limit.
     *
     * @param value how long a script may run, 10 ms to 1 h
     * @return the changed options
     * @throws ConfigurationException if it is not allowed
     */
    public ScriptOptions withTimeLimit(Duration value) {
        return new ScriptOptions(folder, value, variables, secrets);
    }

    /**
     * The same with one more variable for the scripts.
     *
     * @param name its name: a letter or underscore, then letters, digits and underscores, and none that scripts are given anyway
     * @param value its value
     * @return the changed options
     * @throws ConfigurationException if the name is not allowed
     */
    public ScriptOptions withVariable(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new ScriptOptions(folder, timeLimit, more, secrets);
    }

    /**
     * The same with one more secret.
     *
     * @param secret what is masked in what a script prints
     * @return the changed options
     */
    public ScriptOptions withSecret(Secret secret) {
        Set<Secret> more = new LinkedHashSet<>(secrets);
        more.add(secret);
        return new ScriptOptions(folder, timeLimit, variables, more);
    }

    /** {@return all but the values of variables and the secrets} */
    @Override
    public String toString() {
        return "scripts in " + folder + ", each within " + Times.format(timeLimit) + ", with the variables "
                + new TreeSet<>(variables.keySet());
    }
}

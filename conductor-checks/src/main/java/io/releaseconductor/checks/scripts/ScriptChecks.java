package io.releaseconductor.checks.scripts;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckProvider;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks that are scripts: each executable file of a folder is one. Found through {@link java.util.ServiceLoader} and configured by
 * {@code SHIP_CHECK_SCRIPTS}, or made by code with {@link #in(Path)}. Needs a POSIX system.
 *
 * <p>The exit code says how it came out: 0 passes, 1 fails, 2 warns, 3 is no data, and so is any other. A script that cannot be started at all
 * fails, and says why. The last line of its output is the message, or a JSON object with a message and more.
 *
 * <p>A script has an environment of its own, with the deployment in it and none of this process's secrets, no input, and its folder as working
 * directory. When its time is up, when the check is interrupted, when the script has ended or the JVM ends, all that it has started is
 * ended: on Linux also what has left its tree. The checks are thread-safe and keep no state; each call is a process of its own.
 */
public final class ScriptChecks implements CheckProvider {

    /** For {@link java.util.ServiceLoader}. */
    public ScriptChecks() {}

    @Override
    public List<Check> checks(Environment environment, VariableReader variables) {
        return new ScriptReader(variables).read().map(ScriptFolder::checks).orElse(List.of());
    }

    /**
     * The scripts of a folder as checks, each with 10 seconds.
     *
     * @param folder where they are
     * @return the checks, by the names of their files; which files there are is looked at now
     * @throws ConfigurationException as {@link #of(ScriptOptions)} does
     */
    public static List<Check> in(Path folder) {
        return of(ScriptOptions.in(folder));
    }

    /**
     * Scripts as checks.
     *
     * @param options where they are, and how they are run
     * @return the checks, by the names of their files; which files there are is looked at now
     * @throws ConfigurationException if the folder cannot be read, holds no script, or a file has a name that makes no id, or two the same
     */
    public static List<Check> of(ScriptOptions options) {
        Problems problems = new Problems();
        List<Check> checks = new ScriptFolder(options, "check scripts: ", problems).checks();
        problems.throwIfAny();
        return checks;
    }
}

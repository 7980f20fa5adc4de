package io.releaseconductor.config;

import io.releaseconductor.deployment.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the variables of one environment, {@code NAME_PROD} before {@code NAME}, and notes what is missing or malformed. After a
 * problem it hands out a placeholder, so that reading goes on and all problems are found. Not thread-safe.
 */
public final class VariableReader {

    private final Variables variables;
    private final Environment environment;
    private final Problems problems;

    VariableReader(Variables variables, Environment environment, Problems problems) {
        this.variables = variables;
        this.environment = environment;
        this.problems = problems;
    }

    /** {@return the environment whose variables are preferred} */
    public Environment environment() {
        return environment;
    }

    /** {@return where problems are noted} */
    public Problems problems() {
        return problems;
    }

    // to be written: text(name) Optional<String>; text(name, default); required...; url(name) required URI; url(name,
    // default);
    // flag(name, default) boolean; millis(name, default, min, max) Duration; integer(name, default, min, max);
    // secret(name) Optional<Secret>
    /**
     * An http or https base URL that has to be there.
     *
     * @param name the variable
     * @return the URL without a slash at its end; after a problem a placeholder
     */
    public URI requiredUrl(String name) {
        throw new IllegalStateException("to be written");
    }

    /**
     * A text.
     *
     * @param name the variable
     * @return the text, or empty if it is not set
     */
    public Optional<String> text(String name) {
        return variables.get(name + "_" + environment.variableSuffix()).or(() -> variables.get(name));
    }

    /**
     * A secret.
     *
     * @param name the variable
     * @return the secret, or empty if it is not set
     */
    public Optional<Secret> secret(String name) {
        return text(name).map(Secret::new);
    }

    /**
     * A switch.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @return its value; after a problem {@code fallback}
     */
    public boolean flag(String name, boolean fallback) {
        throw new IllegalStateException("to be written");
    }

    /**
     * A whole number.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @param min the smallest allowed
     * @param max the largest allowed
     * @return its value; after a problem {@code fallback}
     */
    public int integer(String name, int fallback, int min, int max) {
        throw new IllegalStateException("to be written");
    }

    /**
     * A span of time in milliseconds.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @param min the shortest allowed
     * @param max the longest allowed
     * @return its value; after a problem {@code fallback}
     */
    public Duration millis(String name, Duration fallback, Duration min, Duration max) {
        throw new IllegalStateException("to be written");
    }
}

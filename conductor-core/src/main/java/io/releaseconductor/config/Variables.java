package io.releaseconductor.config;

import io.releaseconductor.model.Environment;
import java.util.Map;
import java.util.Optional;

/** Environment variables, as the process or a test gives them. Immutable. Never prints values. */
public final class Variables {

    private final Map<String, String> values;

    private Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** {@return the variables of this process} */
    public static Variables system() {
        return new Variables(System.getenv());
    }

    /**
     * Given variables.
     *
     * @param values name to value; copied
     * @return the variables
     */
    public static Variables of(Map<String, String> values) {
        return new Variables(values);
    }

    /**
     * The value of a variable. One that is blank counts as not set.
     *
     * @param name its name
     * @return its value without white space around it, or empty
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /**
     * A reader that prefers the variables of one environment: {@code NAME_PROD} over {@code NAME}.
     *
     * @param environment which environment
     * @param problems where missing and malformed variables are noted
     * @return the reader
     */
    public VariableReader in(Environment environment, Problems problems) {
        return new VariableReader(this, environment, problems);
    }

    /**
     * A reader of the variables that hold for all environments, such as {@code GITHUB_TOKEN}: it looks for {@code NAME} alone.
     *
     * @param problems where missing and malformed variables are noted
     * @return the reader; its {@link VariableReader#environment()} throws
     */
    public VariableReader reader(Problems problems) {
        return new VariableReader(this, null, problems);
    }

    /** {@return the number of variables, never their values} */
    @Override
    public String toString() {
        return values.size() + " variables";
    }
}

package io.releaseconductor.config;

import io.releaseconductor.model.Environment;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables, as the process or a test gives them. The values never change, and are never printed.
 *
 * <p>What is asked for is known from then on, so that {@link #noteUnknown(Problems)} can tell a name that nobody reads from one that is
 * mistyped: {@code SHIP_AUTO_PROMTE} would otherwise be a setting that does nothing. Whoever reads a part of the configuration therefore
 * reads it from the same variables as the rest. Thread-safe.
 */
public final class Variables {

    /** Names that others read in the same process, which are then not judged. */
    static final String IGNORED = "SHIP_IGNORED_VARIABLES";

    private static final Variables SYSTEM = new Variables(System.getenv(), new KnownNames());

    private final Map<String, String> values;
    private final KnownNames names;

    private Variables(Map<String, String> values, KnownNames names) {
        this.values = Map.copyOf(values);
        this.names = names;
    }

    /** {@return the variables of this process, always the same} */
    public static Variables system() {
        return SYSTEM;
    }

    /**
     * Given variables.
     *
     * @param values name to value; copied
     * @return the variables
     */
    public static Variables of(Map<String, String> values) {
        return new Variables(values, new KnownNames());
    }

    /**
     * The same with other values for some. What is asked for in one is known in both.
     *
     * @param more name to value; they win over those that are here
     * @return the variables
     */
    public Variables with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more);
        return new Variables(all, names);
    }

    /**
     * The value of a variable. One that is blank counts as not set.
     *
     * @param name its name
     * @return its value without white space around it, or empty
     */
    public Optional<String> get(String name) {
        names.add(name);
        return value(name);
    }

    /**
     * The value of a variable for one environment alone, such as {@code NAME_PROD}; the one without the suffix does not count.
     *
     * @param name its name without the suffix
     * @param environment which environment
     * @return its value without white space around it, or empty
     */
    public Optional<String> get(String name, Environment environment) {
        names.add(name, environment);
        return value(name + "_" + environment.variableSuffix());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /**
     * Says that variables are read that nobody has asked for here: later, or by something that looks at the process itself.
     *
     * @param known their names
     */
    public void declare(String... known) {
        List.of(known).forEach(names::add);
    }

    /**
     * Says which environments there are, before their variables are read. A name that ends as one of them does is that environment's: where
     * there is an environment {@code canary}, {@code FRONTEND_BASE_URL_CANARY} is its {@code FRONTEND_BASE_URL}, and no other variable.
     *
     * @param environments all of them
     */
    public void declare(Collection<Environment> environments) {
        environments.forEach(names::add);
    }

    /** What must not be shown, whoever reads it. */
    Set<Secret> secrets() {
        return SecretValues.in(values);
    }

    /** What follows a prefix in the names that are set, without those of other environments and without the suffix of this one. */
    List<String> endings(String prefix, @Nullable Environment environment) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(prefix) && value(name).isPresent())
                .map(name -> names.withoutSuffix(name.substring(prefix.length()), environment))
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether what is written so is a shorter name than this one, for some environment. */
    boolean isOfAnother(String written, String name) {
        return names.isOfAnother(written, name);
    }

    /**
     * Says whose the names with a prefix are. Those that nobody reads are told from then on.
     *
     * @param family the prefix, and what others set under it
     */
    public void claim(VariableFamily family) {
        names.add(Objects.requireNonNull(family, "family"));
    }

    /** {@return all that was asked for or declared so far, by name} */
    public List<VariableName> names() {
        return names.names().sorted(Comparator.comparing(VariableName::name)).toList();
    }

    /**
     * Judges the names that are set and that nobody has asked for by now, so it comes last. One that is near to a known name, or has the
     * suffix of an environment that is not there, is a problem. Another with a {@linkplain #claim claimed} prefix is a warning. The others
     * are somebody else's, and so are those that {@code SHIP_IGNORED_VARIABLES} names, with commas between them, and {@code *} at the end
     * for all that begin alike.
     *
     * @param problems where they are noted
     */
    public void noteUnknown(Problems problems) {
        List<String> ignored = get(IGNORED).stream()
                .flatMap(text -> Arrays.stream(text.split("[,\\s]+")))
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        ignored.stream()
                .filter(pattern -> !NamePattern.isValid(pattern))
                .forEach(
                        pattern -> problems.add(
                                IGNORED + ": " + Values.quoted(pattern)
                                        + " is not allowed; allowed: names of variables with commas between them, each perhaps with * at its end"));
        new UnknownNames(new TreeMap<>(values), names, ignored).noteIn(problems);
    }

    /**
     * A reader that prefers the variables of one environment: {@code NAME_PROD} over {@code NAME}.
     *
     * @param environment which environment
     * @param problems where missing and malformed variables are noted
     * @return the reader
     */
    public VariableReader in(Environment environment, Problems problems) {
        Objects.requireNonNull(environment, "environment");
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

    /** The same names, and none of them set: what is asked for there is known here. */
    Variables unset() {
        return new Variables(Map.of(), names);
    }

    /** {@return the number of variables, never their values} */
    @Override
    public String toString() {
        return values.size() + " variables";
    }
}

package io.releaseconductor.config;

import io.releaseconductor.model.Environment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a configuration, or doubtful, so that all of it is told at once. Not thread-safe. */
public final class Problems {

    private final Set<Problem> noted = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Map<Environment, Map<String, String>> endpoints = new LinkedHashMap<>();
    private final Map<String, Set<Environment>> missing = new LinkedHashMap<>();

    /** Starts without problems. */
    public Problems() {}

    /**
     * Notes a problem. The same message is noted once.
     *
     * @param message names the field, the value (unless it is a secret) and what is allowed
     */
    public void add(String message) {
        noted.add(new Told(Objects.requireNonNull(message, "message")));
    }

    /**
     * Notes what is doubtful and refuses nothing. The same message is noted once.
     *
     * @param message names the field, and what it means
     */
    public void warn(String message) {
        warnings.add(Objects.requireNonNull(message, "message"));
    }

    /** {@return what is doubtful so far, in order} */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Notes what is neither wrong nor doubtful, and worth knowing all the same: it is logged when the conductor starts. The same message is
     * noted once.
     *
     * @param message names the field, and what holds
     */
    public void note(String message) {
        notes.add(Objects.requireNonNull(message, "message"));
    }

    /** {@return what is worth knowing so far, in order} */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Notes where an environment or a part of it is, by the plain name of the variable that says so. */
    void addEndpoint(Environment environment, String name, String url) {
        endpoints.computeIfAbsent(environment, e -> new LinkedHashMap<>()).put(name, url);
    }

    /**
     * Where an environment is, as {@link VariableReader#endpoint} and {@link VariableReader#endpointOfParts} were asked.
     *
     * @param environment which environment
     * @return the base URLs by the plain names of their variables, such as {@code FRONTEND_BASE_URL}; empty if nobody asked
     */
    public Map<String, String> endpoints(Environment environment) {
        return Collections.unmodifiableMap(endpoints.getOrDefault(environment, Map.of()));
    }

    /** Notes that a variable is not set. It is told once, however many environments miss it. */
    void addMissing(String name, @Nullable Environment environment) {
        noted.add(new Missing(name));
        Set<Environment> environments = missing.computeIfAbsent(name, n -> new LinkedHashSet<>());
        if (environment != null) {
            environments.add(environment);
        }
    }

    /** {@return the messages so far, in order} */
    public List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (Problem problem : noted) {
            messages.add(problem instanceof Missing m ? describeMissing(m.name()) : ((Told) problem).message());
        }
        return messages;
    }

    private String describeMissing(String name) {
        String alternatives = missing.getOrDefault(name, Set.of()).stream()
                .map(e -> name + "_" + e.variableSuffix() + " for " + e + " only")
                .collect(Collectors.joining(", "));
        return name + " is not set; it is required" + (alternatives.isEmpty() ? "" : " (or " + alternatives + ")");
    }

    /**
     * Ends the collecting.
     *
     * @throws ConfigurationException with all messages, if there are any
     */
    public void throwIfAny() {
        if (!noted.isEmpty()) {
            throw new ConfigurationException(messages(), warnings());
        }
    }

    private sealed interface Problem {}

    private record Told(String message) implements Problem {}

    private record Missing(String name) implements Problem {}
}

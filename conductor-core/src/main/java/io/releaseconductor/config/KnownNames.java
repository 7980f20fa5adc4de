package io.releaseconductor.config;

import io.releaseconductor.model.Environment;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which names were asked for, in which environments, and which families are whose. Only ever grows. Thread-safe. */
final class KnownNames {

    private final Set<String> plain = ConcurrentHashMap.newKeySet();
    private final Set<String> perEnvironment = ConcurrentHashMap.newKeySet();
    private final Set<Environment> environments = ConcurrentHashMap.newKeySet();
    private final Set<VariableFamily> families = ConcurrentHashMap.newKeySet();

    void add(String name) {
        plain.add(name);
    }

    void add(String name, Environment environment) {
        perEnvironment.add(name);
        environments.add(environment);
    }

    void add(Environment environment) {
        environments.add(environment);
    }

    void add(VariableFamily family) {
        families.add(family);
    }

    Collection<VariableFamily> families() {
        return families;
    }

    Stream<Environment> environments() {
        return environments.stream().sorted();
    }

    /** Names that can be set for one environment alone. */
    Stream<String> perEnvironment() {
        return perEnvironment.stream().sorted();
    }

    /** Names that cannot. */
    Stream<String> everywhere() {
        Set<String> full = ConcurrentHashMap.newKeySet();
        perEnvironment().flatMap(this::forms).forEach(full::add);
        return plain.stream().filter(name -> !full.contains(name)).sorted();
    }

    Stream<VariableName> names() {
        return Stream.concat(
                perEnvironment().map(name -> new VariableName(name, true)),
                everywhere().map(name -> new VariableName(name, false)));
    }

    /** All that is read, as it has to be written. */
    Stream<String> all() {
        return Stream.concat(plain.stream(), perEnvironment.stream().flatMap(this::forms))
                .distinct()
                .sorted();
    }

    /** Whether what is written so is a shorter name than this one, for some environment. */
    boolean isOfAnother(String written, String name) {
        return environments.stream()
                .map(each -> "_" + each.variableSuffix())
                .filter(written::endsWith)
                .map(end -> written.substring(0, written.length() - end.length()))
                .anyMatch(base -> base.length() < name.length() && perEnvironment.contains(base));
    }

    /** The name without the environment's suffix; empty if it has another one's, or is nothing else. */
    Optional<String> withoutSuffix(String name, @Nullable Environment environment) {
        Optional<Environment> whose = environments()
                .filter(each -> name.endsWith("_" + each.variableSuffix()))
                .max(Comparator.comparingInt(each -> each.variableSuffix().length()));
        String rest = whose.map(each ->
                        name.substring(0, name.length() - each.variableSuffix().length() - 1))
                .orElse(name);
        return Optional.of(rest)
                .filter(r -> !r.isEmpty() && (whose.isEmpty() || whose.get().equals(environment)));
    }

    /** A name that can be set for one environment alone, in all of its forms, the plain one first. */
    Stream<String> forms(String name) {
        return Stream.concat(Stream.of(name), environments().map(each -> name + "_" + each.variableSuffix()));
    }
}

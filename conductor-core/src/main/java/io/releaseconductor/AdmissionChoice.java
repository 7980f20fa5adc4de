package io.releaseconductor;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.model.Environment;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rules of the pre-flight hold in an environment: from code, else from the variables, else none. */
final class AdmissionChoice {

    private static final String ADMISSION = "SHIP_ADMISSION";

    private static final String AFTER = "SHIP_AFTER";

    private static final String NONE = "none";

    private final List<String> given;
    private final Collection<Environment> environments;

    /**
     * @param given the names of the rules that there are
     * @param environments all environments
     */
    AdmissionChoice(Collection<String> given, Collection<Environment> environments) {
        this.given = List.copyOf(new TreeSet<>(given));
        this.environments = environments;
    }

    AdmissionRules read(EnvironmentSettings settings, VariableReader reader) {
        AdmissionRules own = settings.admission();
        if (own == null) {
            return fromVariables(reader);
        }
        InVain.noteOwn(
                reader, this::fromVariables, "the pre-flight of " + settings.environment() + " is given in code");
        String where = "environment " + settings.environment();
        own.asked().stream()
                .filter(name -> !given.contains(name))
                .forEach(name ->
                        reader.problems().add(where + ": the rule \"" + name + "\" is not given; " + allowed()));
        Environment after = own.after();
        if (after != null && (after.equals(settings.environment()) || !environments.contains(after))) {
            reader.problems()
                    .add(where + " is shipped to after " + after + "; allowed: another one of " + environments);
        }
        return own;
    }

    private String allowed() {
        return given.isEmpty()
                ? "allowed: none, since the builder was given no admission(...)"
                : "allowed: " + String.join(", ", given);
    }

    private AdmissionRules fromVariables(VariableReader reader) {
        List<String> asked = reader.words(ADMISSION, orNone(given.stream()));
        boolean own = InVain.isOwn(reader, AFTER);
        String after = reader.oneOf(
                AFTER,
                NONE,
                orNone(environments.stream()
                        .filter(environment -> !own || !environment.equals(reader.environment()))
                        .map(Environment::name)));
        // one that is set for all environments is not meant for itself
        boolean holds =
                !after.equals(NONE) && !after.equals(reader.environment().name());
        return new AdmissionRules(
                asked.stream().filter(name -> !name.equals(NONE)).toList(), holds ? new Environment(after) : null);
    }

    /** So that what is set for all environments can be taken back for one. */
    private static List<String> orNone(Stream<String> names) {
        return Stream.concat(names, Stream.of(NONE)).toList();
    }

    /** Nothing can ever be shipped where each waits for the other one. */
    static void noteCircles(Map<Environment, AdmissionRules> rules, Problems problems) {
        Set<Environment> told = new HashSet<>();
        for (Environment first : rules.keySet()) {
            Set<Environment> seen = new HashSet<>();
            Environment next = first;
            while (next != null && seen.add(next)) {
                next = after(rules, next);
            }
            if (first.equals(next) && told.addAll(seen)) {
                problems.add("environment " + first + " is shipped to after " + after(rules, first)
                        + ", and that, over others, after " + first + "; allowed: an order with a beginning");
            }
        }
    }

    private static @Nullable Environment after(Map<Environment, AdmissionRules> rules, Environment environment) {
        AdmissionRules of = rules.get(environment);
        return of == null ? null : of.after();
    }
}

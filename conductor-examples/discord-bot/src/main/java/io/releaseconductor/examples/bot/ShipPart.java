package io.releaseconductor.examples.bot;

import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where to.
 *
 * @param environments the environments, in the order in which they were given
 */
record ShipPart(List<EnvironmentSettings> environments) {

    private static final String ENVIRONMENTS = "SHIP_ENVIRONMENTS";

    static ShipPart read(Variables variables, Problems problems) {
        VariableReader reader = variables.reader(problems);
        Set<Environment> named = new LinkedHashSet<>();
        for (String word : reader.text(ENVIRONMENTS, "staging,prod").split(",", -1)) {
            environment(word.strip(), problems).ifPresent(environment -> {
                if (!named.add(environment)) {
                    problems.add(ENVIRONMENTS + ": \"" + environment + "\" is there twice; allowed: once");
                }
            });
        }
        List<EnvironmentSettings> settings = named.stream()
                .map(environment -> settings(environment, named, variables, problems))
                .toList();
        return new ShipPart(settings);
    }

    private static Optional<Environment> environment(String name, Problems problems) {
        try {
            return Optional.of(new Environment(name));
        } catch (IllegalArgumentException e) {
            problems.add(ENVIRONMENTS + ": " + e.getMessage());
            // so that what is set for the environment that is meant is not taken for a mistake as well
            String meant = name.toLowerCase(Locale.ROOT).replace('_', '-');
            return Environment.isValid(meant) ? Optional.of(new Environment(meant)) : Optional.empty();
        }
    }

    private static EnvironmentSettings settings(
            Environment environment, Set<Environment> all, Variables variables, Problems problems) {
        VariableReader reader = variables.in(environment, problems);
        EnvironmentSettings settings = EnvironmentSettings.of(environment);
        if (settings.linked() != null && !all.contains(settings.linked())) {
            settings = settings.withLinked(null);
        }
        if (reader.flag("SHIP_BLUE_GREEN", false)) {
            settings = settings.asBlueGreen();
        }
        Optional<String> baseline = reader.text("SHIP_BASELINE_VERSION");
        return baseline.isPresent() ? settings.withBaselineVersion(baseline.get()) : settings;
    }

    List<Environment> names() {
        return environments.stream().map(EnvironmentSettings::environment).toList();
    }
}

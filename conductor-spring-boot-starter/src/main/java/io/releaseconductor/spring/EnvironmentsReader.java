package io.releaseconductor.spring;

import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spring.ReleaseConductorProperties.OfEnvironment;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where to, by properties or else by variables. */
final class EnvironmentsReader {

    private static final String ENVIRONMENTS = "SHIP_ENVIRONMENTS";

    private static final String NONE = "none";

    private final ReleaseConductorProperties properties;
    private final Variables variables;
    private final Problems problems;

    EnvironmentsReader(ReleaseConductorProperties properties, Variables variables, Problems problems) {
        this.properties = properties;
        this.variables = variables;
        this.problems = problems;
    }

    List<EnvironmentSettings> environments() {
        Optional<String> text = variables.reader(problems).text(ENVIRONMENTS);
        Set<String> given = properties.environments().keySet();
        if (!given.isEmpty() && text.isPresent()) {
            problems.add(ENVIRONMENTS + " and " + PropertyNames.PREFIX
                    + "environments.* both say which environments there are; allowed: one of them");
        }
        Set<Environment> named = given.isEmpty()
                ? named(ENVIRONMENTS, List.of(text.orElse("staging,prod").split(",", -1)))
                : named(PropertyNames.PREFIX + "environments", new TreeSet<>(given));
        variables.declare(named);
        return named.stream().map(each -> settings(each, named)).toList();
    }

    private Set<Environment> named(String where, Collection<String> words) {
        Set<Environment> named = new LinkedHashSet<>();
        for (String word : words) {
            try {
                named.add(new Environment(word.strip()));
            } catch (IllegalArgumentException e) {
                problems.add(where + ": " + e.getMessage());
                String meant = word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
                if (Environment.isValid(meant)) {
                    // so that what is set for it is not taken for a mistake as well
                    named.add(new Environment(meant));
                }
            }
        }
        return named;
    }

    private EnvironmentSettings settings(Environment environment, Set<Environment> all) {
        VariableReader reader = variables.in(environment, problems);
        EnvironmentSettings settings = linked(EnvironmentSettings.of(environment), all);
        if (reader.flag("SHIP_BLUE_GREEN", false)) {
            settings = settings.asBlueGreen();
        }
        Optional<String> baseline = reader.text("SHIP_BASELINE_VERSION");
        return baseline.isPresent() ? settings.withBaselineVersion(baseline.get()) : settings;
    }

    private EnvironmentSettings linked(EnvironmentSettings settings, Set<Environment> all) {
        OfEnvironment own = own(settings.environment());
        String linked = own == null ? null : own.linked();
        if (linked == null) {
            Environment usual = settings.linked();
            return usual != null && !all.contains(usual) ? settings.withLinked(null) : settings;
        }
        String name = linked.strip();
        boolean other = Environment.isValid(name)
                && all.contains(new Environment(name))
                && !name.equals(settings.environment().name());
        if (!other && !name.equals(NONE)) {
            problems.add(property(settings.environment(), "linked") + ": \"" + name
                    + "\" is not allowed; allowed: another of the environments " + all + ", or " + NONE);
        }
        return settings.withLinked(other ? new Environment(name) : null);
    }

    /** {@return where somebody else than whoever shipped has to promote} */
    Set<Environment> fourEyes(Collection<Environment> environments) {
        Set<Environment> asked = new LinkedHashSet<>();
        for (Environment each : environments) {
            OfEnvironment own = own(each);
            String text = Objects.requireNonNullElse(own == null ? null : own.fourEyes(), "false")
                    .strip();
            if (text.equalsIgnoreCase("true")) {
                asked.add(each);
            } else if (!text.equalsIgnoreCase("false")) {
                problems.add(property(each, "four-eyes") + ": \"" + text + "\" is not allowed; allowed: true or false");
            }
        }
        return asked;
    }

    private @Nullable OfEnvironment own(Environment environment) {
        return properties.environments().get(environment.name());
    }

    private static String property(Environment environment, String name) {
        return PropertyNames.PREFIX + "environments." + environment + "." + name;
    }
}

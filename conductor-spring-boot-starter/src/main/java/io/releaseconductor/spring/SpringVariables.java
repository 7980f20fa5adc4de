package io.releaseconductor.spring;

import io.releaseconductor.config.Variables;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The variables as an application has them: what Spring knows under a variable's own name, be it an environment variable, a line in
 * {@code application.properties} or an argument, and what is set by property, which wins.
 */
final class SpringVariables {

    private static final Pattern NAME = Pattern.compile("(?!RELEASE_CONDUCTOR_)[A-Z][A-Z0-9_]*");

    private SpringVariables() {}

    static Variables read(ConfigurableEnvironment environment, ReleaseConductorProperties properties) {
        Map<String, String> values = new HashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                for (String name : named.getPropertyNames()) {
                    if (NAME.matcher(name).matches()) {
                        values.computeIfAbsent(name, n -> value(environment, named, n));
                    }
                }
            }
        }
        PropertyNames.forEach(properties, values::put);
        return Variables.of(values);
    }

    /** An environment variable means what it says: a dollar in a password is no placeholder. */
    private static String value(ConfigurableEnvironment environment, EnumerablePropertySource<?> source, String name) {
        return source instanceof SystemEnvironmentPropertySource
                ? String.valueOf(source.getProperty(name))
                : Objects.requireNonNullElse(environment.getProperty(name), "");
    }
}

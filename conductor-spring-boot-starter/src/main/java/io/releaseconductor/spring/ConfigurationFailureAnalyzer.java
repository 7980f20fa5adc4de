package io.releaseconductor.spring;

import io.releaseconductor.config.ConfigurationException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says all that is wrong with a configuration when an application does not start, and by which property it is set right. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
        return new FailureAnalysis(cause.getMessage(), action(cause), cause);
    }

    private static String action(ConfigurationException cause) {
        Set<String> named = new LinkedHashSet<>();
        cause.problems().forEach(problem -> named.addAll(PropertyNames.in(problem)));
        String variables =
                "Set what is in capital letters as an environment variable, or under that name in the application's"
                        + " properties.";
        return named.isEmpty()
                ? variables
                : variables + " These have a property of their own:"
                        + named.stream().map(each -> "\n  - " + each).collect(Collectors.joining());
    }
}

package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.deployment.LatencyComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is made of checks that are far slower than usual: from code, else from the variable, else a warning. */
final class UsualChoice {

    private static final String USUAL_LATENCY = "SHIP_USUAL_LATENCY";

    private static final List<String> ALLOWED =
            Arrays.stream(LatencyComparison.values()).map(UsualChoice::word).toList();

    private UsualChoice() {}

    static LatencyComparison read(EnvironmentSettings settings, VariableReader reader) {
        LatencyComparison own = settings.latencyComparison();
        if (own == null) {
            return fromVariable(reader);
        }
        InVain.noteOwn(
                reader,
                UsualChoice::fromVariable,
                "how latencies are compared in " + settings.environment() + " is given in code");
        return own;
    }

    private static LatencyComparison fromVariable(VariableReader reader) {
        String word = reader.oneOf(USUAL_LATENCY, word(LatencyComparison.WARN), ALLOWED);
        return LatencyComparison.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(LatencyComparison comparison) {
        return comparison.name().toLowerCase(Locale.ROOT);
    }
}

package io.releaseconductor.github;

import io.releaseconductor.config.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Inputs that always have the same value, as a variable gives them: {@code service=client,region=eu-west-1}. */
final class FixedInputs {

    private static final Pattern PAIR =
            Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_-]{0,99})\\s*=(?<value>.*)", Pattern.DOTALL);

    private FixedInputs() {}

    /**
     * Reads them. What is wrong is noted, and the rest is read.
     *
     * @param variable the variable's name
     * @param text what it is set to
     * @param problems where problems are noted
     * @return the values by name, in order
     */
    static Map<String, String> read(String variable, String text, Problems problems) {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (String each : text.split("[,\n]", -1)) {
            Matcher pair = PAIR.matcher(each.strip());
            if (each.isBlank()) {
                continue;
            }
            if (!pair.matches()) {
                problems.add(
                        variable + ": \"" + each.strip() + "\" is not allowed; allowed: name=value, several with commas"
                                + " between, each name a letter or _, then letters, digits, _ and -");
            } else if (inputs.putIfAbsent(
                            pair.group("name"), pair.group("value").strip())
                    != null) {
                problems.add(variable + ": " + pair.group("name") + " is given twice; allowed: each name once");
            }
        }
        return inputs;
    }
}

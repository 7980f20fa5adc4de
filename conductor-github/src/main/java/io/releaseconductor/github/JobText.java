package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job as its workflow file describes it.
 *
 * @param shown what the run shows as its name
 * @param hasEnvironment whether it deploys to an environment of GitHub's
 */
record JobText(Pattern shown, boolean hasEnvironment) {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{.*?}}", Pattern.DOTALL);

    static JobText of(String id, JsonNode job) {
        String name = job.path("name").asText("");
        return new JobText(shown(name.isBlank() ? id : name), job.hasNonNull("environment"));
    }

    /** The name, with anything where an expression stands; a matrix and a called workflow add to it. */
    static Pattern shown(String name) {
        StringBuilder pattern = new StringBuilder();
        Matcher expression = EXPRESSION.matcher(name);
        int from = 0;
        while (expression.find()) {
            pattern.append(Pattern.quote(name.substring(from, expression.start())))
                    .append(".*");
            from = expression.end();
        }
        pattern.append(Pattern.quote(name.substring(from)));
        return Pattern.compile(pattern + "( \\(.*\\)| / .*)?", Pattern.DOTALL);
    }

    boolean isShownAs(String name) {
        return shown.matcher(name).matches();
    }
}

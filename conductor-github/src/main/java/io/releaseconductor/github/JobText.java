package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A job as its workflow file describes it.
 *
 * @param name its name, with expressions as they stand in the file; within a called workflow that of the calling job before it
 * @param hasEnvironment whether it deploys to an environment of GitHub's
 * @param calls the file of the same repository whose jobs run in its place, or null
 * @param callsElsewhere whether jobs of another repository run in its place
 */
record JobText(
        String name, boolean hasEnvironment, @Nullable String calls, boolean callsElsewhere) {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{.*?}}", Pattern.DOTALL);

    /** Between the job that calls a workflow and a job there, as runs show it. */
    private static final String WITHIN = " / ";

    private static final Pattern OWN_FILE = Pattern.compile("\\./\\.github/workflows/([^/]+\\.ya?ml)");

    static JobText of(String id, JsonNode job) {
        String name = job.path("name").asText("");
        String uses = job.path("uses").asText("");
        Matcher called = OWN_FILE.matcher(uses);
        String own = called.matches() ? called.group(1) : null;
        return new JobText(
                name.isBlank() ? id : name, job.hasNonNull("environment"), own, own == null && !uses.isEmpty());
    }

    /** The same, as a job of a workflow that another job calls. */
    JobText within(JobText caller) {
        return new JobText(caller.name + WITHIN + name, hasEnvironment, calls, callsElsewhere);
    }

    /** The name, with anything where an expression stands; a matrix and a called workflow add to it. */
    static Pattern shown(String name) {
        StringBuilder pattern = new StringBuilder();
        Matcher expression = EXPRESSION.matcher(name);
        int from = 0;
        while (expression.find()) {
            pattern.append(literal(name.substring(from, expression.start()))).append(".*");
            from = expression.end();
        }
        pattern.append(literal(name.substring(from)));
        return Pattern.compile(pattern + "( \\(.*\\)| / .*)?", Pattern.DOTALL);
    }

    /** The job that calls may have a matrix, too. */
    private static String literal(String text) {
        return Pattern.quote(text).replace(WITHIN, "\\E( \\(.*\\))?" + WITHIN + "\\Q");
    }

    boolean isShownAs(String shownName) {
        return shown(name).matcher(shownName).matches();
    }
}

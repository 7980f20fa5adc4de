package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.policy.AlertRules;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the team is alerted to what has a threshold: from code, else from variables, else as the spec has it. */
final class AlertChoice {

    private static final String RATE = "SHIP_ALERT_FAILURE_RATE";

    private static final String LAST = "SHIP_ALERT_LAST";

    private static final String LEAST = "SHIP_ALERT_LEAST";

    private static final String SLOW = "SHIP_DEADLINE_SLOW_MS";

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,2})%");

    private static final String ALLOWED =
            "a whole percentage from 0% to " + AlertRules.HIGHEST_PERCENT + "%, such as 20%";

    private AlertChoice() {}

    static AlertRules read(EnvironmentSettings settings, VariableReader reader) {
        AlertRules own = settings.alertRules();
        if (own == null) {
            return fromVariables(reader);
        }
        InVain.noteOwn(
                reader,
                AlertChoice::fromVariables,
                "when alerts are raised in " + settings.environment() + " is given in code");
        return own;
    }

    private static AlertRules fromVariables(VariableReader reader) {
        AlertRules fallback = AlertRules.DEFAULT;
        int percent = percent(reader, fallback.failurePercent());
        int last = reader.integer(LAST, fallback.last(), 1, AlertRules.MOST_VERIFICATIONS);
        int least = reader.integer(LEAST, Math.min(fallback.least(), last), 1, AlertRules.MOST_VERIFICATIONS);
        if (least > last) {
            reader.problems()
                    .add(reader.nameOf(LEAST) + ": \"" + reader.text(LEAST, "")
                            + "\" is not allowed: it is more than are looked at, " + last + " (" + reader.nameOf(LAST)
                            + ")");
            least = last;
        }
        Duration slow = reader.millis(SLOW, fallback.slow(), Duration.ofMillis(1), AlertRules.LONGEST);
        return new AlertRules(percent, last, least, slow);
    }

    private static int percent(VariableReader reader, int fallback) {
        Optional<String> text = reader.text(RATE);
        if (text.isEmpty()) {
            return fallback;
        }
        Matcher matcher = PERCENT.matcher(text.get().strip());
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1));
        }
        reader.problems().add(reader.nameOf(RATE) + ": \"" + text.get() + "\" is not allowed; allowed: " + ALLOWED);
        return fallback;
    }
}

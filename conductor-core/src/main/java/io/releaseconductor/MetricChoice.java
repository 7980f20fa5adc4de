package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.MetricSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which metrics judge a deployment: from code, else from the variable, else none. */
final class MetricChoice {

    static final String METRICS = "SHIP_METRICS";

    private static final String COUNTED = "metrics are counted";

    private static final Pattern ENTRY = Pattern.compile("([a-z][a-z0-9_-]{0,39})(?::(" + Percents.FORM + "))?");

    private static final String ALLOWED = "names of metrics with commas between, at most " + MetricRule.MOST
            + ", each with a limit of its own where it has one, such as errors:5%,slow";

    private final MetricSource source;
    private final Map<Strategy, RolloutPlan> plans;

    MetricChoice(MetricSource source, Map<Strategy, RolloutPlan> plans) {
        this.source = source;
        this.plans = plans;
    }

    MetricPlan read(EnvironmentSettings settings, VariableReader reader) {
        List<MetricRule> own = settings.metrics();
        String where = own == null ? reader.nameOf(METRICS) : "metrics of " + settings.environment();
        if (own != null) {
            InVain.noteOwn(
                    reader,
                    MetricChoice::fromVariable,
                    "the metrics of " + settings.environment() + " are given in code");
        }
        List<MetricRule> rules = own == null ? fromVariable(reader) : own;
        if (rules.isEmpty()) {
            return MetricPlan.NONE;
        }
        requireKnown(where, settings.environment(), rules, reader);
        if (own == null) {
            InVain.noteOwnWithoutRounds(reader, plans.values(), METRICS, COUNTED);
        } else {
            InVain.noteWithoutRounds(reader, plans.values(), where, COUNTED);
        }
        return plan(where, rules, reader);
    }

    /** Notes it if it is set for all environments and holds in none of them. */
    static void noteInVain(VariableReader everywhere, Collection<RolloutPlan> plans) {
        if (everywhere.text(METRICS).isPresent()) {
            InVain.noteWithoutRounds(everywhere, plans, METRICS, COUNTED);
        }
    }

    private MetricPlan plan(String where, List<MetricRule> rules, VariableReader reader) {
        try {
            return new MetricPlan(rules, source.lag());
        } catch (IllegalArgumentException e) {
            reader.problems().add(where + ": " + e.getMessage());
            return MetricPlan.NONE;
        }
    }

    private static List<MetricRule> fromVariable(VariableReader reader) {
        String text = reader.text(METRICS, "").strip();
        List<MetricRule> rules = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            MetricRule rule = rule(part.strip());
            if (rule == null) {
                refused.add("\"" + part.strip() + "\"");
            } else {
                rules.add(rule);
            }
        }
        if (!refused.isEmpty()) {
            reader.problems()
                    .add(reader.nameOf(METRICS) + ": " + String.join(", ", refused) + " is not allowed; allowed: "
                            + ALLOWED);
        }
        return rules;
    }

    private static @Nullable MetricRule rule(String text) {
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            return null;
        }
        String percent = entry.group(2);
        double share = percent == null ? 0 : Percents.share(percent);
        return percent != null && share == 0 ? null : new MetricRule(entry.group(1), percent == null ? null : share);
    }

    private void requireKnown(String where, Environment environment, List<MetricRule> rules, VariableReader reader) {
        if (source == MetricSource.NONE) {
            reader.problems().add(where + " is set, but there is no source of metrics; give the builder metrics(...)");
            return;
        }
        Set<String> known = source.known(environment);
        for (MetricRule rule : rules) {
            if (!known.isEmpty() && !known.contains(rule.name())) {
                reader.problems()
                        .add(where + ": the source of metrics does not know " + rule.name() + "; allowed: "
                                + String.join(", ", new TreeSet<>(known)));
            }
        }
    }
}

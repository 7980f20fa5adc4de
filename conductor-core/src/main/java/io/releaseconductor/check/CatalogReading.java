package io.releaseconductor.check;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the checks for one environment, and what is wrong with them. */
final class CatalogReading {

    private final Map<String, Offer> byId = new LinkedHashMap<>();
    private final VariableReader variables;
    private final Environment environment;
    private final Problems problems;

    CatalogReading(VariableReader variables) {
        this.variables = variables;
        this.environment = variables.environment();
        this.problems = variables.problems();
    }

    List<Check> checks() {
        return byId.values().stream().map(Offer::check).toList();
    }

    void read(CheckSource source) {
        try {
            // What comes from elsewhere may be null whatever its type says.
            @Nullable List<@Nullable Check> checks = offered(source);
            if (checks == null) {
                problems.add(source.name() + " returned null for " + environment
                        + "; allowed: a list of checks, which may be empty");
                return;
            }
            for (@Nullable Check check : checks) {
                if (check == null) {
                    problems.add(source.name() + " returned a list with a null in it for " + environment);
                } else {
                    read(check, source);
                }
            }
        } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
        } catch (Throwable e) {
            Thrown.rethrowIfFatal(e);
            problems.add(source.name() + " threw " + Thrown.briefly(e) + ", asked for the checks for " + environment);
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable List<@Nullable Check> offered(CheckSource source) {
        return (List<@Nullable Check>) (List<?>) source.provider().checks(environment, variables);
    }

    private void read(Check check, CheckSource source) {
        String type = CheckSource.typeOf(check);
        try {
            @Nullable String id = check.id();
            @Nullable Duration limit = check.timeLimit();
            if (id == null || !CheckNames.isValid(id)) {
                problems.add("check " + type + ": id " + (id == null ? "null" : "\"" + id + "\"")
                        + " is not allowed; allowed: " + CheckNames.ALLOWED);
            } else if (limit == null || limit.isZero() || limit.isNegative()) {
                problems.add("check " + type + ": time limit " + limit + " is not allowed; allowed: more than zero");
            } else {
                add(new Offer(id, check, source));
            }
        } catch (Throwable e) {
            Thrown.rethrowIfFatal(e);
            problems.add("check " + type + " threw " + Thrown.briefly(e) + ", asked for its id and time limit");
        }
    }

    private void add(Offer offer) {
        Offer earlier = byId.putIfAbsent(offer.id(), offer);
        if (earlier != null) {
            problems.add("check id \"" + offer.id() + "\" is there twice for " + environment + ": from "
                    + earlier.from() + " and from " + offer.from() + "; ids have to be unique");
        }
    }

    private record Offer(String id, Check check, CheckSource source) {

        String from() {
            @Nullable String origin = check.origin();
            return source.name() + (origin == null || origin.isEmpty() ? "" : " (" + origin + ")");
        }
    }
}

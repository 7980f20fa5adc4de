package io.releaseconductor.checks;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying the built-in checks.
 *
 * @param frontend the base URL of the frontend, or null if there is none
 * @param api the base URL of the API, or null if there is none
 * @param checks the checks, in the order in which cards list them; none if there are problems
 * @param settings the variables that were suggested, all together, by name: addresses that were given, what the checks were tried
 *     with and understood, and {@code SHIP_CHECKS} if there seems to be nothing for some of them
 * @param problems why nothing could be tried: what is wrong with the variables, or with the addresses that were given
 */
public record TryoutReport(
        @Nullable URI frontend,
        @Nullable URI api,
        List<TriedCheck> checks,
        Map<String, String> settings,
        List<String> problems) {

    /** Copies. */
    public TryoutReport {
        checks = List.copyOf(checks);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        problems = List.copyOf(problems);
    }

    /** {@return whether all was understood and nothing fails, with the variables as they are} */
    public boolean good() {
        return problems.isEmpty() && checks.stream().allMatch(TriedCheck::good);
    }

    /** {@return the whole report for people, line by line; what was suggested can be pasted as it stands} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        problems.forEach(problem -> lines.add("✗ " + problem));
        if (!problems.isEmpty()) {
            return List.copyOf(lines);
        }
        if (frontend != null) {
            lines.add("Frontend at " + frontend);
        }
        if (api != null) {
            lines.add("API at " + api);
        }
        for (TriedCheck check : checks) {
            lines.add("");
            lines.addAll(TryoutLines.of(check));
        }
        if (!settings.isEmpty()) {
            lines.add("");
            lines.add("Set:");
            settings.forEach((name, value) -> lines.add(name + "=" + value));
        }
        long good = checks.stream().filter(TriedCheck::good).count();
        lines.add("");
        lines.add(
                good == checks.size()
                        ? "All checks pass as they are set."
                        : good + " of " + checks.size() + " checks pass as they are set.");
        return List.copyOf(lines);
    }
}

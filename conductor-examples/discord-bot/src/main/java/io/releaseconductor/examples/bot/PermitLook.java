package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.config.VariableName;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the roles and people are there that are permitted something.
 *
 * @param api Discord's
 * @param guild the id of the server
 * @param roles the server's roles
 */
record PermitLook(Api api, String guild, JsonNode roles) {

    private static final Pattern PERMITTED = Pattern.compile("(role|user)\\s*:\\s*([0-9]{15,20})");
    private static final String COPY = "copy the id anew (User Settings, Advanced, Developer Mode; then Copy ID)";
    private static final int UNKNOWN = 404;

    void at(Variables variables, List<Environment> environments, Report report)
            throws IOException, InterruptedException {
        Map<String, Set<String>> named = named(variables, environments);
        Set<String> known = new HashSet<>();
        roles.forEach(role -> known.add(role.path("id").asText()));
        boolean allThere = true;
        for (Map.Entry<String, Set<String>> each : named.entrySet()) {
            String id = each.getKey().substring(each.getKey().indexOf(' ') + 1);
            String where = String.join(", ", each.getValue());
            allThere &= each.getKey().startsWith("role")
                    ? role(id, known, where, report)
                    : person(id, known, where, report);
        }
        if (allThere && !named.isEmpty()) {
            report.good("All roles and people that are permitted something are in the server");
        }
    }

    private boolean role(String id, Set<String> known, String where, Report report)
            throws IOException, InterruptedException {
        if (id.equals(guild)) {
            report.bad(
                    where + ": role " + id + " is @everyone, which nobody has as a role",
                    "write everyone instead of role:" + id);
            return false;
        }
        if (known.contains(id)) {
            return true;
        }
        if (api.get("guilds/" + guild + "/members/" + id, Map.of()).ok()) {
            report.bad(where + ": " + id + " is a person and no role", "write user:" + id);
        } else {
            report.bad(
                    "There is no role " + id + " in the server, which " + where + " permits",
                    COPY + ", or take it out");
        }
        return false;
    }

    private boolean person(String id, Set<String> known, String where, Report report)
            throws IOException, InterruptedException {
        if (known.contains(id)) {
            report.bad(where + ": " + id + " is a role and no person", "write role:" + id);
            return false;
        }
        Api.Answer member = api.get("guilds/" + guild + "/members/" + id, Map.of());
        if (member.ok()) {
            return true;
        }
        if (member.status() == UNKNOWN) {
            report.doubtful(
                    "There is no user " + id + " in the server, whom " + where + " permits",
                    COPY + ", or take it out if they have left");
        } else {
            report.told("Whether user " + id + " is in the server could not be seen (" + member.told() + ")");
        }
        return false;
    }

    /** {@return roles and people, with the variables that name them; those that nobody reads left out} */
    private static Map<String, Set<String>> named(Variables variables, List<Environment> environments) {
        Map<String, Set<String>> all = new TreeMap<>();
        for (VariableName variable : variables.names()) {
            if (!variable.name().startsWith("DISCORD_PERMIT")) {
                continue;
            }
            variables.get(variable.name()).ifPresent(value -> note(variable.name(), value, all));
            for (Environment environment : environments) {
                String name = variable.name() + "_" + environment.variableSuffix();
                variables.get(variable.name(), environment).ifPresent(value -> note(name, value, all));
            }
        }
        return all;
    }

    private static void note(String name, String value, Map<String, Set<String>> all) {
        Matcher matcher = PERMITTED.matcher(value);
        while (matcher.find()) {
            all.computeIfAbsent(matcher.group(1) + " " + matcher.group(2), key -> new TreeSet<>())
                    .add(name);
        }
    }
}

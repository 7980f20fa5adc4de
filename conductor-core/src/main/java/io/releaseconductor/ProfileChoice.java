package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.TeamLink;
import io.releaseconductor.model.Environment;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.spi.Authorizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people are told of an environment: from code, else from variables, else from its name. */
final class ProfileChoice {

    private static final String PRODUCTION = "SHIP_PRODUCTION";

    private static final String LINKS = "SHIP_LINKS";

    private static final Set<String> PRODUCTION_NAMES = Set.of("prod", "production", "live");

    /** A comma ends a link where another one begins: addresses may hold commas themselves. */
    private static final Pattern BETWEEN_LINKS = Pattern.compile("\\s*,\\s*(?=[^,=]+=\\s*[A-Za-z]+://)");

    private ProfileChoice() {}

    static EnvironmentProfile read(
            EnvironmentSettings settings,
            VariableReader reader,
            Authorizer authorizer,
            boolean fourEyes,
            Deadlines limits) {
        Environment environment = settings.environment();
        boolean byVariables = reader.flag(PRODUCTION, PRODUCTION_NAMES.contains(environment.name()));
        List<TeamLink> links = links(reader);
        Boolean chosen = settings.production();
        List<TeamLink> given = settings.links();
        return new EnvironmentProfile(
                chosen == null ? byVariables : chosen,
                limits.decision(),
                limits.admission(),
                promoters(authorizer.permitted(environment, Action.PROMOTE), fourEyes),
                authorizer.permitted(environment, Action.ROLLBACK),
                given == null ? links : given);
    }

    private static @Nullable String promoters(@Nullable String permitted, boolean fourEyes) {
        String others = "but not whoever shipped it";
        if (permitted == null) {
            return fourEyes ? "whoever is permitted, " + others : null;
        }
        return fourEyes && !permitted.equals("nobody") ? permitted + ", " + others : permitted;
    }

    private static List<TeamLink> links(VariableReader reader) {
        String text = reader.text(LINKS, "");
        List<TeamLink> links = new ArrayList<>();
        for (String each : BETWEEN_LINKS.split(text.strip(), -1)) {
            if (each.isBlank()) {
                continue;
            }
            int at = each.indexOf('=');
            String label = at < 0 ? "" : each.substring(0, at).strip();
            String target = each.substring(at + 1).strip();
            String problem = at < 0
                    ? "\"" + each
                            + "\" is not allowed; allowed: Label=https://…, several of them with commas between them"
                    : TeamLink.problem(label, target);
            if (problem == null) {
                links.add(new TeamLink(label, target));
            } else {
                reader.problems().add(reader.nameOf(LINKS) + ": " + problem);
            }
        }
        if (links.size() > EnvironmentSettings.MAX_LINKS) {
            reader.problems()
                    .add(reader.nameOf(LINKS) + ": " + links.size() + " links are not allowed; allowed: at most "
                            + EnvironmentSettings.MAX_LINKS);
            return links.subList(0, EnvironmentSettings.MAX_LINKS);
        }
        return links;
    }
}

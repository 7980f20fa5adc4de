package io.releaseconductor.checks.scripts;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.model.Reach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The environment of a script: what it needs to run, what it is told of the deployment, and nothing else of this process. */
final class ScriptVariables {

    static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** By which a process is known as one that a script has started. */
    static final String MARK = "SHIP_CHECK_RUN";

    private static final Set<String> OWN = Set.of(
            "SHIP_DEPLOY_ID",
            "SHIP_ENV",
            "SHIP_VERSION",
            "SHIP_WAVE",
            "SHIP_PHASE",
            "SHIP_STRATEGY",
            "SHIP_PERCENTAGE",
            "SHIP_TARGET",
            MARK);

    static final String ALLOWED =
            "the name of a variable, as SHOP_REGION, but none of those that scripts are given anyway";

    private static final List<String> INHERITED = List.of("HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ScriptVariables() {}

    static boolean isAllowed(String name) {
        return NAME.matcher(name).matches() && !OWN.contains(name);
    }

    /** What a script finds its commands by. */
    static String path(Map<String, String> more) {
        String own = System.getenv("PATH");
        return more.getOrDefault("PATH", own == null || own.isBlank() ? DEFAULT_PATH : own);
    }

    /** Sets them all. What is not known is empty, so that a shell that insists on what is set goes on. */
    static Map<String, String> of(CheckContext context, Map<String, String> more) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        variables.putAll(more);
        variables.put("PATH", path(more));
        Reach reach = context.reach() == null ? Reach.ALL : context.reach();
        variables.put("SHIP_DEPLOY_ID", context.deployment().value());
        variables.put("SHIP_ENV", context.environment().name());
        variables.put("SHIP_VERSION", context.version() == null ? "" : context.version());
        variables.put("SHIP_WAVE", Integer.toString(context.wave()));
        variables.put("SHIP_PHASE", context.phase().wireName());
        variables.put("SHIP_STRATEGY", context.strategy().wireName());
        variables.put("SHIP_PERCENTAGE", reach instanceof Reach.Percentage part ? Integer.toString(part.value()) : "");
        variables.put("SHIP_TARGET", reach instanceof Reach.Target target ? target.name() : "");
        return variables;
    }
}

package io.releaseconductor;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.util.List;
import java.util.Optional;

/**
 * Notices an environment that is checked where another one is, as where only the general variable is set: whatever is shipped there, the
 * other one would be judged.
 */
final class SharedEndpoints {

    private static final String SHARED = "SHIP_SHARED_ENDPOINTS";

    private SharedEndpoints() {}

    static void note(List<Environment> environments, Variables variables, Problems problems) {
        for (Environment environment : environments) {
            boolean allowed = variables.in(environment, problems).flag(SHARED, false);
            if (!allowed) {
                note(environment, environments.subList(0, environments.indexOf(environment)), problems);
            }
        }
    }

    private static void note(Environment environment, List<Environment> earlier, Problems problems) {
        problems.endpoints(environment).forEach((name, url) -> {
            Optional<Environment> same = earlier.stream()
                    .filter(other ->
                            url.equalsIgnoreCase(problems.endpoints(other).get(name)))
                    .findFirst();
            same.ifPresent(other -> {
                String told = told(environment, other, name, url);
                if (environment.equals(Environment.PROD)) {
                    problems.add(told);
                } else {
                    problems.warn(told);
                }
            });
        });
    }

    private static String told(Environment environment, Environment other, String name, String url) {
        return "environment " + environment + " is checked at the address of " + other + ", " + url + "; set " + name
                + "_" + environment.variableSuffix() + " to its own, or " + SHARED + "=true if both share it";
    }
}

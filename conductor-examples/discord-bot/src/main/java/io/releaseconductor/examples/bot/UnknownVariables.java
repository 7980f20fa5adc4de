package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Environment;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Notices permits with a name that means nothing. A permit for production under a misspelt name would be ignored, and the general one
 * would hold instead.
 */
final class UnknownVariables {

    private static final String PERMIT = "DISCORD_PERMIT";
    private static final String FOUR_EYES = "DISCORD_FOUR_EYES";

    private UnknownVariables() {}

    static void note(Collection<String> names, List<Environment> environments, Problems problems) {
        Set<String> known = known(environments);
        names.stream()
                .filter(name -> name.startsWith(PERMIT) || name.startsWith(FOUR_EYES))
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> problems.add(name + " is not the name of a permit; allowed: " + PERMIT + ", " + PERMIT
                        + "_{ACTION}, " + PERMIT + "_{ENV}, " + PERMIT + "_{ACTION}_{ENV} and " + FOUR_EYES
                        + "_{ENV}, with an environment of SHIP_ENVIRONMENTS and an action of "
                        + List.of(Action.values())));
    }

    private static Set<String> known(List<Environment> environments) {
        Set<String> known = new HashSet<>(List.of(PERMIT, FOUR_EYES));
        for (Action action : Action.values()) {
            known.add(PERMIT + "_" + action.name());
            environments.forEach(e -> known.add(PERMIT + "_" + action.name() + "_" + e.variableSuffix()));
        }
        environments.forEach(e -> known.add(PERMIT + "_" + e.variableSuffix()));
        environments.forEach(e -> known.add(FOUR_EYES + "_" + e.variableSuffix()));
        return known;
    }
}

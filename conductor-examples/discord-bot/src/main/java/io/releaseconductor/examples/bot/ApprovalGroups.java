package io.releaseconductor.examples.bot;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.discord.DiscordPermissions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether gates can be opened that want somebody of a group: only roles that the permit to promote names count for one. */
final class ApprovalGroups {

    private ApprovalGroups() {}

    static List<String> problems(Map<Environment, Map<Strategy, RolloutPlan>> plans, DiscordPermissions permissions) {
        Set<String> problems = new LinkedHashSet<>();
        plans.forEach((environment, those) -> {
            Set<String> roles = permissions.permittedRoles(environment, Action.PROMOTE);
            those.values().stream()
                    .flatMap(plan -> plan.waves().stream())
                    .filter(wave -> wave.gate() instanceof Gate.Approvals)
                    .flatMap(wave -> ((Gate.Approvals) wave.gate()).groups().stream())
                    .filter(group -> !roles.contains(group))
                    .forEach(
                            group -> problems.add("SHIP_APPROVAL_GROUPS: " + environment + " wants an approval by role "
                                    + group + ", which is not permitted to promote there ("
                                    + permissions.permitted(environment, Action.PROMOTE)
                                    + "), so that nobody could give it; add role:" + group + " to DISCORD_PERMIT…"));
        });
        return List.copyOf(problems);
    }
}

package io.releaseconductor.examples.bot;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.window.DeploymentWindows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What decides in an environment: where it is checked, the policy, four eyes, and who may do what. As it holds, not as it was written. */
final class OverviewOfRules {

    private OverviewOfRules() {}

    static List<String> of(BotSettings settings, Environment environment) {
        List<String> lines = new ArrayList<>();
        settings.assembly()
                .endpoints()
                .getOrDefault(environment, Map.of())
                .forEach((name, url) -> lines.add("checked at " + url + " (" + name + ")"));
        ReleasePolicy policy = settings.assembly().policies().get(environment);
        if (policy != null) {
            policy.toString().lines().forEach(lines::add);
            lines.add(fourEyes(settings.assembly().fourEyes().contains(environment), policy.autoPromote()));
        }
        DeploymentWindows windows =
                settings.assembly().windows().getOrDefault(environment, DeploymentWindows.ALWAYS_OPEN);
        if (!windows.equals(DeploymentWindows.ALWAYS_OPEN)) {
            lines.add("deployments begin " + windows);
        }
        AdmissionRules admission = settings.assembly().admissions().getOrDefault(environment, AdmissionRules.NONE);
        if (!admission.isEmpty()) {
            lines.add("pre-flight: " + preflight(admission));
        }
        lines.addAll(permitted(settings, environment));
        return lines.stream().map(line -> environment.title() + ", " + line).toList();
    }

    /** {@return who decides there, in a few words} */
    static String brief(Assembly assembly, Environment environment) {
        ReleasePolicy policy = assembly.policies().get(environment);
        if (policy == null) {
            return "";
        }
        String promotes = policy.autoPromote() ? "the policy promotes" : "people promote";
        String eyes = assembly.fourEyes().contains(environment) ? ", with four eyes" : "";
        String rollsBack = policy.autoRollback() ? "the policy rolls back" : "people roll back";
        return "; " + promotes + eyes + ", " + rollsBack;
    }

    private static String fourEyes(boolean asked, boolean promotesByItself) {
        if (!asked) {
            return "four eyes off: whoever ships may promote";
        }
        return promotesByItself
                ? "four eyes for people only: the policy promotes without any"
                : "four eyes on: whoever ships cannot promote";
    }

    private static String preflight(AdmissionRules rules) {
        Environment after = rules.after();
        return Stream.concat(
                        rules.asked().stream(),
                        Stream.ofNullable(after)
                                .map(first -> AdmissionRules.ORDER + " (only what " + first + " has promoted)"))
                .collect(Collectors.joining(", "));
    }

    /** One line for all who may do the same. */
    private static List<String> permitted(BotSettings settings, Environment environment) {
        Map<String, List<Action>> byPermit = Arrays.stream(Action.values())
                .collect(Collectors.groupingBy(
                        action -> settings.discord().value().permissions().permitted(environment, action),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byPermit.entrySet().stream()
                .map(each -> "permitted to " + each.getKey() + ": " + words(each.getValue()))
                .toList();
    }

    private static String words(List<Action> actions) {
        return actions.size() == Action.values().length
                ? "everything"
                : actions.stream()
                        .map(action -> action.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}

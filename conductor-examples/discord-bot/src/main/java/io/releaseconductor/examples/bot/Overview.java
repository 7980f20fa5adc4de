package io.releaseconductor.examples.bot;

import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.check.Check;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.WorkflowFile;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the bot is about to do, in a few lines without secrets. */
final class Overview {

    private Overview() {}

    /** {@return all of it, as the doctor tells it} */
    static List<String> of(BotSettings settings) {
        List<String> lines = services(settings);
        settings.environments().forEach(each -> {
            lines.add(environment(settings, each));
            lines.addAll(OverviewOfRules.of(settings, each.environment()));
        });
        return lines;
    }

    /** {@return what whoever starts the bot has to see: a line for each service and each environment} */
    static List<String> brief(BotSettings settings) {
        List<String> lines = services(settings);
        settings.environments()
                .forEach(each -> lines.add(
                        environment(settings, each) + OverviewOfRules.brief(settings.assembly(), each.environment())));
        return lines;
    }

    private static List<String> services(BotSettings settings) {
        List<String> lines = new ArrayList<>();
        GitHubPart github = settings.github().value();
        lines.add("Discord: server " + settings.discord().value().options().guild());
        lines.add("GitHub: " + github.options().owner() + "/" + github.options().repository() + ", by "
                + (github.token() == null ? "GitHub App" : "token") + ", workflows from "
                + github.options().refWords());
        HttpPart http = settings.http().value();
        HttpPart.Listener listener = http.listener();
        HttpPart.Listener metrics = http.metrics();
        if (listener != null) {
            lines.add("HTTP: " + listener.words() + ", " + HealthPages.LIVE + " and " + HealthPages.READY
                    + (http.sharesItsPort() ? ", metrics at " + MetricsPage.PATH : "")
                    + (github.webhookSecret() == null ? "" : ", GitHub's deliveries at " + WebhookPage.PATH));
        }
        if (metrics != null && !http.sharesItsPort()) {
            lines.add("HTTP: " + metrics.words() + ", metrics at " + MetricsPage.PATH);
        }
        lines.add("State: " + settings.state().value().words());
        return lines;
    }

    private static String environment(BotSettings settings, EnvironmentSettings each) {
        Environment environment = each.environment();
        GitHubOptions options = settings.github().value().options();
        String checks = settings.checks().value().getOrDefault(environment, List.of()).stream()
                .map(Check::id)
                .collect(Collectors.joining(", "));
        return environment.title() + ": deploy " + files(options, environment, Phase.DEPLOY) + ", promote "
                + files(options, environment, Phase.PROMOTE) + ", roll back "
                + files(options, environment, Phase.ROLL_BACK) + "; checks " + (checks.isEmpty() ? "none" : checks)
                + plans(each)
                + (each.linked() == null ? "" : "; promoting ships " + each.linked());
    }

    /** What the strategies mean, where that is not what everybody knows. */
    private static String plans(EnvironmentSettings each) {
        if (each.rollouts().equals(List.of(Rollout.BLUE_GREEN))) {
            return "; blue-green";
        }
        return Arrays.stream(Strategy.values())
                .filter(strategy -> !each.plan(strategy).isDefault())
                .map(strategy ->
                        "; " + strategy.wireName() + " " + each.plan(strategy).describe())
                .collect(Collectors.joining());
    }

    private static String files(GitHubOptions options, Environment environment, Phase phase) {
        String files = options.workflows().entrySet().stream()
                .filter(use -> use.getKey().environment().equals(environment)
                        && use.getKey().phase() == phase)
                .map(use -> use.getValue())
                .map(WorkflowFile::file)
                .distinct()
                .collect(Collectors.joining(", "));
        return files.isEmpty() ? "by no workflow" : files;
    }
}

package io.releaseconductor.examples.cases;

import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.checks.BuiltInChecks;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.github.WorkflowFile;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.redis.RedisOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What comes of a text.
 *
 * @param ok whether it is accepted
 * @param shown what is understood, or all that is wrong with it, as people are shown it
 */
record TextReading(boolean ok, String shown) {

    private static final String TOKEN = "a-token-of-nobody";

    static TextReading of(CaseFile told) {
        Blanks blanks = new Blanks(Instant.now(), Map.of());
        String input = blanks.filled(told.one("input").orElse(""));
        Map<String, String> set = new HashMap<>();
        for (String setting : told.all("set")) {
            String[] parts = setting.split("=", 2);
            set.put(parts[0], blanks.filled(parts[1]));
        }
        return switch (told.one("reads").orElse("command")) {
            case "command" -> command(input);
            case "environment" -> tried(() -> new Environment(input).toString());
            case "redis" -> with(set, "REDIS_URL", input, TextReading::redis);
            case "github" -> with(set, "GITHUB_REPOSITORY", FakeGitHub.REPOSITORY, TextReading::github);
            case "github-environment" -> tried(() -> told(input));
            case "github-connect" -> connect(set, input);
            case "checks" -> with(set, "SHIP_CHECKS", input, TextReading::checks);
            case "policy" -> with(set, "SHIP_AUTO_PROMOTE", input, TextReading::policy);
            default -> throw new AssertionError(told + ": " + told.one("reads") + " is not known");
        };
    }

    private static TextReading command(String text) {
        ShipCommand.Result result = ShipCommand.parse(text, List.of(Environment.STAGING, Environment.PROD));
        if (result instanceof ShipCommand.Parsed parsed) {
            return new TextReading(true, parsed.command().format());
        }
        return new TextReading(
                false,
                result instanceof ShipCommand.Invalid invalid ? String.join("\n", invalid.problems()) : "no command");
    }

    private static String redis(Variables variables, Problems problems) {
        return RedisOptions.from(variables.reader(problems)).toString();
    }

    private static String github(Variables variables, Problems problems) {
        return GitHubOptions.fromVariables(variables, List.of(Environment.STAGING, Environment.PROD), problems)
                .toString();
    }

    private static String checks(Variables variables, Problems problems) {
        return new BuiltInChecks()
                .checks(Environment.STAGING, variables.in(Environment.STAGING, problems))
                .toString();
    }

    private static String policy(Variables variables, Problems problems) {
        return ReleasePolicy.fromVariables(variables.in(Environment.STAGING, problems))
                .toString();
    }

    /** What the workflow is told where the environment has another name at GitHub, which takes no other. */
    private static String told(String name) {
        try (FakeGitHub github = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC())) {
            github.accept(TOKEN);
            github.add(FakeWorkflow.asInSpec("client-deploy.yml", "Deploy").with("environment", name));
            WorkflowFile workflow = WorkflowFile.of("client-deploy.yml").withFixedInput("environment", name);
            GitHubOptions options = GitHubOptions.of("acme", "app")
                    .withApiUrl(github.apiUrl())
                    .withWorkflow(Environment.STAGING, Phase.DEPLOY, workflow);
            Instant now = Instant.now();
            DispatchOutcome outcome = GitHubWorkflows.of(
                            options, GitHubAuth.token(new Secret(TOKEN)), Clock.systemUTC())
                    .dispatch(new DispatchIntent(
                            DeployId.of(Environment.STAGING, now),
                            Attempt.of(Phase.DEPLOY, 1),
                            Environment.STAGING,
                            Strategy.FULL,
                            Rollout.FULL,
                            Reach.ALL,
                            true,
                            null,
                            null,
                            null,
                            now,
                            now.plusSeconds(30),
                            null));
            if (!(outcome instanceof DispatchOutcome.Started)) {
                throw new ConfigurationException(List.of(outcome.toString()));
            }
            return github.runs().get(0).inputs().toString();
        }
    }

    /** At a GitHub whose default branch is {@code main}. */
    private static TextReading connect(Map<String, String> set, String ref) {
        try (FakeGitHub github = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC())) {
            github.accept(TOKEN);
            Map<String, String> all = new HashMap<>(set);
            all.putIfAbsent("GITHUB_API_URL", github.apiUrl().toString());
            all.putIfAbsent("GITHUB_REPOSITORY", FakeGitHub.REPOSITORY);
            return with(all, "SHIP_REF", ref, (variables, problems) -> {
                GitHubOptions options = GitHubOptions.fromVariables(
                        variables, List.of(Environment.STAGING, Environment.PROD), problems);
                problems.throwIfAny();
                return GitHubWorkflows.connect(options, GitHubAuth.token(new Secret(TOKEN)), Clock.systemUTC())
                        .toString();
            });
        }
    }

    private static TextReading with(
            Map<String, String> set, String name, String value, BiFunction<Variables, Problems, String> reading) {
        Map<String, String> variables = new HashMap<>(set);
        variables.putIfAbsent(name, value);
        return tried(() -> {
            Problems problems = new Problems();
            String understood = reading.apply(Variables.of(variables), problems);
            problems.throwIfAny();
            return understood;
        });
    }

    private static TextReading tried(Supplier<String> reading) {
        try {
            return new TextReading(true, reading.get());
        } catch (IllegalArgumentException | ConfigurationException e) {
            return new TextReading(false, String.valueOf(e.getMessage()));
        }
    }
}

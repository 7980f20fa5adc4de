package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.checks.IncidentPage;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.local.CommandAdmission;
import io.releaseconductor.local.CommandAdmissionOptions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.StateStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole configuration, part by part, so that the doctor can look at the parts that are in order.
 *
 * @param variables what it was read from
 * @param ship where to
 * @param discord where people ship from
 * @param github what deploys
 * @param metrics where metrics come from
 * @param incident who tells whether an incident is open
 * @param alerts where the team is alerted
 * @param http where the bot listens
 * @param state where state is kept
 * @param audit how exported audit trails are signed
 * @param checks what is verified, by environment; only environments in which that is in order
 * @param assembly what is only seen once all is put together
 */
record BotSettings(
        Variables variables,
        Part<ShipPart> ship,
        Part<DiscordPart> discord,
        Part<GitHubPart> github,
        Part<MetricsPart> metrics,
        Part<IncidentPart> incident,
        Part<AlertPart> alerts,
        Part<HttpPart> http,
        Part<StateKeeping> state,
        Part<AuditPart> audit,
        Part<Map<Environment, List<Check>>> checks,
        Assembly assembly) {

    /** Reads everything and refuses nothing: what is wrong is in the parts. */
    static BotSettings read(Map<String, String> environment) {
        Variables variables = Variables.of(environment);
        Part<ShipPart> ship = Part.read(problems -> ShipPart.read(variables, problems));
        List<Environment> names = ship.value().names();
        variables.declare(names);
        // read by the log's configuration
        variables.declare("SHIP_LOG_LEVEL");
        Part<DiscordPart> discord = Part.read(problems -> DiscordPart.read(variables, names, problems));
        Part<GitHubPart> github = Part.read(problems -> GitHubPart.read(variables, names, problems));
        Part<MetricsPart> metrics = Part.read(problems -> MetricsPart.read(variables, names, problems));
        List<Secret> secrets = new Redaction(environment).secrets();
        Part<IncidentPart> incident = Part.read(problems -> IncidentPart.read(variables, names, secrets, problems));
        Part<AlertPart> alerts = Part.read(problems -> AlertPart.read(variables, names, problems));
        Part<HttpPart> http = Part.read(problems -> HttpPart.read(variables, problems));
        Part<StateKeeping> state = Part.read(problems -> StateKeeping.read(variables, problems));
        Part<AuditPart> audit = Part.read(problems -> AuditPart.read(variables, problems));
        CheckCatalog catalog = CheckCatalog.discover();
        Part<Map<Environment, List<Check>>> checks = Part.read(problems -> {
            Map<Environment, List<Check>> found = new LinkedHashMap<>();
            for (Environment name : names) {
                Problems own = new Problems();
                List<Check> those = catalog.checksFor(variables.in(name, own));
                if (own.messages().isEmpty()) {
                    found.put(name, those);
                } else {
                    // noted where those of all environments are told once
                    catalog.checksFor(variables.in(name, problems));
                }
            }
            return found;
        });
        Assembly assembly =
                Assembly.of(onlooker(variables, ship.value(), discord.value(), github, metrics, incident, catalog));
        return new BotSettings(
                variables, ship, discord, github, metrics, incident, alerts, http, state, audit, checks, assembly);
    }

    /** {@return a conductor that knows all that is set, and neither ships nor keeps anything; to be closed} */
    Conductor onlooker() {
        return lookingOn().build();
    }

    /**
     * The same over a store that is there.
     *
     * @param store where history is read; not closed with it
     */
    Conductor onlooker(StateStore store) {
        return lookingOn().store(store).build();
    }

    private ConductorBuilder lookingOn() {
        return onlooker(variables, ship.value(), discord.value(), github, metrics, incident, CheckCatalog.discover());
    }

    private static ConductorBuilder onlooker(
            Variables variables,
            ShipPart ship,
            DiscordPart discord,
            Part<GitHubPart> github,
            Part<MetricsPart> metrics,
            Part<IncidentPart> incident,
            CheckCatalog catalog) {
        GitHubOptions options = github.good() ? github.value().options() : anyWorkflows(ship.names());
        // Nothing is asked of GitHub, and what was read may be a key that is none.
        GitHubAuth auth = GitHubAuth.token(new Secret("not-set"));
        GitHubWorkflows workflows = GitHubWorkflows.of(options, auth, Clock.systemUTC());
        ConductorBuilder builder = Conductor.builder()
                .variables(variables)
                .workflows(workflows)
                .changeLog(workflows.changeLog())
                .refs(workflows.refs())
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(discord.permissions())
                .metrics(source(metrics))
                .checks(catalog);
        ship.environments().forEach(builder::environment);
        rule(incident).ifPresent(builder::admission);
        if (github.value().ci()) {
            builder.admission(workflows.ci());
        }
        return builder;
    }

    /** Where the variables of incidents are wrong, that is told once and not again as a rule that is not there. */
    private static Optional<Admission> rule(Part<IncidentPart> incident) {
        return incident.good()
                ? incident.value().rule()
                : Optional.of(CommandAdmission.of(IncidentPage.NAME, CommandAdmissionOptions.of("not-set")));
    }

    /** Where Prometheus's variables are wrong, that is told once and not again as a lack of metrics. */
    private static MetricSource source(Part<MetricsPart> metrics) {
        return metrics.good() ? metrics.value().source() : question -> Map.of();
    }

    /** Where GitHub's variables are wrong, that is told once and not again as a lack of workflows. */
    private static GitHubOptions anyWorkflows(List<Environment> names) {
        GitHubOptions options = GitHubOptions.of("not-set", "not-set");
        for (Environment name : names) {
            for (Phase phase : Phase.values()) {
                options = options.withWorkflow(name, phase, GitHubOptions.rollbackWorkflow("not-set.yml"));
            }
        }
        return options;
    }

    /** {@return all that is wrong, each told once} */
    List<String> problems() {
        return eachOnce(Stream.of(
                ship.problems(),
                discord.problems(),
                github.problems(),
                metrics.problems(),
                incident.problems(),
                alerts.problems(),
                http.problems(),
                state.problems(),
                audit.problems(),
                checks.problems(),
                assembly.problems(),
                discord.good()
                        ? ApprovalGroups.problems(
                                assembly.plans(), discord.value().permissions())
                        : List.<String>of()));
    }

    /** {@return what is wrong with what reading the history and judging it again needs, each told once} */
    List<String> problemsOfHistory() {
        return eachOnce(Stream.of(
                ship.problems(), metrics.problems(), checks.problems(), state.problems(), assembly.problems()));
    }

    private static List<String> eachOnce(Stream<List<String>> problems) {
        return problems.flatMap(List::stream).distinct().toList();
    }

    /**
     * Insists on a configuration without problems.
     *
     * @throws ConfigurationException with all problems, if there are any
     */
    void requireGood() {
        Problems problems = new Problems();
        problems().forEach(problems::add);
        problems.throwIfAny();
    }

    List<EnvironmentSettings> environments() {
        return ship.value().environments();
    }
}

package io.releaseconductor;

import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.LatencyComparison;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.deployment.TeamLink;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.AlertRules;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one environment is shipped to.
 *
 * @param environment which
 * @param plans what each strategy means here: how it reaches the environment, wave by wave; where one is missing, the plan of its name
 *     that nobody configured otherwise
 * @param policy what is decided without a person, or null for the policy of the variables
 * @param authorizer who may do what in it, or null for the conductor's own
 * @param linked the environment that is shipped to once a deployment here is promoted, or null for none
 * @param baselineVersion what runs before the first deployment by the conductor, so that this one can be rolled back; null
 *     if that is not known
 * @param baselineLook whether the checks look at what is there before anything of a deployment is started, or null for what the
 *     variables say: they do, unless it is switched off
 * @param production whether its users are the product's, so that its cards look like it; null for what the variables say: it is, if it is
 *     called prod, production or live
 * @param links the team's own links on its cards, in order, at most {@value #MAX_LINKS}; null for those of the variables
 * @param called whom the chat calls when a deployment here needs a person, or null for what the variables say: nobody, unless it is set
 * @param metrics which metrics judge what is shipped here, at most {@link MetricRule#MOST}; null for those of the variables
 * @param latencyComparison what is made of a check that is far slower than in earlier deployments here, or null for what the variables
 *     say: a warning, unless they say otherwise
 * @param failedRounds how many of a check's rounds may fail in a wave that bakes, or null for what the variables say: 1 %, unless they say
 *     otherwise
 * @param riskyPaths which paths of the repository are risky to change, or null for those of the variables
 * @param admission which rules of the pre-flight hold for what is shipped here, or null for those of the variables
 * @param windows when deployments may begin here, or null for what the variables say: always, unless they say otherwise
 * @param watch how what was promoted here is looked at afterwards, or null for what the variables say: {@link Watch#DEFAULT}, unless they
 *     say otherwise
 * @param alertRules when the team is alerted to what has a threshold, or null for what the variables say
 * @param soak how long what was promoted here has to stand before the linked environment is shipped to, 0 to
 *     {@link DeployRequest#LONGEST_SOAK}, or null for what the variables say: no time, unless they say otherwise
 */
public record EnvironmentSettings(
        Environment environment,
        Map<Strategy, RolloutPlan> plans,
        @Nullable ReleasePolicy policy,
        @Nullable Authorizer authorizer,
        @Nullable Environment linked,
        @Nullable String baselineVersion,
        @Nullable Boolean baselineLook,
        @Nullable Boolean production,
        @Nullable List<TeamLink> links,
        @Nullable Called called,
        @Nullable List<MetricRule> metrics,
        @Nullable LatencyComparison latencyComparison,
        @Nullable FailedRounds failedRounds,
        @Nullable RiskyPaths riskyPaths,
        @Nullable AdmissionRules admission,
        @Nullable DeploymentWindows windows,
        @Nullable Watch watch,
        @Nullable AlertRules alertRules,
        @Nullable Duration soak) {

    /** The most links of the team's own. */
    public static final int MAX_LINKS = 5;

    /**
     * Requires the environment and copies.
     *
     * @throws IllegalArgumentException if there are more links than {@value #MAX_LINKS}, more metrics than {@link MetricRule#MOST}, or the soak
     *     is out of its range
     */
    public EnvironmentSettings {
        Objects.requireNonNull(environment, "environment");
        plans = Map.copyOf(plans);
        links = links == null ? null : List.copyOf(links);
        if (links != null && links.size() > MAX_LINKS) {
            throw new IllegalArgumentException("environment " + environment + ": " + links.size()
                    + " links are not allowed; allowed: at most " + MAX_LINKS);
        }
        if (soak != null && (soak.isNegative() || soak.compareTo(DeployRequest.LONGEST_SOAK) > 0)) {
            throw new IllegalArgumentException("environment " + environment + ": soak " + soak
                    + " is not allowed; allowed: 0 to " + DeployRequest.LONGEST_SOAK);
        }
        metrics = metrics == null ? null : List.copyOf(metrics);
        if (metrics != null && metrics.size() > MetricRule.MOST) {
            throw new IllegalArgumentException("environment " + environment + ": " + metrics.size()
                    + " metrics are not allowed; allowed: at most " + MetricRule.MOST);
        }
    }

    /**
     * Settings with defaults: rolls out by strategy, nothing of its own. Only {@link Environment#STAGING} is linked, to
     * {@link Environment#PROD}.
     *
     * @param environment which
     * @return the settings
     */
    public static EnvironmentSettings of(Environment environment) {
        Environment linked = environment.equals(Environment.STAGING) ? Environment.PROD : null;
        return new EnvironmentSettings(
                environment,
                Map.of(),
                null,
                null,
                linked,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** {@return the same, rolled out blue-green} */
    public EnvironmentSettings asBlueGreen() {
        Map<Strategy, RolloutPlan> all = new EnumMap<>(Strategy.class);
        Arrays.stream(Strategy.values()).forEach(strategy -> all.put(strategy, RolloutPlan.BLUE_GREEN));
        Copy copy = new Copy(this);
        copy.plans = all;
        return copy.settings();
    }

    /**
     * The same where a strategy means something else.
     *
     * @param strategy what people ask for
     * @param plan how that reaches the environment
     * @return the changed settings
     */
    public EnvironmentSettings withPlan(Strategy strategy, RolloutPlan plan) {
        Map<Strategy, RolloutPlan> changed = new EnumMap<>(Strategy.class);
        changed.putAll(plans);
        changed.put(strategy, plan);
        Copy copy = new Copy(this);
        copy.plans = changed;
        return copy.settings();
    }

    /**
     * What a strategy means here.
     *
     * @param strategy what people ask for
     * @return how that reaches the environment
     */
    public RolloutPlan plan(Strategy strategy) {
        RolloutPlan plan = plans.get(strategy);
        return plan == null ? RolloutPlan.of(strategy) : plan;
    }

    /** {@return the kinds of rollout that there are here, each once} */
    public List<Rollout> rollouts() {
        return Arrays.stream(Strategy.values())
                .map(strategy -> plan(strategy).kind())
                .distinct()
                .toList();
    }

    /**
     * The same with a policy of its own.
     *
     * @param value the policy
     * @return the changed settings
     */
    public EnvironmentSettings withPolicy(ReleasePolicy value) {
        Copy copy = new Copy(this);
        copy.policy = value;
        return copy.settings();
    }

    /**
     * The same with permissions of its own.
     *
     * @param value who may do what in it
     * @return the changed settings
     */
    public EnvironmentSettings withAuthorizer(Authorizer value) {
        Copy copy = new Copy(this);
        copy.authorizer = value;
        return copy.settings();
    }

    /**
     * The same, linked to another environment.
     *
     * @param value what is shipped to once a deployment here is promoted, or null for nothing
     * @return the changed settings
     */
    public EnvironmentSettings withLinked(@Nullable Environment value) {
        Copy copy = new Copy(this);
        copy.linked = value;
        return copy.settings();
    }

    /**
     * The same with a known version to return to.
     *
     * @param value what runs before the first deployment by the conductor
     * @return the changed settings
     */
    public EnvironmentSettings withBaselineVersion(String value) {
        Copy copy = new Copy(this);
        copy.baselineVersion = value;
        return copy.settings();
    }

    /**
     * The same with or without the baseline look.
     *
     * @param value whether the checks look at what is there before anything of a deployment is started
     * @return the changed settings
     */
    public EnvironmentSettings withBaselineLook(boolean value) {
        Copy copy = new Copy(this);
        copy.baselineLook = value;
        return copy.settings();
    }

    /**
     * The same, as production or not.
     *
     * @param value whether its users are the product's
     * @return the changed settings
     */
    public EnvironmentSettings withProduction(boolean value) {
        Copy copy = new Copy(this);
        copy.production = value;
        return copy.settings();
    }

    /**
     * The same with links of the team's own on its cards.
     *
     * @param values the links, in order, at most {@value #MAX_LINKS}
     * @return the changed settings
     * @throws IllegalArgumentException if there are more
     */
    public EnvironmentSettings withLinks(TeamLink... values) {
        Copy copy = new Copy(this);
        copy.links = List.of(values);
        return copy.settings();
    }

    /**
     * The same where the chat calls somebody: when a decision is due, before it expires, on failure and on whatever else needs a person,
     * once each. Nobody is called for what they did themselves.
     *
     * @param value whom, or {@link Called#NOBODY}
     * @return the changed settings
     */
    public EnvironmentSettings withCalled(Called value) {
        Copy copy = new Copy(this);
        copy.called = value;
        return copy.settings();
    }

    /**
     * The same where metrics judge a wave that bakes.
     *
     * @param values the metrics, as the source of metrics calls them, at most {@link MetricRule#MOST}; none for none
     * @return the changed settings
     * @throws IllegalArgumentException if there are more
     */
    public EnvironmentSettings withMetrics(MetricRule... values) {
        Copy copy = new Copy(this);
        copy.metrics = List.of(values);
        return copy.settings();
    }

    /**
     * The same where slow checks are treated otherwise.
     *
     * @param value what is made of a check that is far slower than in earlier deployments here
     * @return the changed settings
     */
    public EnvironmentSettings withLatencyComparison(LatencyComparison value) {
        Copy copy = new Copy(this);
        copy.latencyComparison = value;
        return copy.settings();
    }

    /**
     * The same where another share of a check's rounds may fail while a wave bakes.
     *
     * @param share the share, above 0 and below 0.1: 0.01 is 1 %
     * @return the changed settings
     * @throws IllegalArgumentException if the share is out of its range
     */
    public EnvironmentSettings withFailedRounds(double share) {
        Copy copy = new Copy(this);
        copy.failedRounds = new FailedRounds(share);
        return copy.settings();
    }

    /**
     * The same where changes of some paths are risky: the card says so, and an earlier version is not deployed again by policy.
     *
     * @param globs what they look like, as for {@link RiskyPaths}; none for none
     * @return the changed settings
     * @throws IllegalArgumentException as for {@link RiskyPaths}
     */
    public EnvironmentSettings withRiskyPaths(String... globs) {
        Copy copy = new Copy(this);
        copy.riskyPaths = new RiskyPaths(List.of(globs));
        return copy.settings();
    }

    /**
     * The same where rules that are asked outside have to admit what is shipped, before anything of it begins.
     *
     * @param names the names of {@linkplain ConductorBuilder#admission admissions} that the builder is given, in the order of the card
     * @return the changed settings
     * @throws IllegalArgumentException if a name is not allowed
     */
    public EnvironmentSettings withAdmission(String... names) {
        Copy copy = new Copy(this);
        copy.admission = new AdmissionRules(List.of(names), admission == null ? null : admission.after());
        return copy.settings();
    }

    /**
     * The same where these rules of the pre-flight hold.
     *
     * @param value which, or {@link AdmissionRules#NONE}
     * @return the changed settings
     */
    public EnvironmentSettings withAdmission(AdmissionRules value) {
        Copy copy = new Copy(this);
        copy.admission = Objects.requireNonNull(value, "admission");
        return copy.settings();
    }

    /**
     * The same where only what another environment has promoted is shipped: exactly that version, as long as it was not given up there.
     *
     * @param other the other environment
     * @return the changed settings
     */
    public EnvironmentSettings withAfter(Environment other) {
        Copy copy = new Copy(this);
        copy.admission = new AdmissionRules(
                admission == null ? List.of() : admission.asked(), Objects.requireNonNull(other, "other"));
        return copy.settings();
    }

    /**
     * The same where deployments may begin only now and then. Rollbacks may always.
     *
     * @param newWindows when they may
     * @return the changed settings
     */
    public EnvironmentSettings withWindows(DeploymentWindows newWindows) {
        Copy copy = new Copy(this);
        copy.windows = newWindows;
        return copy.settings();
    }

    /**
     * The same where what was promoted is looked at otherwise, or not at all.
     *
     * @param value how, or {@link Watch#OFF}
     * @return the changed settings
     */
    public EnvironmentSettings withWatch(Watch value) {
        Copy copy = new Copy(this);
        copy.watch = value;
        return copy.settings();
    }

    /**
     * The same where the linked environment follows later.
     *
     * @param value how long what was promoted here has to stand before the linked environment is shipped to, 0 to
     *     {@link DeployRequest#LONGEST_SOAK}
     * @return the changed settings
     * @throws IllegalArgumentException if it is out of its range
     */
    public EnvironmentSettings withSoak(Duration value) {
        Copy copy = new Copy(this);
        copy.soak = value;
        return copy.settings();
    }

    /**
     * The same with thresholds of its own for alerts.
     *
     * @param value when the team is alerted
     * @return the changed settings
     */
    public EnvironmentSettings withAlertRules(AlertRules value) {
        Copy copy = new Copy(this);
        copy.alertRules = value;
        return copy.settings();
    }

    /** All of it, of which some is changed. */
    private static final class Copy {

        private final Environment environment;
        private Map<Strategy, RolloutPlan> plans;
        private @Nullable ReleasePolicy policy;
        private @Nullable Authorizer authorizer;
        private @Nullable Environment linked;
        private @Nullable String baselineVersion;
        private @Nullable Boolean baselineLook;
        private @Nullable Boolean production;
        private @Nullable List<TeamLink> links;
        private @Nullable Called called;
        private @Nullable List<MetricRule> metrics;
        private @Nullable LatencyComparison latencyComparison;
        private @Nullable FailedRounds failedRounds;
        private @Nullable RiskyPaths riskyPaths;
        private @Nullable AdmissionRules admission;
        private @Nullable DeploymentWindows windows;
        private @Nullable Watch watch;
        private @Nullable AlertRules alertRules;
        private @Nullable Duration soak;

        Copy(EnvironmentSettings from) {
            environment = from.environment;
            plans = from.plans;
            policy = from.policy;
            authorizer = from.authorizer;
            linked = from.linked;
            baselineVersion = from.baselineVersion;
            baselineLook = from.baselineLook;
            production = from.production;
            links = from.links;
            called = from.called;
            metrics = from.metrics;
            latencyComparison = from.latencyComparison;
            failedRounds = from.failedRounds;
            riskyPaths = from.riskyPaths;
            admission = from.admission;
            windows = from.windows;
            watch = from.watch;
            alertRules = from.alertRules;
            soak = from.soak;
        }

        EnvironmentSettings settings() {
            return new EnvironmentSettings(
                    environment,
                    plans,
                    policy,
                    authorizer,
                    linked,
                    baselineVersion,
                    baselineLook,
                    production,
                    links,
                    called,
                    metrics,
                    latencyComparison,
                    failedRounds,
                    riskyPaths,
                    admission,
                    windows,
                    watch,
                    alertRules,
                    soak);
        }
    }
}

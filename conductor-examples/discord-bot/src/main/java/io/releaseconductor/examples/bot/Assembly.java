package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.window.DeploymentWindows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is only known once all is put together.
 *
 * @param problems what is wrong
 * @param warnings what is doubtful
 * @param policies what happens without a person; empty if something is wrong
 * @param plans how each strategy reaches each environment; empty if something is wrong
 * @param windows when deployments may begin in each environment; empty if something is wrong
 * @param admissions which rules of the pre-flight hold in each environment; empty if something is wrong
 * @param endpoints where each environment is checked, by the names of variables; empty if something is wrong
 * @param metrics which metrics judge in each environment; empty if something is wrong
 * @param fourEyes where whoever shipped needs somebody else to promote; empty if something is wrong
 */
record Assembly(
        List<String> problems,
        List<String> warnings,
        Map<Environment, ReleasePolicy> policies,
        Map<Environment, Map<Strategy, RolloutPlan>> plans,
        Map<Environment, DeploymentWindows> windows,
        Map<Environment, AdmissionRules> admissions,
        Map<Environment, Map<String, String>> endpoints,
        Map<Environment, MetricPlan> metrics,
        Set<Environment> fourEyes) {

    /** Builds a conductor that is thrown away. */
    static Assembly of(ConductorBuilder builder) {
        try (Conductor conductor = builder.build()) {
            Map<Environment, ReleasePolicy> policies = new LinkedHashMap<>();
            Map<Environment, Map<Strategy, RolloutPlan>> plans = new LinkedHashMap<>();
            Map<Environment, DeploymentWindows> windows = new LinkedHashMap<>();
            Map<Environment, AdmissionRules> admissions = new LinkedHashMap<>();
            Map<Environment, Map<String, String>> endpoints = new LinkedHashMap<>();
            Map<Environment, MetricPlan> metrics = new LinkedHashMap<>();
            for (Environment each : conductor.environments()) {
                conductor.policy(each).ifPresent(policy -> policies.put(each, policy));
                plans.put(each, conductor.plans(each));
                windows.put(each, conductor.windows(each));
                admissions.put(each, conductor.admission(each));
                endpoints.put(each, conductor.endpoints(each));
                metrics.put(each, conductor.metrics(each));
            }
            return new Assembly(
                    List.of(),
                    conductor.warnings(),
                    policies,
                    plans,
                    windows,
                    admissions,
                    endpoints,
                    metrics,
                    conductor.fourEyes());
        } catch (ConfigurationException e) {
            return new Assembly(
                    e.problems(), e.warnings(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());
        }
    }
}

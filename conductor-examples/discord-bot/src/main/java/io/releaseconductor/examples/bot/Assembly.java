package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
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
 * @param fourEyes where whoever shipped needs somebody else to promote; empty if something is wrong
 */
record Assembly(
        List<String> problems,
        List<String> warnings,
        Map<Environment, ReleasePolicy> policies,
        Set<Environment> fourEyes) {

    /** Builds a conductor that is thrown away. */
    static Assembly of(ConductorBuilder builder) {
        try (Conductor conductor = builder.build()) {
            Map<Environment, ReleasePolicy> policies = new LinkedHashMap<>();
            conductor
                    .environments()
                    .forEach(each -> conductor.policy(each).ifPresent(policy -> policies.put(each, policy)));
            return new Assembly(List.of(), conductor.warnings(), policies, conductor.fourEyes());
        } catch (ConfigurationException e) {
            return new Assembly(e.problems(), e.warnings(), Map.of(), Set.of());
        }
    }
}

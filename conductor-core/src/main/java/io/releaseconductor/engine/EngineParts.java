package io.releaseconductor.engine;

import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.policy.AlertRules;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the engine is wired from.
 *
 * @param nodeId names this node in operation ids and logs; should be different for each node
 * @param environments the settings of each environment
 * @param store where the state is kept
 * @param workflows what does the deploying
 * @param chat where cards are shown
 * @param alerts where the team is told
 * @param changes what tells what is being shipped; {@link ChangeLog#NONE} is not asked
 * @param refs what tells what branches and tags point at; {@link Refs#NONE} is not asked
 * @param admissions the rules of the pre-flight that are asked outside, by name
 * @param metrics what tells what metrics counted
 * @param listeners who else is told
 * @param contributors what says how it is, the ports that do so included
 * @param clock the time
 * @param threads run turns and calls through ports; must not make one task wait for another to finish
 * @param deadlines how long things may take
 * @param retention how long things are kept
 * @param lease how long a claim lasts unless renewed
 */
public record EngineParts(
        String nodeId,
        Map<Environment, ResolvedSettings> environments,
        StateStore store,
        WorkflowDispatcher workflows,
        ChatChannel chat,
        AlertSink alerts,
        ChangeLog changes,
        Refs refs,
        Map<String, Admission> admissions,
        MetricSource metrics,
        List<DeploymentListener> listeners,
        List<HealthContributor> contributors,
        Clock clock,
        Threads threads,
        Deadlines deadlines,
        Retention retention,
        Duration lease) {
    /** {@return whether there is somebody to ask what is being shipped} */
    boolean looksUpChanges() {
        return changes != ChangeLog.NONE;
    }

    /** {@return whether there is somebody to ask what a branch or tag points at} */
    boolean knowsRefs() {
        return refs != Refs.NONE;
    }

    /** {@return when the team is alerted, by environment} */
    Map<Environment, AlertRules> alertRules() {
        return environments.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().alertRules()));
    }

    /** Copies. */
    public EngineParts {
        environments = Map.copyOf(environments);
        admissions = Map.copyOf(admissions);
        listeners = List.copyOf(listeners);
        contributors = List.copyOf(contributors);
    }
}

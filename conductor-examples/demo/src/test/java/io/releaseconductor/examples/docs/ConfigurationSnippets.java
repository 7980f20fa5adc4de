package io.releaseconductor.examples.docs;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.time.Duration;

/** What docs/configuration.md shows. */
final class ConfigurationSnippets {

    private ConfigurationSnippets() {}

    static Conductor wired(WorkflowDispatcher workflows, ChatChannel chat, ReleaseMetrics metrics) {
        // docs: the builder
        Conductor conductor = Conductor.builder()
                .environment(EnvironmentSettings.of(Environment.STAGING))
                .environment(EnvironmentSettings.of(Environment.PROD)
                        .withAuthorizer(new FourEyes("release-managers"))
                        .withBaselineVersion("2.0.0"))
                .workflows(workflows)
                .chat(chat)
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.discover())
                .listener(metrics)
                .build()
                .start();
        // end
        return conductor;
    }

    // docs: a policy
    static ReleasePolicy cautious() {
        return ReleasePolicy.DEFAULT
                .withAutoPromote(true)
                .withThresholds(PromoteThresholds.DEFAULT
                        .withMaxLatency("frontend", Duration.ofMillis(300))
                        .withMinChecksPassing(5)
                        .withMinPassPercentage(100))
                .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(4).withWorkflowFailed(true));
    }
    // end

    // docs: environments of one's own
    static ConductorBuilder threeEnvironments(ConductorBuilder builder) {
        Environment preview = new Environment("preview");
        Environment euWest = new Environment("eu-west");
        return builder.environment(EnvironmentSettings.of(preview).withPolicy(cautious()))
                .environment(EnvironmentSettings.of(Environment.STAGING).withLinked(euWest))
                .environment(EnvironmentSettings.of(euWest).asBlueGreen());
    }
    // end

    // docs: variables of one's own
    static Conductor withOwnVariables(ConductorBuilder builder) {
        Variables variables = Variables.system();
        variables.declare("SHIP_BANNER");
        return builder.variables(variables).build();
    }
    // end
}

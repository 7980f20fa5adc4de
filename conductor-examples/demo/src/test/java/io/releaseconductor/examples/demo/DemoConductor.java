package io.releaseconductor.examples.demo;

import io.releaseconductor.Conductor;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Variables;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;

/** A conductor as the demo's, with whatever variables. */
final class DemoConductor {

    private DemoConductor() {}

    /** Has all variables asked for that such a conductor reads. */
    static void readAll(Variables variables) {
        try (Conductor conductor = Conductor.builder()
                .variables(variables)
                .workflows(new FakeWorkflows(new ManualClock()))
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.discover())
                .build()) {
            throw new AssertionError("Where are the checks of " + conductor.environments() + " to look?");
        } catch (ConfigurationException e) {
            // They cannot know.
        }
    }
}

package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.Lifecycle;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.PhaseProgress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("Whatever is written")
class RoundTripPropertyTest {

    private final DeploymentJson json = new DeploymentJson();

    @Property(tries = 1000)
    @Label("any deployment is read back as it was, by way of bytes")
    void any_deployment_is_read_back_as_it_was(@ForAll long seed) {
        Deployment deployment = new AnyRecord(new Random(seed)).deployment();
        String written = json.write(deployment);
        String arrived = new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Deployment read = json.read(arrived);
        assertThat(read).isEqualTo(deployment);
        assertThat(json.write(read)).isEqualTo(written).doesNotContain("\n");
    }

    @Property(tries = 300)
    @Label("a deployment goes on as if it had never been written, whatever happens to it")
    void a_deployment_goes_on_as_if_it_had_never_been_written(@ForAll long seed) {
        AnyRecord any = AnyRecord.ofOurTime(new Random(seed));
        Deployment kept = aDeployment().at(any.oneOf(List.of(DeploymentStatus.values())));
        Deployment stored = json.read(json.write(kept));
        for (int i = 0; i < 40; i++) {
            DeploymentEvent event = event(any, kept);
            LifecycleResult result = Lifecycle.apply(kept, event);
            assertThat(Lifecycle.apply(stored, event)).isEqualTo(result);
            if (result instanceof LifecycleResult.Moved moved) {
                kept = moved.next();
                stored = json.read(json.write(kept));
                assertThat(stored).isEqualTo(kept);
            }
        }
    }

    /** Any event, often about what is under way. */
    private static DeploymentEvent event(AnyRecord any, Deployment d) {
        DeploymentEvent event = any.of(DeploymentEvent.class);
        PhaseProgress progress = d.currentPhase().map(d::progress).orElse(null);
        if (progress == null) {
            return event;
        }
        if (event instanceof DeploymentEvent.Intended e) {
            DispatchIntent intent =
                    any.intent(e.intent(), progress.attempt(), d.request().plan());
            return new DeploymentEvent.Intended(intent, e.earlier());
        }
        if (event instanceof DeploymentEvent.Dispatched e) {
            return new DeploymentEvent.Dispatched(progress.attempt(), e.outcome(), e.at());
        }
        if (event instanceof DeploymentEvent.Located e) {
            return new DeploymentEvent.Located(progress.attempt(), e.outcome(), e.at());
        }
        if (event instanceof DeploymentEvent.Observed e && progress.run().isPresent()) {
            String run = progress.run().get().id();
            return new DeploymentEvent.Observed(progress.attempt(), run, e.outcome(), e.at());
        }
        return event;
    }

    @Property(tries = 1000)
    @Label("any entry of the history is read back as it was, by way of bytes")
    void any_history_entry_is_read_back_as_it_was(@ForAll long seed) {
        HistoryEntry entry = new AnyRecord(new Random(seed)).of(HistoryEntry.class);
        String written = json.writeHistory(entry);
        String arrived = new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(json.readHistory(arrived)).isEqualTo(entry);
        assertThat(written).doesNotContain("\n");
    }
}

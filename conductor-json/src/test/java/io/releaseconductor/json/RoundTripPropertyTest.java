package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import java.nio.charset.StandardCharsets;
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

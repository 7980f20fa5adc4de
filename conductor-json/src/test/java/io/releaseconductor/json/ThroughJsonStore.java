package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.testkit.DelegatingStateStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store in memory, where everything goes in and comes out by way of its text. */
final class ThroughJsonStore extends DelegatingStateStore {

    private final DeploymentJson json = new DeploymentJson();
    private final EnvironmentStateJson states = new EnvironmentStateJson();

    ThroughJsonStore() {
        super(new InMemoryStateStore());
    }

    private Deployment through(Deployment deployment) {
        Deployment read = json.read(json.write(deployment));
        assertThat(read).isEqualTo(deployment);
        return read;
    }

    private EnvironmentState through(EnvironmentState state) {
        return states.read(state.environment(), states.write(state));
    }

    private HistoryEntry through(HistoryEntry entry) {
        return json.readHistory(json.writeHistory(entry));
    }

    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        return super.create(through(deployment), operationId);
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        return super.created(operationId).map(this::through);
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        return super.find(id).map(this::through);
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        return super.holder(environment).map(this::through);
    }

    @Override
    public SaveResult compareAndSet(
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId,
            @Nullable Beginning beginning) {
        return super.compareAndSet(through(next), expectedRevision, token, operationId, beginning);
    }

    @Override
    public EnvironmentState environmentState(@Nullable Environment environment) {
        return through(super.environmentState(environment));
    }

    @Override
    public List<EnvironmentState> environmentStates() {
        return super.environmentStates().stream().map(this::through).toList();
    }

    @Override
    public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
        return through(super.replaceEnvironmentState(through(next)));
    }

    @Override
    public HistoryPage history(HistoryQuery query) {
        HistoryPage page = super.history(query);
        return new HistoryPage(page.entries().stream().map(this::through).toList(), page.next());
    }
}

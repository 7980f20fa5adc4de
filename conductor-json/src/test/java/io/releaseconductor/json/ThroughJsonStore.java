package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Environment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store in memory, where everything goes in and comes out by way of its text. */
final class ThroughJsonStore implements StateStore {

    private final DeploymentJson json = new DeploymentJson();
    private final StateStore inner = new InMemoryStateStore();

    private Deployment through(Deployment deployment) {
        Deployment read = json.read(json.write(deployment));
        assertThat(read).isEqualTo(deployment);
        return read;
    }

    private HistoryEntry through(HistoryEntry entry) {
        return json.readHistory(json.writeHistory(entry));
    }

    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        return inner.create(through(deployment), operationId);
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        return inner.created(operationId).map(this::through);
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        return inner.find(id).map(this::through);
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        return inner.holder(environment).map(this::through);
    }

    @Override
    public SaveResult compareAndSet(
            Deployment next, long expectedRevision, @Nullable ClaimToken token, String operationId) {
        return inner.compareAndSet(through(next), expectedRevision, token, operationId);
    }

    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        return inner.claimDue(now, lease, limit);
    }

    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        return inner.renew(token, now, lease);
    }

    @Override
    public void release(ClaimToken token) {
        inner.release(token);
    }

    @Override
    public HistoryPage history(HistoryQuery query) {
        HistoryPage page = inner.history(query);
        return new HistoryPage(page.entries().stream().map(this::through).toList(), page.next());
    }

    @Override
    public int purge(Instant now, Retention retention) {
        return inner.purge(now, retention);
    }
}

package io.releaseconductor.testkit;

import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A state store that leaves everything to another one, for tests that override what is to be slower, broken or looked at. As safe for
 * threads as the other one.
 */
public abstract class DelegatingStateStore implements StateStore {

    private final StateStore store;

    /**
     * Leaves everything to a store.
     *
     * @param store the other store
     */
    protected DelegatingStateStore(StateStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        return store.create(deployment, operationId);
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        return store.created(operationId);
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        return store.find(id);
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        return store.holder(environment);
    }

    @Override
    public SaveResult compareAndSet(
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId,
            @Nullable Beginning beginning) {
        return store.compareAndSet(next, expectedRevision, token, operationId, beginning);
    }

    @Override
    public EnvironmentState environmentState(@Nullable Environment environment) {
        return store.environmentState(environment);
    }

    @Override
    public List<EnvironmentState> environmentStates() {
        return store.environmentStates();
    }

    @Override
    public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
        return store.replaceEnvironmentState(next);
    }

    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        return store.claimDue(now, lease, limit);
    }

    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        return store.renew(token, now, lease);
    }

    @Override
    public void release(ClaimToken token) {
        store.release(token);
    }

    @Override
    public HistoryPage history(HistoryQuery query) {
        return store.history(query);
    }

    @Override
    public AuditTrail audit(DeployId id) {
        return store.audit(id);
    }

    @Override
    public int purge(Instant now, Retention retention) {
        return store.purge(now, retention);
    }

    @Override
    public Duration clockAhead() {
        return store.clockAhead();
    }

    @Override
    public boolean forgets() {
        return store.forgets();
    }
}

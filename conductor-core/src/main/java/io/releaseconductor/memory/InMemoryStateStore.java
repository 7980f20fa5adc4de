package io.releaseconductor.memory;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
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
import io.releaseconductor.spi.StoreRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A state store that keeps everything in memory: for a demo, for tests, and for a service that may forget what it was doing
 * when it stops. It keeps every promise of {@link StateStore}, but only to the conductors that share this instance.
 *
 * <p>Thread-safe: one lock makes each method one step. No method waits for anything but that lock, and none looks at more
 * than it answers with, {@link #purge} excepted.
 *
 * <p>An operation id is recognised again: of a creation, for as long as its deployment is kept; of a save, until
 * sixteen more writes of the same deployment followed it.
 */
public final class InMemoryStateStore implements StateStore {

    private final Object lock = new Object();
    private final Map<DeployId, Row> rows = new HashMap<>();
    private final Map<Environment, Row> places = new HashMap<>();
    private final Map<String, Row> creations = new HashMap<>();
    private final Map<Optional<Environment>, EnvironmentState> states = new HashMap<>();
    private final WorkQueue queue = new WorkQueue();
    private final HistoryIndex history = new HistoryIndex();
    private final Map<DeployId, List<AuditEntry>> trails = new HashMap<>();
    private long lastToken;

    /** Makes an empty store. */
    public InMemoryStateStore() {}

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the deployment is settled or its revision is not 1
     */
    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        StoreRules.requireCreation(deployment, operationId);
        synchronized (lock) {
            Row created = creations.get(operationId);
            if (created != null) {
                return new CreateResult.Created(created.deployment);
            }
            Row holder = places.get(deployment.environment());
            if (holder != null) {
                return new CreateResult.EnvironmentTaken(holder.deployment);
            }
            Lock locked = binding(deployment.environment(), StoreRules.beginningOf(deployment));
            if (locked != null) {
                return new CreateResult.Locked(locked);
            }
            // The id of a removed deployment stays taken for as long as history tells of it.
            if (rows.containsKey(deployment.id()) || history.contains(deployment.id())) {
                return new CreateResult.IdTaken();
            }
            Row row = new Row(deployment, operationId);
            rows.put(deployment.id(), row);
            creations.put(operationId, row);
            places.put(deployment.environment(), row);
            queue.put(row);
            history.put(HistoryEntry.of(deployment));
            note(deployment);
            return new CreateResult.Created(deployment);
        }
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        Objects.requireNonNull(operationId, "operationId");
        synchronized (lock) {
            return Optional.ofNullable(creations.get(operationId)).map(row -> row.deployment);
        }
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        Objects.requireNonNull(id, "id");
        synchronized (lock) {
            return Optional.ofNullable(rows.get(id)).map(row -> row.deployment);
        }
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        Objects.requireNonNull(environment, "environment");
        synchronized (lock) {
            return Optional.ofNullable(places.get(environment)).map(row -> row.deployment);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the revision of {@code next} is not {@code expectedRevision + 1}
     */
    @Override
    public SaveResult compareAndSet(
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId,
            @Nullable Beginning beginning) {
        StoreRules.requireSave(next, expectedRevision, operationId);
        synchronized (lock) {
            Row row = rows.get(next.id());
            if (row == null) {
                return new SaveResult.Missing();
            }
            Deployment written = row.writes.find(operationId);
            if (written != null) {
                return new SaveResult.Saved(written);
            }
            if (token != null && !row.isClaimedUnder(token)) {
                return new SaveResult.ClaimLost();
            }
            if (row.deployment.revision() != expectedRevision) {
                return new SaveResult.Conflict(row.deployment);
            }
            if (row.deployment.settled() && !next.settled()) {
                SaveResult refusal = refusalToTakeAgain(row, StoreRules.mustBeNewest(next));
                if (refusal != null) {
                    return refusal;
                }
            }
            Lock locked = binding(next.environment(), beginning);
            if (locked != null) {
                return new SaveResult.Locked(locked);
            }
            write(row, next, operationId);
            return new SaveResult.Saved(next);
        }
    }

    private @Nullable Lock binding(Environment environment, @Nullable Beginning beginning) {
        return StoreRules.binding(
                states.get(Optional.<Environment>empty()), states.get(Optional.of(environment)), beginning);
    }

    @Override
    public EnvironmentState environmentState(@Nullable Environment environment) {
        synchronized (lock) {
            EnvironmentState state = states.get(Optional.ofNullable(environment));
            return state == null ? EnvironmentState.unlocked(environment) : state;
        }
    }

    @Override
    public List<EnvironmentState> environmentStates() {
        synchronized (lock) {
            return states.values().stream()
                    .filter(state -> state.lock() != null)
                    .toList();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the revision of {@code next} is 0
     */
    @Override
    public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
        StoreRules.requireReplacement(next);
        synchronized (lock) {
            EnvironmentState now = environmentState(next.environment());
            if (now.revision() != next.revision() - 1) {
                return now;
            }
            states.put(Optional.ofNullable(next.environment()), next);
            return next;
        }
    }

    private @Nullable SaveResult refusalToTakeAgain(Row row, boolean asTheNewest) {
        Deployment deployment = row.deployment;
        Row holder = places.get(deployment.environment());
        if (holder != null) {
            return new SaveResult.PlaceTaken(holder.deployment);
        }
        Optional<HistoryEntry> rival = asTheNewest
                ? history.newest(deployment.environment())
                : history.newestPromoted(deployment.environment());
        return rival.filter(entry -> history.isNewer(entry.id(), deployment.id()))
                .map(entry -> new SaveResult.Superseded(entry.id()))
                .orElse(null);
    }

    private void write(Row row, Deployment next, String operationId) {
        queue.remove(row);
        row.deployment = next;
        row.writes.add(operationId, next);
        queue.put(row);
        history.put(HistoryEntry.of(next));
        note(next);
        if (next.settled()) {
            places.remove(next.environment(), row);
        } else {
            places.put(next.environment(), row);
        }
    }

    private void note(Deployment deployment) {
        AuditEntry entry = deployment.newAuditEntry();
        if (entry != null) {
            trails.computeIfAbsent(deployment.id(), id -> new ArrayList<>()).add(entry);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the lease is not longer than zero or the limit is below 1
     */
    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        StoreRules.requireClaim(now, lease, limit);
        synchronized (lock) {
            List<Claim> claims = new ArrayList<>();
            for (Row row : queue.due(now, limit)) {
                queue.remove(row);
                ClaimToken token = new ClaimToken(row.deployment.id(), Long.toString(++lastToken));
                row.claim(token, now.plus(lease));
                queue.put(row);
                claims.add(new Claim(token, row.deployment));
            }
            return List.copyOf(claims);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the lease is not longer than zero
     */
    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        StoreRules.requireRenewal(token, now, lease);
        synchronized (lock) {
            Row row = rows.get(token.deployment());
            if (row == null || !row.isClaimedUnder(token)) {
                return false;
            }
            queue.remove(row);
            row.claim(token, now.plus(lease));
            queue.put(row);
            return true;
        }
    }

    @Override
    public void release(ClaimToken token) {
        Objects.requireNonNull(token, "token");
        synchronized (lock) {
            Row row = rows.get(token.deployment());
            if (row != null && row.isClaimedUnder(token)) {
                queue.remove(row);
                row.release();
                queue.put(row);
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the cursor is none that a page gave
     */
    @Override
    public HistoryPage history(HistoryQuery query) {
        Objects.requireNonNull(query, "query");
        synchronized (lock) {
            return history.page(query);
        }
    }

    @Override
    public AuditTrail audit(DeployId id) {
        Objects.requireNonNull(id, "id");
        synchronized (lock) {
            return new AuditTrail(id, trails.getOrDefault(id, List.of()), List.of());
        }
    }

    @Override
    public boolean forgets() {
        return true;
    }

    @Override
    public int purge(Instant now, Retention retention) {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(retention, "retention");
        synchronized (lock) {
            List<Row> old = rows.values().stream()
                    .filter(row -> StoreRules.isKeptLongEnough(row.deployment, now, retention))
                    .toList();
            for (Row row : old) {
                rows.remove(row.deployment.id());
                creations.remove(row.createdBy);
                queue.remove(row);
            }
            history.purge(now, retention, rows::containsKey);
            trails.keySet().removeIf(id -> !history.contains(id));
            return old.size();
        }
    }
}

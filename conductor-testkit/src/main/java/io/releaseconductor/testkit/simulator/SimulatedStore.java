package io.releaseconductor.testkit.simulator;

import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
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
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of one node to the store. What is written is noted at the moment of its effect, whatever the node learns of it. */
final class SimulatedStore implements StateStore {

    /** Whatever happens to a deployment, it is told with less. */
    private static final int MOST_ALERTS = 500;

    private final World world;
    private final Node node;
    private final StateStore store;

    SimulatedStore(World world, Node node) {
        this.world = world;
        this.node = node;
        this.store = world.store();
    }

    private <T> T call(String what, Supplier<String> about, Supplier<T> effect) {
        return world.gate.call(node, Port.STORE, what, about, () -> world.isDown(Port.STORE), effect, after -> {
            throw new StoreUnavailableException(after ? "the answer was lost" : "the connection was refused", null);
        });
    }

    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        CreateResult answer = call("store.create", () -> Timeline.brief(deployment), () -> {
            CreateResult result = store.create(deployment, operationId);
            if (result instanceof CreateResult.Created created && !isSameWish(created.deployment(), deployment)) {
                world.rules.violated("rule 2: " + Timeline.brief(deployment) + " was to be created, and "
                        + Timeline.brief(created.deployment()) + ", which was asked for otherwise, is said to be it");
            }
            if (result instanceof CreateResult.Created created
                    && world.records.isFree(created.deployment().id())) {
                world.records.created(created.deployment());
                world.scheduler.current().written = created.deployment();
                world.rules.created(created.deployment(), world.scheduler.current(), world.scheduler.now());
                world.rules.lockRules.created(created.deployment());
            }
            return result;
        });
        if (answer instanceof CreateResult.Created created
                && created.deployment().request().equals(deployment.request())) {
            node.diary.owes(created.deployment().id(), 1);
        }
        return answer;
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        return call("store.created", () -> operationId, () -> store.created(operationId));
    }

    private static boolean isSameWish(Deployment told, Deployment asked) {
        DeployRequest one = told.request();
        DeployRequest other = asked.request();
        return one.environment().equals(other.environment())
                && one.strategy() == other.strategy()
                && one.initiatedBy().equals(other.initiatedBy())
                && Objects.equals(one.version(), other.version())
                && Objects.equals(one.parent(), other.parent());
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        return call("store.find", id::value, () -> {
            Optional<Deployment> found = store.find(id);
            Optional<Deployment> written = world.records.now(id);
            Records.Entry record = world.records.find(id);
            if (record != null && record.removed) {
                written = Optional.empty();
            }
            if (!found.map(Deployment::revision).equals(written.map(Deployment::revision))) {
                world.rules.violated("store: " + id + " reads as " + Timeline.brief(found) + " and was written as "
                        + Timeline.brief(written));
            }
            return found;
        });
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        return call("store.holder", environment::name, () -> store.holder(environment));
    }

    @Override
    public SaveResult compareAndSet(
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId,
            @Nullable Beginning beginning) {
        boolean[] changed = {false};
        SaveResult answer = call("store.compareAndSet", () -> Timeline.brief(next), () -> {
            SaveResult result = store.compareAndSet(next, expectedRevision, token, operationId, beginning);
            if (result instanceof SaveResult.Locked locked) {
                world.rules.lockRules.refused(next, locked.lock());
            }
            if (result instanceof SaveResult.Saved saved) {
                changed[0] = saved(saved.deployment(), next, token, operationId);
            }
            return result;
        });
        if (changed[0] && answer instanceof SaveResult.Saved saved) {
            node.diary.owes(saved.deployment().id(), saved.deployment().revision());
        }
        return answer;
    }

    @Override
    public EnvironmentState environmentState(@Nullable Environment environment) {
        return call(
                "store.environmentState", () -> String.valueOf(environment), () -> store.environmentState(environment));
    }

    @Override
    public List<EnvironmentState> environmentStates() {
        return call("store.environmentStates", () -> "", store::environmentStates);
    }

    @Override
    public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
        return call("store.replaceEnvironmentState", next::toString, () -> {
            EnvironmentState stands = store.replaceEnvironmentState(next);
            if (stands.equals(next)) {
                world.rules.lockRules.stored(next);
            }
            return stands;
        });
    }

    private static boolean changesStatus(Deployment before, Deployment after) {
        return before.status() != after.status();
    }

    /** Returns whether more was changed than when it is due, and what the audit trail says of somebody who was refused. */
    private boolean saved(Deployment after, Deployment next, @Nullable ClaimToken token, String operationId) {
        Records.Entry record = world.records.find(after.id());
        if (record == null) {
            world.rules.violated("store: " + after.id() + " was saved and never created");
            return false;
        }
        Deployment before = record.now();
        Deployment written = record.operations.putIfAbsent(operationId, next);
        if (written != null && !written.equals(next)) {
            world.rules.violated("rule 2: " + Timeline.brief(next) + " was to be saved, and is said to be so since "
                    + Timeline.brief(written) + " was saved before under the same operation");
        }
        if (written != null) {
            return false;
        }
        // only what is written now: a repeated write finds what others made of it since
        boolean fromTheFuture =
                before.statusSince().isAfter(node.clock.instant().plusMillis(World.SKEW));
        if (fromTheFuture && changesStatus(before, after) && world.complaint(node) == null) {
            world.rules.violated("clocks: " + Timeline.brief(before) + " was changed at "
                    + Moments.text(Moments.of(before.statusSince())) + ", and " + node + ", whose clock shows "
                    + Moments.text(Moments.of(node.clock.instant())) + ", does not say that clocks differ");
        }
        world.records.written(record, after);
        boolean changed = !AuditRules.isRefusal(after)
                && !before.toBuilder()
                        .audit(after.audit())
                        .dueAt(after.dueAt())
                        .revision(after.revision())
                        .build()
                        .equals(after);
        if (!before.toBuilder()
                .card(after.card())
                .restraint(after.restraint())
                .audit(after.audit())
                .dueAt(after.dueAt())
                .revision(after.revision())
                .build()
                .equals(after)) {
            world.scheduler.current().written = after;
        }
        world.rules.written(before, after, token, record, world.scheduler.current(), world.scheduler.now());
        if (after.alerts().size() > MOST_ALERTS) {
            world.rules.violated("rule 7: " + Timeline.brief(after) + " has "
                    + after.alerts().size() + " alerts, which nobody reads");
            world.scheduler.exhaust();
        }
        return changed;
    }

    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        return call("store.claimDue", () -> "", () -> {
            List<Claim> claims = store.claimDue(now, lease, limit);
            for (Claim claim : claims) {
                Records.Entry record = world.records.find(claim.deployment().id());
                if (record != null) {
                    if (record.claim != null && record.leaseUntil > Moments.of(now)) {
                        world.rules.violated("store: " + claim.deployment().id() + " was claimed twice at once");
                    }
                    world.rules.claimed(record, world.scheduler.now());
                    record.claim = claim.token();
                    record.claimant = node;
                    record.claimedAt = world.scheduler.now();
                    record.leaseUntil = Moments.of(now.plus(lease));
                }
            }
            return claims;
        });
    }

    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        return call("store.renew", () -> token.deployment().value(), () -> {
            boolean renewed = store.renew(token, now, lease);
            Records.Entry record = world.records.find(token.deployment());
            if (renewed && record != null && token.equals(record.claim)) {
                record.leaseUntil = Moments.of(now.plus(lease));
            }
            return renewed;
        });
    }

    @Override
    public void release(ClaimToken token) {
        call("store.release", () -> token.deployment().value(), () -> {
            store.release(token);
            Records.Entry record = world.records.find(token.deployment());
            if (record != null && token.equals(record.claim)) {
                record.claim = null;
            }
            return "done";
        });
    }

    @Override
    public HistoryPage history(HistoryQuery query) {
        return call("store.history", () -> "", () -> {
            HistoryPage page = store.history(query);
            requireOrder(page.entries());
            return page;
        });
    }

    private void requireOrder(List<HistoryEntry> newestFirst) {
        int before = Integer.MAX_VALUE;
        for (HistoryEntry entry : newestFirst) {
            Records.Entry record = world.records.find(entry.id());
            int number = record == null ? before - 1 : record.number;
            if (number >= before) {
                world.rules.violated(
                        "history: " + entry.id() + " was created after what comes before it, newest first");
            }
            before = number;
        }
    }

    @Override
    public AuditTrail audit(DeployId id) {
        return call("store.audit", id::value, () -> store.audit(id));
    }

    @Override
    public int purge(Instant now, Retention retention) {
        return call("store.purge", () -> "", () -> {
            if (world.weather.cleanUpFails()) {
                throw new IllegalStateException("NOPERM this user has no permissions to run the command");
            }
            int removed = store.purge(now, retention);
            world.cleanUpRules.cleanedUp(now, retention);
            world.records.all().forEach(world.rules::audit);
            return removed;
        });
    }
}

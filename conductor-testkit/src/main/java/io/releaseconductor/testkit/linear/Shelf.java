package io.releaseconductor.testkit.linear;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StoreRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the store should hold of one environment, and what each method should say and do: the sequential model. Immutable.
 *
 * @param all the environment's deployments
 * @param holder the unsettled one, or null
 * @param state the environment's lock
 * @param stop what holds in all environments
 */
record Shelf(Map<DeployId, Kept> all, @Nullable DeployId holder, EnvironmentState state, EnvironmentState stop) {

    static Shelf empty(Environment environment) {
        return new Shelf(
                Map.of(), null, EnvironmentState.unlocked(environment), EnvironmentState.unlocked((Environment) null));
    }

    /** A deployment with its claim; the token is empty while there never was one. They are numbered as they were created. */
    record Kept(Deployment deployment, String token, Instant leaseEnd, int number) {
        private boolean isFree(Instant now) {
            Instant dueAt = deployment.dueAt();
            return dueAt != null && !dueAt.isAfter(now) && !leaseEnd.isAfter(now);
        }

        private Kept with(Deployment next) {
            return new Kept(next, token, leaseEnd, number);
        }

        private Kept claimed(String by, Instant until) {
            return new Kept(deployment, by, until, number);
        }
    }

    private Shelf with(Kept kept) {
        Map<DeployId, Kept> next = new TreeMap<>(all);
        next.put(kept.deployment().id(), kept);
        DeployId holds = kept.deployment().settled()
                ? (kept.deployment().id().equals(holder) ? null : holder)
                : kept.deployment().id();
        return new Shelf(next, holds, state, stop);
    }

    private Shelf with(EnvironmentState next) {
        return next.environment() == null ? new Shelf(all, holder, state, next) : new Shelf(all, holder, next, stop);
    }

    private EnvironmentState of(@Nullable Environment environment) {
        return environment == null ? stop : state;
    }

    private @Nullable Deployment held() {
        return holder == null ? null : Objects.requireNonNull(all.get(holder)).deployment();
    }

    private @Nullable Lock binding(@Nullable Beginning beginning) {
        if (beginning == null) {
            return null;
        }
        Lock stopped = stop.lock();
        if (stopped != null && stopped.binds(beginning.by(), beginning.at())) {
            return stopped;
        }
        Lock locked = state.lock();
        return locked != null && locked.binds(beginning.by(), beginning.at()) ? locked : null;
    }

    /** A creation; no result means that nobody knows. */
    static Call.Step<Shelf> create(Deployment d, @Nullable CreateResult result) {
        return before -> {
            CreateResult right = before.creation(d);
            boolean effect = right instanceof CreateResult.Created;
            if (result == null ? !effect : !right.equals(result)) {
                return null;
            }
            return effect ? before.with(new Kept(d, "", Instant.MIN, before.all.size() + 1)) : before;
        };
    }

    private CreateResult creation(Deployment d) {
        Deployment held = held();
        if (held != null) {
            return new CreateResult.EnvironmentTaken(held);
        }
        Lock lock = binding(StoreRules.beginningOf(d));
        if (lock != null) {
            return new CreateResult.Locked(lock);
        }
        return all.containsKey(d.id()) ? new CreateResult.IdTaken() : new CreateResult.Created(d);
    }

    /** A save; no result means that nobody knows. */
    static Call.Step<Shelf> save(
            Deployment next,
            long expected,
            @Nullable ClaimToken token,
            @Nullable Beginning beginning,
            @Nullable SaveResult result) {
        return before -> {
            Kept kept = before.all.get(next.id());
            SaveResult right =
                    kept == null ? new SaveResult.Missing() : before.saving(kept, next, expected, token, beginning);
            boolean effect = right instanceof SaveResult.Saved;
            if (result == null ? !effect : !right.equals(result)) {
                return null;
            }
            return effect && kept != null ? before.with(kept.with(next)) : before;
        };
    }

    private SaveResult saving(
            Kept kept, Deployment next, long expected, @Nullable ClaimToken token, @Nullable Beginning beginning) {
        if (token != null && !token.value().equals(kept.token())) {
            return new SaveResult.ClaimLost();
        }
        if (kept.deployment().revision() != expected) {
            return new SaveResult.Conflict(kept.deployment());
        }
        if (kept.deployment().settled() && !next.settled()) {
            Deployment held = held();
            if (held != null) {
                return new SaveResult.PlaceTaken(held);
            }
            Optional<DeployId> newer = newerPromoted(kept);
            if (newer.isPresent()) {
                return new SaveResult.Superseded(newer.get());
            }
        }
        Lock lock = binding(beginning);
        return lock == null ? new SaveResult.Saved(next) : new SaveResult.Locked(lock);
    }

    private Optional<DeployId> newerPromoted(Kept kept) {
        return all.values().stream()
                .filter(other -> other.number() > kept.number())
                .filter(other -> other.deployment().status() == DeploymentStatus.PROMOTED)
                .max(Comparator.comparingInt(Kept::number))
                .map(other -> other.deployment().id());
    }

    /** A lock, an unlock or a stop; no result means that nobody knows. */
    static Call.Step<Shelf> replace(EnvironmentState next, @Nullable EnvironmentState result) {
        return before -> {
            EnvironmentState now = before.of(next.environment());
            boolean effect = now.revision() == next.revision() - 1;
            if (result == null ? !effect : !result.equals(effect ? next : now)) {
                return null;
            }
            return effect ? before.with(next) : before;
        };
    }

    /** A look at a lock, or at the stop. */
    static Call.Step<Shelf> state(EnvironmentState result) {
        return before -> before.of(result.environment()).equals(result) ? before : null;
    }

    /** A claim of this environment's deployment. What others a call claimed, or left, is for their own models. */
    static Call.Step<Shelf> claim(Instant now, Duration lease, Claim claim) {
        return before -> {
            Kept kept = before.all.get(claim.deployment().id());
            return kept != null && kept.deployment().equals(claim.deployment()) && kept.isFree(now)
                    ? before.with(kept.claimed(claim.token().value(), now.plus(lease)))
                    : null;
        };
    }

    /** A claim of which nobody knows whether it took this environment's deployment; nobody can hold such a token. */
    static Call.Step<Shelf> claimUnknown(Instant now, Duration lease, String name) {
        return before -> {
            Kept kept = before.holder == null ? null : before.all.get(before.holder);
            return kept != null && kept.isFree(now) ? before.with(kept.claimed(name, now.plus(lease))) : null;
        };
    }

    /** A look at a deployment. */
    static Call.Step<Shelf> found(Deployment result) {
        return before -> {
            Kept kept = before.all.get(result.id());
            return kept != null && kept.deployment().equals(result) ? before : null;
        };
    }

    /** A look at who holds the place. */
    static Call.Step<Shelf> holder(Optional<Deployment> result) {
        return before -> Optional.ofNullable(before.held()).equals(result) ? before : null;
    }
}

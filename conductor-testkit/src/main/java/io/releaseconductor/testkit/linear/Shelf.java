package io.releaseconductor.testkit.linear;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import java.time.Duration;
import java.time.Instant;
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
 */
record Shelf(Map<DeployId, Kept> all, @Nullable DeployId holder) {

    static final Shelf EMPTY = new Shelf(Map.of(), null);

    /** A deployment with its claim; the token is empty while there never was one. */
    record Kept(Deployment deployment, String token, Instant leaseEnd) {
        private boolean isFree(Instant now) {
            Instant dueAt = deployment.dueAt();
            return dueAt != null && !dueAt.isAfter(now) && !leaseEnd.isAfter(now);
        }
    }

    private Shelf with(Kept kept) {
        Map<DeployId, Kept> next = new TreeMap<>(all);
        next.put(kept.deployment().id(), kept);
        DeployId holds = kept.deployment().settled()
                ? (kept.deployment().id().equals(holder) ? null : holder)
                : kept.deployment().id();
        return new Shelf(next, holds);
    }

    private @Nullable Deployment held() {
        return holder == null ? null : Objects.requireNonNull(all.get(holder)).deployment();
    }

    /** A creation; no result means that nobody knows. */
    static Call.Step<Shelf> create(Deployment d, @Nullable CreateResult result) {
        return before -> {
            Deployment held = before.held();
            CreateResult right = held != null
                    ? new CreateResult.EnvironmentTaken(held)
                    : before.all.containsKey(d.id()) ? new CreateResult.IdTaken() : new CreateResult.Created(d);
            boolean effect = right instanceof CreateResult.Created;
            if (result == null ? !effect : !right.equals(result)) {
                return null;
            }
            return effect ? before.with(new Kept(d, "", Instant.MIN)) : before;
        };
    }

    /** A save; no result means that nobody knows. */
    static Call.Step<Shelf> save(
            Deployment next, long expected, @Nullable ClaimToken token, @Nullable SaveResult result) {
        return before -> {
            Kept kept = before.all.get(next.id());
            SaveResult right = kept == null
                    ? new SaveResult.Missing()
                    : token != null && !token.value().equals(kept.token())
                            ? new SaveResult.ClaimLost()
                            : kept.deployment().revision() != expected
                                    ? new SaveResult.Conflict(kept.deployment())
                                    : new SaveResult.Saved(next);
            boolean effect = right instanceof SaveResult.Saved;
            if (result == null ? !effect : !right.equals(result)) {
                return null;
            }
            return effect && kept != null ? before.with(new Kept(next, kept.token(), kept.leaseEnd())) : before;
        };
    }

    /** A claim of this environment's deployment. What others a call claimed, or left, is for their own models. */
    static Call.Step<Shelf> claim(Instant now, Duration lease, Claim claim) {
        return before -> {
            Kept kept = before.all.get(claim.deployment().id());
            return kept != null && kept.deployment().equals(claim.deployment()) && kept.isFree(now)
                    ? before.with(new Kept(kept.deployment(), claim.token().value(), now.plus(lease)))
                    : null;
        };
    }

    /** A claim of which nobody knows whether it took this environment's deployment; nobody can hold such a token. */
    static Call.Step<Shelf> claimUnknown(Instant now, Duration lease, String name) {
        return before -> {
            Kept kept = before.holder == null ? null : before.all.get(before.holder);
            return kept != null && kept.isFree(now)
                    ? before.with(new Kept(kept.deployment(), name, now.plus(lease)))
                    : null;
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

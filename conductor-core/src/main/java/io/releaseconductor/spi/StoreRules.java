package io.releaseconductor.spi;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every {@link StateStore} refuses, and how long it keeps things: the rules of the port that need nothing but the arguments. A
 * store calls them first in each method, so that all stores refuse the same and say so in the same words.
 */
public final class StoreRules {

    private StoreRules() {}

    /**
     * Checks what is given to {@link StateStore#create}.
     *
     * @param deployment the deployment to create
     * @param operationId names the creation
     * @throws IllegalArgumentException if the deployment is settled or its revision is not 1
     */
    public static void requireCreation(Deployment deployment, String operationId) {
        Objects.requireNonNull(operationId, "operationId");
        if (deployment.revision() != 1) {
            throw new IllegalArgumentException(
                    "create " + deployment.id() + ": revision is " + deployment.revision() + "; allowed: 1");
        }
        if (deployment.settled()) {
            throw new IllegalArgumentException("create " + deployment.id() + ": status is "
                    + deployment.status().wireName() + "; allowed: one that is not settled");
        }
    }

    /**
     * Checks what is given to {@link StateStore#compareAndSet}.
     *
     * @param next the deployment to store
     * @param expectedRevision the revision that has to be stored now
     * @param operationId names the write
     * @throws IllegalArgumentException if the revision of {@code next} is not {@code expectedRevision + 1}
     */
    public static void requireSave(Deployment next, long expectedRevision, String operationId) {
        Objects.requireNonNull(operationId, "operationId");
        if (next.revision() != expectedRevision + 1) {
            throw new IllegalArgumentException(
                    "compareAndSet " + next.id() + ": revision is " + next.revision() + " and expectedRevision is "
                            + expectedRevision + "; allowed: a revision one higher than expected");
        }
    }

    /**
     * Whether a settled deployment that takes its environment's place again by this write has to be the last one that was created there. So it
     * has where the policy rolls it back: it judges by what the checks find, and what runs there may be what was deployed since, whatever
     * became of that. A person who rolls back is only refused once a later one stands at promoted.
     *
     * @param next the deployment to store
     * @return whether {@link StateStore#compareAndSet} refuses it if any other one of the environment was created later
     */
    public static boolean mustBeNewest(Deployment next) {
        Rollback rollback = next.rollback();
        return next.status() == DeploymentStatus.ROLLING_BACK
                && rollback != null
                && rollback.decision().by().isPolicy();
    }

    /**
     * Checks what is given to {@link StateStore#claimDue}.
     *
     * @param now the caller's time
     * @param lease how long the claims last
     * @param limit how many at most
     * @throws IllegalArgumentException if the lease is not longer than zero or the limit is below 1
     */
    public static void requireClaim(Instant now, Duration lease, int limit) {
        Objects.requireNonNull(now, "now");
        requirePositive(lease);
        if (limit < 1) {
            throw new IllegalArgumentException("claimDue: limit is " + limit + "; allowed: 1 or more");
        }
    }

    /**
     * Checks what is given to {@link StateStore#renew}.
     *
     * @param token the claim
     * @param now the caller's time
     * @param lease how long the claim lasts from now on
     * @throws IllegalArgumentException if the lease is not longer than zero
     */
    public static void requireRenewal(ClaimToken token, Instant now, Duration lease) {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(now, "now");
        requirePositive(lease);
    }

    /**
     * Checks what is given to {@link StateStore#replaceEnvironmentState}.
     *
     * @param next the state to store
     * @throws IllegalArgumentException if its revision is 0
     */
    public static void requireReplacement(EnvironmentState next) {
        if (next.revision() < 1) {
            throw new IllegalArgumentException(
                    "replaceEnvironmentState: revision is " + next.revision() + "; allowed: 1 or more");
        }
    }

    /**
     * Who begins a new deployment, and when.
     *
     * @param deployment one that is given to {@link StateStore#create}
     * @return its initiator, when it was initiated
     */
    public static Beginning beginningOf(Deployment deployment) {
        return new Beginning(
                deployment.request().initiatedBy(), deployment.request().initiatedAt());
    }

    /**
     * The lock that keeps something from beginning.
     *
     * @param stop what is stored for all environments
     * @param state what is stored for the environment
     * @param beginning who begins it, and when; null where nothing begins
     * @return the stop or the lock that {@linkplain Lock#binds binds}, the stop first; or null
     */
    public static @Nullable Lock binding(
            @Nullable EnvironmentState stop, @Nullable EnvironmentState state, @Nullable Beginning beginning) {
        if (beginning == null) {
            return null;
        }
        for (EnvironmentState each : new EnvironmentState[] {stop, state}) {
            if (each != null && each.lock() != null && each.lock().binds(beginning.by(), beginning.at())) {
                return each.lock();
            }
        }
        return null;
    }

    private static void requirePositive(Duration lease) {
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("lease is " + lease + "; allowed: longer than zero");
        }
    }

    /**
     * What {@link StateStore#history} throws for a cursor that no page gave.
     *
     * @param cursor the cursor
     * @return the exception, to be thrown
     */
    public static IllegalArgumentException unknownCursor(String cursor) {
        return new IllegalArgumentException(
                "history: cursor \"" + cursor + "\" is not allowed; allowed: the next of a page, or null");
    }

    /**
     * Whether a card or an alert of a settled deployment is unsent, or anything else is left to do, so that {@link StateStore#purge}
     * keeps it for {@link Retention#unsent()}.
     *
     * @param settled a settled deployment
     * @return whether something is left
     */
    public static boolean isUnsent(Deployment settled) {
        // A settled deployment is due only while there is something left to tell or to do.
        return settled.dueAt() != null || settled.alerts().stream().anyMatch(Alert::isPending);
    }

    /**
     * Whether {@link StateStore#purge} removes a deployment. The history is another matter: see {@link Retention#history()}.
     *
     * @param deployment any deployment
     * @param now the caller's time
     * @param retention how long things are kept
     * @return whether it is settled and was kept for long enough since
     */
    public static boolean isKeptLongEnough(Deployment deployment, Instant now, Retention retention) {
        if (!deployment.settled()) {
            return false;
        }
        Duration limit = isUnsent(deployment) ? retention.unsent() : retention.settled();
        return Duration.between(deployment.statusSince(), now).compareTo(limit) >= 0;
    }

    /**
     * The time so much before or after another, however long that is.
     *
     * @param time the time
     * @param by how much later; negative for earlier
     * @return that time, or the first or last that there is
     */
    public static Instant shifted(Instant time, Duration by) {
        try {
            return time.plus(by);
        } catch (DateTimeException | ArithmeticException e) {
            return by.isNegative() ? Instant.MIN : Instant.MAX;
        }
    }
}

package io.releaseconductor.spi;

import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deployments, the environments' places, claims on due work, and history. Shared by all nodes of an installation.
 *
 * <p>Each method is one atomic step. Time comes in as an argument, from the caller's clock; safety never rests on time but on
 * revision and claim token. Every write carries an operation id: a write repeated with the same id after a lost answer is
 * recognised and answered as the first one was. Methods block and are called from many threads at once. Expected refusals are
 * values; a store that cannot be reached throws {@link StoreUnavailableException}, and never answers as if it were empty.
 */
public interface StateStore {

    /**
     * Stores a new deployment, takes its environment's place and writes its history entry; refused under a
     * {@linkplain io.releaseconductor.lock.Lock#binds lock that binds} its initiator when it was initiated.
     *
     * @param deployment the deployment, unsettled, revision 1
     * @param operationId names this creation; a repeat finds the deployment that the first one created, under whatever id
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached; whether it was created is then not known
     */
    CreateResult create(Deployment deployment, String operationId);

    /**
     * Reads what a creation led to: tells, after its answer was lost, whether it took effect. One that is still on its way may
     * take effect later.
     *
     * @param operationId the creation
     * @return the deployment that it created, as it stands, or empty if it created none so far, or none that is still kept
     * @throws StoreUnavailableException if the store cannot be reached
     */
    Optional<Deployment> created(String operationId);

    /**
     * Reads a deployment.
     *
     * @param id which
     * @return the deployment as it stands, or empty if there is none
     * @throws StoreUnavailableException if the store cannot be reached
     */
    Optional<Deployment> find(DeployId id);

    /**
     * Reads who holds an environment's place.
     *
     * @param environment which
     * @return its unsettled deployment, or empty if the place is free
     * @throws StoreUnavailableException if the store cannot be reached
     */
    Optional<Deployment> holder(Environment environment);

    /**
     * Replaces a deployment if nobody did in between. The same write updates due time and history, releases the place when
     * {@code next} is settled, and takes it again when {@code next} is not settled but the stored one is; that is refused
     * if the place is taken or if a deployment of the environment that was created later stands at promoted, and, where the policy rolls it
     * back ({@link StoreRules#mustBeNewest}), if any was created later, however it stands.
     *
     * @param next the deployment to store; its revision is {@code expectedRevision + 1}
     * @param expectedRevision the revision that has to be stored now
     * @param token the claim under which a worker writes: it has to be the current one; null for a person's write, which
     *     needs the revision only
     * @param operationId names this write
     * @return what came of it
     * @throws StoreUnavailableException if the store cannot be reached; whether it was written is then not known
     */
    default SaveResult compareAndSet(
            Deployment next, long expectedRevision, @Nullable ClaimToken token, String operationId) {
        return compareAndSet(next, expectedRevision, token, operationId, null);
    }

    /**
     * The same for a write that may begin something, which is refused under a
     * {@linkplain io.releaseconductor.lock.Lock#binds lock that binds} whoever begins it.
     *
     * @param next the deployment to store; its revision is {@code expectedRevision + 1}
     * @param expectedRevision the revision that has to be stored now
     * @param token the claim, or null; see above
     * @param operationId names this write
     * @param beginning who begins what is begun, and when; null where nothing is
     * @return what came of it; a write that was written before is {@link SaveResult.Saved}, whatever is locked by now
     * @throws StoreUnavailableException if the store cannot be reached; whether it was written is then not known
     */
    SaveResult compareAndSet(
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId,
            @Nullable Beginning beginning);

    /**
     * Reads the lock of an environment and its notes, or the stop.
     *
     * @param environment which, or null for what holds in all of them
     * @return its state as it stands; that of one that was never locked has revision 0. Where its record cannot be read, what else is
     *     known of it, so that it can be replaced
     * @throws StoreUnavailableException if the store cannot be reached
     */
    EnvironmentState environmentState(@Nullable Environment environment);

    /**
     * Reads all locks, the stop included, and those that have ended and whose end was not told yet.
     *
     * @return the states that have a lock, in any order; of one that cannot be read, what else is known
     * @throws StoreUnavailableException if the store cannot be reached
     */
    List<EnvironmentState> environmentStates();

    /**
     * Replaces the state of an environment if nobody did in between.
     *
     * @param next the state to store; the one that is stored has to be the revision before
     * @return the state as it stands afterwards: equal to {@code next} if it was written, by this call or one before it
     * @throws StoreUnavailableException if the store cannot be reached; whether it was written is then not known
     */
    EnvironmentState replaceEnvironmentState(EnvironmentState next);

    /**
     * Claims deployments whose due time has come and that nobody holds a running lease on, longest due first.
     *
     * @param now the caller's time
     * @param lease how long the claims last unless renewed
     * @param limit how many at most, 1 or more
     * @return the claims, each with a token never given out before; may be empty
     * @throws StoreUnavailableException if the store cannot be reached
     */
    List<Claim> claimDue(Instant now, Duration lease, int limit);

    /**
     * Makes a claim last from now on for another lease, also when its lease is over but nobody else has claimed since.
     *
     * @param token the claim
     * @param now the caller's time
     * @param lease how long
     * @return whether the claim is still the current one; if not, nothing was changed
     * @throws StoreUnavailableException if the store cannot be reached
     */
    boolean renew(ClaimToken token, Instant now, Duration lease);

    /**
     * Gives a claim back. Does nothing if it is not the current one any more.
     *
     * @param token the claim
     * @throws StoreUnavailableException if the store cannot be reached; the lease then runs out by itself
     */
    void release(ClaimToken token);

    /**
     * Reads history, newest first in the order in which deployments were created, whatever the clocks said. An entry is written
     * with every transition and outlives its deployment.
     *
     * @param query what to read
     * @return a page
     * @throws StoreUnavailableException if the store cannot be reached
     */
    HistoryPage history(HistoryQuery query);

    /**
     * Reads the audit trail of a deployment, for as long as history tells of it. Every write adds {@link Deployment#newAuditEntry()}, in
     * the same atomic step; one that is refused, and one that is repeated, adds nothing.
     *
     * @param id which
     * @return what is kept; empty if nothing is
     * @throws StoreUnavailableException if the store cannot be reached
     */
    AuditTrail audit(DeployId id);

    /**
     * Removes what is kept long enough: settled deployments after {@link Retention#settled()}, or
     * {@link Retention#unsent()} while a card or an alert of theirs is unsent; history after {@link Retention#history()},
     * except the last {@link Retention#keepPromoted()} promoted entries of each environment, and with each entry its audit trail. Never an
     * unsettled deployment.
     *
     * @param now the caller's time
     * @param retention how long things are kept
     * @return how many deployments were removed
     * @throws StoreUnavailableException if the store cannot be reached
     */
    int purge(Instant now, Retention retention);

    /**
     * By how much the times that this store was given are ahead of its own clock, if it has one: when that was looked at last, at most
     * some minutes ago, and by more than the ten seconds that nodes may differ. The conductor then holds deadlines back by as much,
     * since it would take for overdue what others just began. Answers from memory, and does not throw.
     *
     * @return by default zero
     */
    default Duration clockAhead() {
        return Duration.ZERO;
    }

    /**
     * Whether everything is forgotten when the process ends. The conductor then says at its start and at its end what would be, or
     * is, forgotten.
     *
     * @return by default false
     */
    default boolean forgets() {
        return false;
    }
}

package io.releaseconductor.testkit.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreRules;
import io.releaseconductor.testkit.DelegatingStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whether what many threads are told by a store could have come from one call after the other. What they call and what they are told
 * is written down, and an order of the calls is searched in which each would have been answered so. A store's test extends it and says
 * how the store is opened; it also shows that the search finds seven defects in that store, one planted after the other.
 */
@DisplayName("Calls of this state store from many threads at once")
public abstract class StateStoreLinearizability {

    private static final int ENVIRONMENTS = 2;

    /** The first few show it where threads run side by side; on a busy machine it may take more. */
    private static final int MOST_HISTORIES_OF_A_DEFECT = 200;

    /** For subclasses. */
    protected StateStoreLinearizability() {}

    /**
     * Opens the store, with nothing in it. Called before each history.
     *
     * @return the empty store
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract StateStore openStore() throws Exception;

    /**
     * Closes the store and removes what is in it. Called after each history.
     *
     * @param store what {@link #openStore} gave
     * @throws Exception if it cannot be closed; the test then fails
     */
    protected void closeStore(StateStore store) throws Exception {}

    /**
     * What was judged.
     *
     * @param made how many calls were made, about
     * @param unknown of how many of them nobody knows what they did
     */
    protected record Judged(long made, int unknown) {}

    /** How often what was answered with what. */
    private final Map<String, Integer> answers = new TreeMap<>();

    /**
     * Lets callers make calls, and judges them.
     *
     * @param histories how many times, each on a store of its own
     * @param callers how many threads call at once
     * @param each how many calls each of them makes
     * @param disturbance begins to disturb a store from outside, until what it gives is closed
     * @return what was judged
     * @throws Exception if something else fails
     */
    protected final Judged assertLinearizable(
            int histories, int callers, int each, Callable<? extends AutoCloseable> disturbance) throws Exception {
        return assertLinearizable(histories, callers, each, ENVIRONMENTS, disturbance);
    }

    private Judged assertLinearizable(
            int histories, int callers, int each, int environments, Callable<? extends AutoCloseable> disturbance)
            throws Exception {
        long made = 0;
        int unknown = 0;
        for (int i = 0; i < histories; i++) {
            StateStore store = openStore();
            Callers all = new Callers(store, environments);
            try (AutoCloseable disturbing = disturbance.call()) {
                assertThat(disturbing).isNotNull();
                all.call(callers, each, i);
            }
            assertThat(all.begunBehindLocks()).as("history " + i).isEmpty();
            assertThat(all.refused()).as("history " + i).isEmpty();
            all.answers().forEach((answer, count) -> answers.merge(answer, count, Integer::sum));
            made += all.made();
            unknown += all.unknown();
            closeStore(store);
        }
        return new Judged(made, unknown);
    }

    private void assertRefused(UnaryOperator<StateStore> defect) throws Exception {
        for (int i = 0; i < MOST_HISTORIES_OF_A_DEFECT; i++) {
            StateStore store = openStore();
            Callers all = new Callers(defect.apply(store), ENVIRONMENTS);
            all.call(5, 60, i);
            closeStore(store);
            if (!all.refused().isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the defect was not seen");
    }

    @Test
    @DisplayName("could have been made one after the other")
    final void are_linearizable() throws Exception {
        Judged judged = assertLinearizable(4, 5, 60, () -> () -> {});

        assertThat(judged.unknown()).as("calls without an answer").isZero();
    }

    @Test
    @DisplayName(
            "could have been made one after the other by 64 threads that ship, approve, roll back, lock, unlock and stop, and"
                    + " nothing began behind a lock")
    final void are_linearizable_under_locks() throws Exception {
        assertLinearizable(3, 64, 30, 4, () -> () -> {});

        assertThat(answers.keySet())
                .contains("ship: Created", "ship: Locked", "begin: Saved", "begin: Locked", "save: Saved")
                .contains("roll back: Saved", "lock: Replaced", "stop: Replaced", "unlock: Replaced");
    }

    @Test
    @DisplayName("are refused if a lock is looked at, and the write comes after that")
    final void a_lock_looked_at_before_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public SaveResult compareAndSet(
                    Deployment next,
                    long expectedRevision,
                    @Nullable ClaimToken token,
                    String operationId,
                    @Nullable Beginning beginning) {
                Lock lock = StoreRules.binding(
                        store.environmentState(null), store.environmentState(next.environment()), beginning);
                LockSupport.parkNanos(200_000);
                return super.compareAndSet(next, expectedRevision, token, operationId, lock == null ? null : beginning);
            }
        });
    }

    @Test
    @DisplayName("are refused if a stop stops nothing")
    final void a_stop_that_stops_nothing_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
                return next.environment() == null ? next : super.replaceEnvironmentState(next);
            }
        });
    }

    @Test
    @DisplayName("are refused if an unlock ends a lock that it did not see")
    final void an_unlock_of_another_lock_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
                EnvironmentState result = super.replaceEnvironmentState(next);
                if (next.lock() != null || result.equals(next)) {
                    return result;
                }
                super.replaceEnvironmentState(result.unlocked());
                return next;
            }
        });
    }

    @Test
    @DisplayName("are refused if a save reads, compares and then writes")
    final void a_save_in_two_steps_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public SaveResult compareAndSet(
                    Deployment next,
                    long expectedRevision,
                    @Nullable ClaimToken token,
                    String operationId,
                    @Nullable Beginning beginning) {
                Deployment found = store.find(next.id()).orElse(null);
                if (found == null || found.revision() != expectedRevision) {
                    return super.compareAndSet(next, expectedRevision, token, operationId, beginning);
                }
                SaveResult result = super.compareAndSet(next, expectedRevision, token, operationId, beginning);
                while (result instanceof SaveResult.Conflict conflict) {
                    long current = conflict.current().revision();
                    result = super.compareAndSet(
                            next.withRevision(current + 1),
                            current,
                            token,
                            UUID.randomUUID().toString(),
                            beginning);
                }
                return result instanceof SaveResult.Saved ? new SaveResult.Saved(next) : result;
            }
        });
    }

    @Test
    @DisplayName("are refused if a claim is given out while another one's lease runs")
    final void a_claim_in_a_running_lease_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public List<Claim> claimDue(Instant now, Duration lease, int limit) {
                return super.claimDue(now.plusSeconds(3), lease.minusSeconds(3), limit);
            }
        });
    }

    @Test
    @DisplayName("are refused if a save forgets the claim")
    final void a_save_without_the_claim_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public SaveResult compareAndSet(
                    Deployment next,
                    long expectedRevision,
                    @Nullable ClaimToken token,
                    String operationId,
                    @Nullable Beginning beginning) {
                return super.compareAndSet(next, expectedRevision, null, operationId, beginning);
            }
        });
    }

    @Test
    @DisplayName("are refused if a creation does not look at the place")
    final void a_creation_in_a_taken_place_is_refused() throws Exception {
        assertRefused(store -> new DelegatingStateStore(store) {
            @Override
            public CreateResult create(Deployment deployment, String operationId) {
                CreateResult result = super.create(deployment, operationId);
                return result instanceof CreateResult.EnvironmentTaken ? new CreateResult.Created(deployment) : result;
            }
        });
    }
}

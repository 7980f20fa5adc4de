package io.releaseconductor.testkit;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.audit.Occurrence;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentBuilder;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.model.Actor;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Everything that {@link StateStore} promises. A store's test extends it and says how the store is opened:
 *
 * <pre>{@code
 * class MyStoreTest extends StateStoreContract {
 *     @Override
 *     protected StateStore openStore(Clock clock) {
 *         return new MyStore(clock);
 *     }
 * }
 * }</pre>
 *
 * <p>The kit owns the clock; it stands still unless a test moves it. Times have whole seconds and, where it says so, whole
 * milliseconds; a store need not keep more. A store that is shared between nodes also gives {@link #anotherNode}, through
 * which the kit looks at what was written and races against the first.
 */
@DisplayName("A state store")
public abstract class StateStoreContract {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Environment STAGING = Environment.STAGING;
    private static final Environment PROD = Environment.PROD;

    private final AtomicInteger operations = new AtomicInteger();
    private final ManualClock clock = new ManualClock();
    private @Nullable StateStore opened;
    private @Nullable StateStore second;

    /** For subclasses. */
    protected StateStoreContract() {}

    /**
     * Opens the store under test, with nothing in it. Called before each test.
     *
     * @param clock the kit's clock, for a store that asks for one
     * @return the empty store
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract StateStore openStore(Clock clock) throws Exception;

    /**
     * Opens the same data as another node would. By default it is the same node.
     *
     * @param store what {@link #openStore} gave
     * @param clock the kit's clock
     * @return a store on the same data
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected StateStore anotherNode(StateStore store, Clock clock) throws Exception {
        return store;
    }

    /**
     * Closes the store and removes what is in it. Called after each test, for each node that was opened.
     *
     * @param store what {@link #openStore} or {@link #anotherNode} gave
     * @throws Exception if it cannot be closed; the test then fails
     */
    protected void closeStore(StateStore store) throws Exception {}

    /**
     * Opens a store whose other end cannot be reached, such as one on a port where nobody listens. By default empty, for a store
     * that has no other end; the report then says so.
     *
     * @param clock the kit's clock
     * @return such a store, or empty if there is none
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected Optional<StateStore> openUnreachableStore(Clock clock) throws Exception {
        return Optional.empty();
    }

    @BeforeEach
    final void open() throws Exception {
        clock.set(ManualClock.START);
        opened = openStore(clock);
        second = anotherNode(opened, clock);
    }

    @AfterEach
    final void close() throws Exception {
        if (second != null && second != opened) {
            closeStore(second);
        }
        if (opened != null) {
            closeStore(opened);
        }
    }

    @Nested
    @DisplayName("when a deployment is created")
    class Creating {

        @Test
        @DisplayName("finds it as it was given")
        void finds_what_was_created() {
            Deployment d = aDeployment().initiated();

            assertThat(store().create(d, operation())).isEqualTo(new CreateResult.Created(d));
            assertThat(read(d.id())).isEqualTo(d);
        }

        @Test
        @DisplayName("finds nothing under an id that nobody has")
        void finds_nothing_under_an_unknown_id() {
            created(aDeployment());

            assertThat(store().find(new DeployId("ship-staging-1"))).isEmpty();
        }

        @Test
        @DisplayName("gives it its environment's place")
        void gives_the_place() {
            assertThat(store().holder(STAGING)).isEmpty();
            Deployment d = created(aDeployment());

            assertThat(otherNode().holder(STAGING)).contains(d);
            assertThat(otherNode().holder(PROD)).isEmpty();
        }

        @Test
        @DisplayName("refuses another one for the environment, says who holds it, and leaves no trace")
        void refuses_a_second_one_for_the_environment() {
            Deployment holder = created(aDeployment());
            Deployment late = aDeployment().at(after(5)).initiated();

            assertThat(store().create(late, operation())).isEqualTo(new CreateResult.EnvironmentTaken(holder));
            assertThat(store().find(late.id())).isEmpty();
            assertThat(store().holder(STAGING)).contains(holder);
            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(holder));
            assertThat(claimedIds(after(10))).containsExactly(holder.id());
        }

        @Test
        @DisplayName("tells who holds the environment as that deployment stands now")
        void tells_the_holder_as_it_stands() {
            Deployment holder = saved(next(created(aDeployment()), DeploymentStatus.DEPLOYING));
            Deployment late = aDeployment().at(after(5)).initiated();

            assertThat(store().create(late, operation())).isEqualTo(new CreateResult.EnvironmentTaken(holder));
        }

        @Test
        @DisplayName("refuses an id that another one has, and leaves that one alone")
        void refuses_an_id_twice() {
            Deployment first = saved(settled(created(aDeployment())));
            Deployment same = aDeployment().by(Deployments.GRACE).initiated();

            assertThat(store().create(same, operation())).isEqualTo(new CreateResult.IdTaken());
            assertThat(read(first.id())).isEqualTo(first);
            assertThat(store().holder(STAGING)).isEmpty();
            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(first));
        }

        @Test
        @DisplayName("takes one for each environment side by side")
        void takes_one_for_each_environment() {
            Deployment staging = created(aDeployment().to(STAGING));
            Deployment prod = created(aDeployment().to(PROD));

            assertThat(store().holder(STAGING)).contains(staging);
            assertThat(store().holder(PROD)).contains(prod);
        }

        @Test
        @DisplayName("recognises a repeat of the same operation, under whatever id it is repeated")
        void recognises_a_repeat() {
            String operation = operation();
            Deployment first = created(aDeployment(), operation);
            Deployment again = aDeployment().at(after(1)).initiated();

            assertThat(store().create(first, operation)).isEqualTo(new CreateResult.Created(first));
            assertThat(otherNode().create(again, operation)).isEqualTo(new CreateResult.Created(first));
            assertThat(store().find(again.id())).isEmpty();
            assertThat(history(HistoryQuery.newest(10))).hasSize(1);
        }

        @Test
        @DisplayName("answers a late repeat with the deployment as it stands now")
        void answers_a_repeat_with_what_stands_now() {
            String operation = operation();
            Deployment first = created(aDeployment(), operation);
            Deployment moved = saved(settled(first));
            clock.advance(Duration.ofHours(1));
            created(aDeployment().at(clock.instant()));

            assertThat(store().create(first, operation)).isEqualTo(new CreateResult.Created(moved));
        }

        @Test
        @DisplayName("does not remember the operation of a creation that was refused")
        void forgets_refused_creations() {
            Deployment holder = created(aDeployment());
            Deployment late = aDeployment().at(after(5)).initiated();
            String operation = operation();
            store().create(late, operation);
            saved(settled(holder));

            assertThat(store().create(late, operation)).isEqualTo(new CreateResult.Created(late));
            assertThat(read(late.id())).isEqualTo(late);
        }

        @Test
        @DisplayName("rejects one that is settled or not at revision 1, as a mistake of the caller")
        void rejects_what_is_not_new() {
            Deployment written = aDeployment().initiated().withRevision(2);
            Deployment settled = aDeployment().promoted().withRevision(1);

            assertThatIllegalArgumentException().isThrownBy(() -> store().create(written, operation()));
            assertThatIllegalArgumentException().isThrownBy(() -> store().create(settled, operation()));
            assertThat(store().find(written.id())).isEmpty();
        }

        @Test
        @DisplayName("accepts exactly one of a hundred for one environment at once, and tells the others which")
        void accepts_one_of_a_hundred() {
            List<CreateResult> answers = AtOnce.run(100, i -> {
                Deployment d = aDeployment().at(after(i)).initiated();
                return () -> node(i).create(d, "ship-" + i);
            });

            List<Deployment> winners = answers.stream()
                    .filter(CreateResult.Created.class::isInstance)
                    .map(answer -> ((CreateResult.Created) answer).deployment())
                    .toList();
            assertThat(winners).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !(answer instanceof CreateResult.Created))
                    .hasSize(99)
                    .allMatch(new CreateResult.EnvironmentTaken(winners.get(0))::equals);
            assertThat(otherNode().holder(STAGING)).contains(winners.get(0));
            assertThat(history(HistoryQuery.newest(100))).hasSize(1);
        }

        @Test
        @DisplayName("accepts exactly one for each of 500 environments that four threads ask for one after the other")
        void accepts_one_for_each_environment() {
            List<List<CreateResult>> answers = AtOnce.run(4, i -> {
                List<Deployment> asked = IntStream.range(0, 500)
                        .mapToObj(n ->
                                aDeployment().to(environment(n)).at(after(i)).initiated())
                        .toList();
                return () -> asked.stream()
                        .map(d -> node(i).create(d, d.id() + " by " + i))
                        .toList();
            });

            for (int n = 0; n < 500; n++) {
                Deployment holder = otherNode().holder(environment(n)).orElseThrow();
                int number = n;
                assertThat(answers.stream().map(mine -> mine.get(number)))
                        .as("answers for environment %s", n)
                        .containsOnlyOnce(new CreateResult.Created(holder))
                        .filteredOn(new CreateResult.EnvironmentTaken(holder)::equals)
                        .hasSize(3);
            }
        }

        @Test
        @DisplayName("gives all of twenty repeats of one operation at once the same deployment")
        void gives_all_repeats_the_same() {
            List<CreateResult> answers = AtOnce.run(20, i -> {
                Deployment d = aDeployment().at(after(i)).initiated();
                return () -> node(i).create(d, "the-one-operation");
            });

            Deployment holder = store().holder(STAGING).orElseThrow();
            assertThat(answers).hasSize(20).allMatch(new CreateResult.Created(holder)::equals);
            assertThat(history(HistoryQuery.newest(100))).hasSize(1);
        }
    }

    @Nested
    @DisplayName("when a deployment is saved")
    class Saving {

        @Test
        @DisplayName("replaces it and answers with what was written")
        void replaces_it() {
            Deployment next = next(created(aDeployment()), DeploymentStatus.DEPLOYING);

            assertThat(store().compareAndSet(next, 1, null, operation())).isEqualTo(new SaveResult.Saved(next));
            assertThat(read(next.id())).isEqualTo(next);
        }

        @Test
        @DisplayName("keeps every field of a deployment at any status")
        void keeps_every_field() {
            int number = 0;
            for (DeploymentStatus status : DeploymentStatus.values()) {
                DeploymentFixture fixture = aDeployment()
                        .to(environment(++number))
                        .linkedTo(PROD)
                        .by(Deployments.ADA)
                        .shippedAfter(new DeployId("ship-dev-7"));
                Deployment first = created(fixture);
                Deployment next = fixture.at(status).toBuilder()
                        .revision(2)
                        .extensions(Map.of("added_later", "{\"a\":[1,\"ö\"]}"))
                        .build();
                store().compareAndSet(next, 1, null, operation());

                assertThat(read(first.id())).as(status.words()).isEqualTo(next);
            }
        }

        @Test
        @DisplayName("keeps texts as they are, whatever is in them")
        void keeps_hostile_texts() {
            String hostile = "'; DROP TABLE--\"}\\ \u0000 \uD83D\uDE80 <b> \r\n {{7*7}} ${jndi:x} %s";
            Deployment d = created(aDeployment().ref(hostile).version(hostile).destination(hostile));
            Deployment next = saved(next(d, DeploymentStatus.DEPLOYING));

            assertThat(read(d.id())).isEqualTo(next);
        }

        @Test
        @DisplayName("refuses one that nobody created")
        void refuses_an_unknown_one() {
            Deployment next = aDeployment().deploying().withRevision(2);

            assertThat(store().compareAndSet(next, 1, null, operation())).isEqualTo(new SaveResult.Missing());
            assertThat(store().find(next.id())).isEmpty();
            assertThat(store().holder(STAGING)).isEmpty();
            assertThat(history(HistoryQuery.newest(10))).isEmpty();
        }

        @Test
        @DisplayName("refuses a revision that was overtaken, says what stands there, and changes nothing")
        void refuses_an_overtaken_revision() {
            Deployment first = created(aDeployment());
            Deployment winner = saved(next(first, DeploymentStatus.DEPLOYING));
            Deployment loser = settled(first);

            assertThat(store().compareAndSet(loser, 1, null, operation())).isEqualTo(new SaveResult.Conflict(winner));
            assertThat(read(first.id())).isEqualTo(winner);
            assertThat(store().holder(STAGING)).contains(winner);
            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(winner));
        }

        @Test
        @DisplayName("refuses a revision that is not reached yet")
        void refuses_a_revision_from_the_future() {
            Deployment first = created(aDeployment());
            Deployment ahead = next(first, DeploymentStatus.DEPLOYING).withRevision(4);

            assertThat(store().compareAndSet(ahead, 3, null, operation())).isEqualTo(new SaveResult.Conflict(first));
        }

        @Test
        @DisplayName("rejects a revision that is not one higher than expected, as a mistake of the caller")
        void rejects_a_revision_that_does_not_fit() {
            Deployment first = created(aDeployment());

            assertThatIllegalArgumentException().isThrownBy(() -> store().compareAndSet(first, 1, null, operation()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store().compareAndSet(first.withRevision(3), 1, null, operation()));
            assertThat(read(first.id())).isEqualTo(first);
        }

        @Test
        @DisplayName("recognises a repeat of the same operation and answers as it did at first")
        void recognises_a_repeat() {
            String operation = operation();
            Deployment next = next(created(aDeployment()), DeploymentStatus.DEPLOYING);
            store().compareAndSet(next, 1, null, operation);

            assertThat(otherNode().compareAndSet(next, 1, null, operation)).isEqualTo(new SaveResult.Saved(next));
            assertThat(read(next.id())).isEqualTo(next);
        }

        @Test
        @DisplayName("recognises a repeat after ten more writes by others, and does not write again")
        void recognises_a_repeat_after_other_writes() {
            String operation = operation();
            Deployment written = next(created(aDeployment()), DeploymentStatus.DEPLOYING);
            store().compareAndSet(written, 1, null, operation);
            Deployment last = written;
            for (int i = 0; i < 10; i++) {
                last = saved(touched(last));
            }

            assertThat(store().compareAndSet(written, 1, null, operation)).isEqualTo(new SaveResult.Saved(written));
            assertThat(read(written.id())).isEqualTo(last);
        }

        @Test
        @DisplayName("recognises a worker's repeat although its claim is lost since")
        void recognises_a_repeat_without_the_claim() {
            String operation = operation();
            Deployment d = created(aDeployment());
            Claim claim = claimed(clock.instant());
            Deployment next = next(d, DeploymentStatus.DEPLOYING);
            store().compareAndSet(next, 1, claim.token(), operation);
            store().release(claim.token());

            assertThat(store().compareAndSet(next, 1, claim.token(), operation)).isEqualTo(new SaveResult.Saved(next));
        }

        @Test
        @DisplayName("does not remember the operation of a save that was refused")
        void forgets_refused_saves() {
            String operation = operation();
            Deployment first = created(aDeployment());
            Deployment second = saved(next(first, DeploymentStatus.DEPLOYING));
            store().compareAndSet(settled(first), 1, null, operation);
            Deployment third = settled(second);

            assertThat(store().compareAndSet(third, 2, null, operation)).isEqualTo(new SaveResult.Saved(third));
            assertThat(read(first.id())).isEqualTo(third);
        }

        @Test
        @DisplayName("lets exactly one of many win that save the same revision at once, and tells the others who did")
        void lets_one_of_many_win() {
            Deployment current = created(aDeployment());
            for (int round = 0; round < 20; round++) {
                Deployment base = current;
                List<SaveResult> answers = AtOnce.run(16, i -> {
                    Deployment mine = marked(base, "thread-" + i);
                    return () -> node(i).compareAndSet(mine, base.revision(), null, operation());
                });

                current = read(base.id());
                assertThat(current.revision()).isEqualTo(base.revision() + 1);
                assertThat(answers)
                        .filteredOn(SaveResult.Saved.class::isInstance)
                        .containsExactly(new SaveResult.Saved(current));
                assertThat(answers)
                        .filteredOn(answer -> !(answer instanceof SaveResult.Saved))
                        .hasSize(15)
                        .allMatch(new SaveResult.Conflict(current)::equals);
            }
        }

        @Test
        @DisplayName("loses no write of eight threads that each save twenty-five times")
        void loses_no_write() {
            Deployment first = created(aDeployment());
            AtOnce.run(8, i -> () -> {
                int tries = 0;
                for (int n = 0; n < 25; n++) {
                    boolean saved = false;
                    while (!saved) {
                        // Of eight tries at once one is saved, so two hundred saves take each thread two hundred tries.
                        assertThat(++tries).as("tries of one thread").isLessThanOrEqualTo(200);
                        Deployment current = node(i).find(first.id()).orElseThrow();
                        String count = current.extensions().getOrDefault("count", "0");
                        Deployment next = current.toBuilder()
                                .revision(current.revision() + 1)
                                .extensions(Map.of("count", String.valueOf(Integer.parseInt(count) + 1)))
                                .build();
                        saved = node(i).compareAndSet(next, current.revision(), null, operation())
                                instanceof SaveResult.Saved;
                    }
                }
                return true;
            });

            assertThat(read(first.id()).extensions()).containsEntry("count", "200");
            assertThat(read(first.id()).revision()).isEqualTo(201);
        }

        @Test
        @DisplayName("answers all of ten repeats of one operation at once that it is saved")
        void answers_all_repeats_alike() {
            Deployment next = next(created(aDeployment()), DeploymentStatus.DEPLOYING);

            assertThat(AtOnce.run(10, i -> () -> node(i).compareAndSet(next, 1, null, "the-one-operation")))
                    .hasSize(10)
                    .allMatch(new SaveResult.Saved(next)::equals);
        }
    }

    @Nested
    @DisplayName("when a worker saves under its claim")
    class SavingUnderAClaim {

        @Test
        @DisplayName("lets the current claim write, and write again")
        void lets_the_current_claim_write() {
            Deployment first = created(aDeployment());
            ClaimToken token = claimed(clock.instant()).token();
            Deployment second = next(first, DeploymentStatus.DEPLOYING);
            Deployment third = touched(second);

            assertThat(store().compareAndSet(second, 1, token, operation())).isEqualTo(new SaveResult.Saved(second));
            assertThat(store().compareAndSet(third, 2, token, operation())).isEqualTo(new SaveResult.Saved(third));
        }

        @Test
        @DisplayName("does not end the claim by it")
        void does_not_end_the_claim() {
            Deployment first = created(aDeployment());
            ClaimToken token = claimed(clock.instant()).token();
            store().compareAndSet(due(first, clock.instant()), 1, token, operation());

            assertThat(store().claimDue(clock.instant(), LEASE, 10)).isEmpty();
            assertThat(store().renew(token, clock.instant(), LEASE)).isTrue();
        }

        @Test
        @DisplayName("lets a claim write whose lease is over, while nobody else has claimed")
        void lets_an_overdue_claim_write() {
            Deployment first = created(aDeployment());
            ClaimToken token = claimed(clock.instant()).token();
            clock.advance(LEASE.multipliedBy(10));
            Deployment next = next(first, DeploymentStatus.DEPLOYING);

            assertThat(store().compareAndSet(next, 1, token, operation())).isEqualTo(new SaveResult.Saved(next));
        }

        @Test
        @DisplayName("refuses a claim that was taken over, although the revision is right, and changes nothing")
        void refuses_a_claim_that_was_taken_over() {
            Deployment first = created(aDeployment());
            ClaimToken stale = claimed(clock.instant()).token();
            clock.advance(LEASE);
            ClaimToken current = claimed(clock.instant()).token();
            Deployment next = next(first, DeploymentStatus.DEPLOYING);

            assertThat(store().compareAndSet(next, 1, stale, operation())).isEqualTo(new SaveResult.ClaimLost());
            assertThat(read(first.id())).isEqualTo(first);
            assertThat(store().compareAndSet(next, 1, current, operation())).isEqualTo(new SaveResult.Saved(next));
        }

        @Test
        @DisplayName("refuses a claim that was given back")
        void refuses_a_released_claim() {
            Deployment first = created(aDeployment());
            ClaimToken token = claimed(clock.instant()).token();
            store().release(token);

            assertThat(store().compareAndSet(touched(first), 1, token, operation()))
                    .isEqualTo(new SaveResult.ClaimLost());
        }

        @Test
        @DisplayName("refuses the claim of another deployment")
        void refuses_the_claim_of_another() {
            Deployment staging = created(aDeployment());
            ClaimToken ofStaging = claimed(clock.instant()).token();
            Deployment prod = created(aDeployment().to(PROD));
            ClaimToken forged = new ClaimToken(prod.id(), ofStaging.value());
            claimed(clock.instant());

            assertThat(store().compareAndSet(touched(prod), 1, ofStaging, operation()))
                    .isEqualTo(new SaveResult.ClaimLost());
            assertThat(store().compareAndSet(touched(prod), 1, forged, operation()))
                    .isEqualTo(new SaveResult.ClaimLost());
            assertThat(read(staging.id())).isEqualTo(staging);
            assertThat(read(prod.id())).isEqualTo(prod);
        }

        @Test
        @DisplayName("says that the claim is lost before it says that the revision was overtaken")
        void tells_of_the_lost_claim_first() {
            Deployment first = created(aDeployment());
            ClaimToken stale = claimed(clock.instant()).token();
            clock.advance(LEASE);
            claimed(clock.instant());
            saved(touched(first));

            assertThat(store().compareAndSet(touched(first), 1, stale, operation()))
                    .isEqualTo(new SaveResult.ClaimLost());
        }

        @Test
        @DisplayName("lets a person write meanwhile, who leaves the claim in place")
        void leaves_the_claim_in_place_when_a_person_writes() {
            Deployment first = created(aDeployment());
            ClaimToken token = claimed(clock.instant()).token();
            Deployment byPerson = saved(due(first, clock.instant()));

            assertThat(store().compareAndSet(touched(first), 1, token, operation()))
                    .isEqualTo(new SaveResult.Conflict(byPerson));
            assertThat(store().claimDue(clock.instant(), LEASE, 10)).isEmpty();
            Deployment again = touched(byPerson);
            assertThat(store().compareAndSet(again, 2, token, operation())).isEqualTo(new SaveResult.Saved(again));
        }
    }

    @Nested
    @DisplayName("as the keeper of the environments' places")
    class Places {

        @Test
        @DisplayName("frees the place in the write that settles its holder")
        void frees_the_place() {
            Deployment d = created(aDeployment());
            for (DeploymentStatus status : DeploymentStatus.values()) {
                if (!status.settled()) {
                    d = saved(next(d, status));
                    assertThat(otherNode().holder(STAGING)).as(status.words()).contains(d);
                }
            }
            saved(settled(d));

            assertThat(otherNode().holder(STAGING)).isEmpty();
            Deployment successor = aDeployment().at(after(60)).initiated();
            assertThat(store().create(successor, operation())).isEqualTo(new CreateResult.Created(successor));
        }

        @Test
        @DisplayName("keeps the place with its holder when a settled deployment is written and stays settled")
        void keeps_the_place_when_a_settled_one_is_written() {
            Deployment old = saved(settled(created(aDeployment())));
            Deployment holder = created(aDeployment().at(after(60)));
            saved(touched(old));

            assertThat(store().holder(STAGING)).contains(holder);
        }

        @Test
        @DisplayName("gives the place again in the write that unsettles a deployment")
        void gives_the_place_again() {
            Deployment promoted = saved(next(created(aDeployment()), DeploymentStatus.PROMOTED));
            Deployment rollingBack = saved(next(promoted, DeploymentStatus.ROLLING_BACK));

            assertThat(otherNode().holder(STAGING)).contains(rollingBack);
            Deployment late = aDeployment().at(after(60)).initiated();
            assertThat(store().create(late, operation())).isEqualTo(new CreateResult.EnvironmentTaken(rollingBack));
        }

        @Test
        @DisplayName("refuses the place again while another holds it, says who, and changes nothing")
        void refuses_a_taken_place() {
            Deployment old = saved(next(created(aDeployment()), DeploymentStatus.PROMOTED));
            Deployment holder = created(aDeployment().at(after(60)));

            assertThat(store().compareAndSet(next(old, DeploymentStatus.ROLLING_BACK), 2, null, operation()))
                    .isEqualTo(new SaveResult.PlaceTaken(holder));
            assertThat(read(old.id())).isEqualTo(old);
            assertThat(store().holder(STAGING)).contains(holder);
            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(holder), HistoryEntry.of(old));
        }

        @Test
        @DisplayName("refuses the place again once a later deployment stands at promoted, says which, changes nothing")
        void refuses_a_superseded_deployment() {
            Deployment old = saved(next(created(aDeployment()), DeploymentStatus.PROMOTED));
            Deployment later = saved(next(created(aDeployment().at(after(60))), DeploymentStatus.PROMOTED));

            assertThat(store().compareAndSet(next(old, DeploymentStatus.ROLLING_BACK), 2, null, operation()))
                    .isEqualTo(new SaveResult.Superseded(later.id()));
            assertThat(read(old.id())).isEqualTo(old);
            assertThat(store().holder(STAGING)).isEmpty();
        }

        @Test
        @DisplayName("takes the one that was created later as the later, though the clock was set back in between")
        void tells_the_later_one_whatever_the_clock_says() {
            Deployment old = saved(next(created(aDeployment().at(after(3600))), DeploymentStatus.PROMOTED));
            Deployment later = saved(next(created(aDeployment().at(after(0))), DeploymentStatus.PROMOTED));

            assertThat(store().compareAndSet(next(old, DeploymentStatus.ROLLING_BACK), 2, null, operation()))
                    .isEqualTo(new SaveResult.Superseded(later.id()));
            saved(next(later, DeploymentStatus.ROLLING_BACK));
        }

        @Test
        @DisplayName("takes of two asked for at the same instant the one that was created later as the later")
        void tells_two_of_one_instant_apart() {
            Deployment old = saved(next(created(aDeployment()), DeploymentStatus.PROMOTED));
            DeploymentFixture sameInstant = aDeployment().withId(old.id().next());
            Deployment later = saved(next(created(sameInstant), DeploymentStatus.PROMOTED));

            assertThat(store().compareAndSet(next(old, DeploymentStatus.ROLLING_BACK), 2, null, operation()))
                    .isEqualTo(new SaveResult.Superseded(later.id()));
            assertThat(store().compareAndSet(next(later, DeploymentStatus.ROLLING_BACK), 2, null, operation()))
                    .isInstanceOf(SaveResult.Saved.class);
        }

        @Test
        @DisplayName("remembers a later promoted deployment that is removed already")
        void remembers_a_superseding_deployment_that_is_removed() {
            Deployment old = saved(withPendingAlert(next(created(aDeployment()), DeploymentStatus.PROMOTED)));
            Deployment later = saved(next(created(aDeployment().at(after(60))), DeploymentStatus.PROMOTED));
            store().purge(after(Duration.ofDays(2)), Retention.DEFAULT);

            assertThat(store().find(later.id())).isEmpty();
            assertThat(store().compareAndSet(next(old, DeploymentStatus.ROLLING_BACK), 2, null, operation()))
                    .isEqualTo(new SaveResult.Superseded(later.id()));
        }

        @Test
        @DisplayName("is not put off by earlier ones, by later ones that are not promoted, or by other environments")
        void is_not_put_off_by_others() {
            saved(next(created(aDeployment()), DeploymentStatus.PROMOTED));
            Deployment d = saved(next(created(aDeployment().at(after(60))), DeploymentStatus.PROMOTED));
            Deployment later = saved(next(created(aDeployment().at(after(120))), DeploymentStatus.PROMOTED));
            Deployment back = saved(next(later, DeploymentStatus.ROLLING_BACK));
            saved(next(back, DeploymentStatus.ROLLED_BACK));
            saved(next(created(aDeployment().at(after(180))), DeploymentStatus.FAILED));
            saved(next(created(aDeployment().to(PROD).at(after(240))), DeploymentStatus.PROMOTED));
            Deployment next = next(d, DeploymentStatus.ROLLING_BACK);

            assertThat(store().compareAndSet(next, 2, null, operation())).isEqualTo(new SaveResult.Saved(next));
        }

        @Test
        @DisplayName("refuses the place to a rollback by policy once any later one was created, whatever became of it")
        void refuses_a_rollback_by_policy_after_any_later_one() {
            Deployment old = saved(next(created(aDeployment()), DeploymentStatus.PROMOTED));
            Deployment byPolicy = rolledBackByPolicy(old);
            saved(next(created(aDeployment().to(PROD).at(after(60))), DeploymentStatus.CANCELLED));
            Deployment later = saved(next(created(aDeployment().at(after(60))), DeploymentStatus.CANCELLED));

            assertThat(store().compareAndSet(byPolicy, 2, null, operation()))
                    .isEqualTo(new SaveResult.Superseded(later.id()));
            assertThat(read(old.id())).isEqualTo(old);
            assertThat(store().holder(STAGING)).isEmpty();
            saved(next(old, DeploymentStatus.ROLLING_BACK));
        }

        @Test
        @DisplayName("gives the place again to a rollback by policy of the last one that was created")
        void gives_the_place_to_a_rollback_by_policy_of_the_last_one() {
            saved(next(created(aDeployment()), DeploymentStatus.PROMOTED));
            Deployment last = saved(next(created(aDeployment().at(after(60))), DeploymentStatus.PROMOTED));
            saved(next(created(aDeployment().to(PROD).at(after(120))), DeploymentStatus.PROMOTED));
            Deployment byPolicy = saved(rolledBackByPolicy(last));

            assertThat(otherNode().holder(STAGING)).contains(byPolicy);
        }

        private Deployment rolledBackByPolicy(Deployment promoted) {
            return next(promoted, DeploymentStatus.ROLLING_BACK).toBuilder()
                    .rollback(new Rollback(
                            new Decision(Actor.POLICY, clock.instant()), "api_down", RollbackMethod.REDEPLOY, "v1"))
                    .build();
        }

        @Test
        @DisplayName("says that the revision was overtaken before it looks at the place")
        void tells_of_the_conflict_first() {
            Deployment old = saved(next(created(aDeployment()), DeploymentStatus.PROMOTED));
            Deployment written = saved(touched(old));
            created(aDeployment().at(after(60)));

            assertThat(store().compareAndSet(next(old, DeploymentStatus.ROLLING_BACK), 2, null, operation()))
                    .isEqualTo(new SaveResult.Conflict(written));
        }

        @Test
        @DisplayName("gives the place to exactly one when settled and new deployments ask for it at once")
        void gives_the_place_to_one_of_many() {
            for (int round = 0; round < 10; round++) {
                Environment environment = environment(round);
                List<Deployment> failed = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    Deployment first = created(aDeployment().to(environment).at(after(i)));
                    failed.add(saved(next(first, DeploymentStatus.FAILED)));
                }
                List<Boolean> won = AtOnce.run(8, i -> {
                    if (i < 4) {
                        Deployment again = next(failed.get(i), DeploymentStatus.ROLLING_BACK);
                        return () -> node(i).compareAndSet(again, 2, null, operation()) instanceof SaveResult.Saved;
                    }
                    Deployment fresh =
                            aDeployment().to(environment).at(after(100 + i)).initiated();
                    return () -> node(i).create(fresh, operation()) instanceof CreateResult.Created;
                });

                assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
                Deployment holder = store().holder(environment).orElseThrow();
                assertThat(history(HistoryQuery.newest(environment, 100)))
                        .filteredOn(entry -> !entry.status().settled())
                        .containsExactly(HistoryEntry.of(holder));
            }
        }
    }

    @Nested
    @DisplayName("as the keeper of locks")
    class Locks {

        @Test
        @DisplayName("knows of none before somebody locks")
        void knows_of_none_at_first() {
            assertThat(store().environmentState(STAGING)).isEqualTo(EnvironmentState.unlocked(STAGING));
            assertThat(store().environmentState(null)).isEqualTo(EnvironmentState.unlocked(null));
            assertThat(store().environmentStates()).isEmpty();
        }

        @Test
        @DisplayName("keeps every field of a lock and of the stop, for each node")
        void keeps_every_field() {
            Actor owner =
                    Actor.person("1001", "Ada \"\\ <@&1>", Set.of("ops", "qa")).withChat("discord");
            String hostile = "'; DROP TABLE--\"}\\ \uD83D\uDE80 <b> {{7*7}} %s";
            EnvironmentState locked = replaced(EnvironmentState.unlocked(STAGING)
                    .locked(new Lock(STAGING, owner, hostile, afterMillis(1), afterMillis(99_999), hostile)));
            EnvironmentState stopped = replaced(EnvironmentState.unlocked(null)
                    .locked(new Lock(null, Deployments.GRACE, "", after(0), after(60), null)));

            assertThat(otherNode().environmentState(STAGING)).isEqualTo(locked);
            assertThat(otherNode().environmentState(null)).isEqualTo(stopped);
            EnvironmentState told = replaced(locked.told(LockNews.ENDS_SOON));
            assertThat(otherNode().environmentState(STAGING)).isEqualTo(told);
            EnvironmentState left = replaced(told.leftAloneUntil(afterMillis(1500)));
            assertThat(otherNode().environmentState(STAGING)).isEqualTo(left);
        }

        @Test
        @DisplayName("refuses what another person ships, says under which lock, and leaves no trace")
        void refuses_what_another_person_ships() {
            EnvironmentState locked = lockedBy(Deployments.GRACE);
            Deployment d = aDeployment().by(Deployments.ADA).initiated();
            String operation = operation();

            assertThat(store().create(d, operation)).isEqualTo(new CreateResult.Locked(lockOf(locked)));
            assertThat(store().find(d.id())).isEmpty();
            assertThat(store().created(operation)).isEmpty();
            assertThat(store().holder(STAGING)).isEmpty();
            assertThat(history(HistoryQuery.newest(10))).isEmpty();
            assertThat(claimedIds(after(10))).isEmpty();
            replaced(locked.unlocked());
            assertThat(store().create(d, operation)).isEqualTo(new CreateResult.Created(d));
        }

        @Test
        @DisplayName("refuses what another person begins, says under which lock, and changes nothing")
        void refuses_what_another_person_begins() {
            Deployment d = created(aDeployment());
            EnvironmentState locked = lockedBy(Deployments.GRACE);
            Deployment next = next(d, DeploymentStatus.DEPLOYING);
            String operation = operation();

            assertThat(begin(next, Deployments.ADA, operation)).isEqualTo(new SaveResult.Locked(lockOf(locked)));
            assertThat(read(d.id())).isEqualTo(d);
            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(d));
            replaced(locked.unlocked());
            assertThat(begin(next, Deployments.ADA, operation)).isEqualTo(new SaveResult.Saved(next));
        }

        @Test
        @DisplayName("refuses a worker's beginning likewise, and leaves it the claim")
        void refuses_what_a_worker_begins() {
            Deployment d = created(aDeployment());
            ClaimToken token = claimed(after(0)).token();
            EnvironmentState locked = lockedBy(Deployments.GRACE);
            Deployment next = next(d, DeploymentStatus.DEPLOYING);

            assertThat(store().compareAndSet(next, 1, token, operation(), begun(Deployments.ADA)))
                    .isEqualTo(new SaveResult.Locked(lockOf(locked)));
            assertThat(store().compareAndSet(next, 1, token, operation())).isEqualTo(new SaveResult.Saved(next));
        }

        @Test
        @DisplayName("lets its owner ship and begin")
        void lets_its_owner_begin() {
            lockedBy(Deployments.ADA);
            Deployment d = created(aDeployment().by(Deployments.ADA));

            Deployment next = next(d, DeploymentStatus.DEPLOYING);
            assertThat(begin(next, Deployments.ADA, operation())).isEqualTo(new SaveResult.Saved(next));
        }

        @Test
        @DisplayName(
                "refuses everybody under a stop, in every environment and its owner too, and names the stop before a lock")
        void refuses_everybody_under_a_stop() {
            Deployment d = created(aDeployment());
            lockedBy(Deployments.GRACE);
            Lock stop = lockOf(replaced(EnvironmentState.unlocked(null)
                    .locked(new Lock(null, Deployments.ADA, "fire", after(0), after(60), null))));
            Deployment next = next(d, DeploymentStatus.DEPLOYING);

            assertThat(begin(next, Deployments.ADA, operation())).isEqualTo(new SaveResult.Locked(stop));
            assertThat(begin(next, Deployments.GRACE, operation())).isEqualTo(new SaveResult.Locked(stop));
            assertThat(store().create(aDeployment().to(PROD).by(Deployments.ADA).initiated(), operation()))
                    .isEqualTo(new CreateResult.Locked(stop));
        }

        @Test
        @DisplayName("saves what begins nothing under any lock, a rollback that takes the place again too")
        void saves_what_begins_nothing() {
            Deployment d = created(aDeployment());
            lockedBy(Deployments.GRACE);
            replaced(EnvironmentState.unlocked(null)
                    .locked(new Lock(null, Deployments.GRACE, "", after(0), after(60), null)));

            Deployment promoted = saved(next(d, DeploymentStatus.PROMOTED));
            Deployment rollingBack = saved(next(promoted, DeploymentStatus.ROLLING_BACK));
            assertThat(store().holder(STAGING)).contains(rollingBack);
            Deployment later = next(rollingBack, DeploymentStatus.ROLLED_BACK);
            assertThat(store().compareAndSet(later, rollingBack.revision(), null, operation(), null))
                    .isEqualTo(new SaveResult.Saved(later));
        }

        @Test
        @DisplayName(
                "lets a lock bind until its end by the caller's time, to the millisecond, and also before its beginning")
        void binds_until_its_end() {
            Deployment d = created(aDeployment());
            Lock lock = new Lock(STAGING, Deployments.GRACE, "", after(10), afterMillis(60_500), null);
            replaced(EnvironmentState.unlocked(STAGING).locked(lock));
            Deployment next = next(d, DeploymentStatus.DEPLOYING);

            for (Instant bound : List.of(after(0), after(10), afterMillis(60_499))) {
                assertThat(store().compareAndSet(next, 1, null, operation(), new Beginning(Deployments.ADA, bound)))
                        .isEqualTo(new SaveResult.Locked(lock));
            }
            assertThat(store().compareAndSet(
                                    next, 1, null, operation(), new Beginning(Deployments.ADA, afterMillis(60_500))))
                    .isEqualTo(new SaveResult.Saved(next));
        }

        @Test
        @DisplayName("lets somebody ship once it has ended, by when that was asked for")
        void lets_somebody_ship_after_its_end() {
            Lock lock = new Lock(STAGING, Deployments.GRACE, "", after(0), after(60), null);
            replaced(EnvironmentState.unlocked(STAGING).locked(lock));

            assertThat(store().create(aDeployment().at(after(59)).initiated(), operation()))
                    .isEqualTo(new CreateResult.Locked(lock));
            created(aDeployment().at(after(60)));
        }

        @Test
        @DisplayName("knows its owner by the id, whatever the name, and by the chat where both are known")
        void knows_its_owner() {
            Actor owner = Deployments.ADA.withChat("discord");
            EnvironmentState locked = lockedBy(owner);
            Deployment d = created(aDeployment().by(Deployments.ADA));

            d = begunBy(d, Deployments.ADA);
            d = begunBy(d, Actor.person(owner.id(), "Ada L.", Set.of("qa")).withChat("discord"));
            Deployment next = touched(d);
            for (Actor other : List.of(
                    Deployments.ADA.withChat("slack"),
                    Actor.person("10011", owner.name()).withChat("discord"))) {
                assertThat(begin(next, other, operation())).isEqualTo(new SaveResult.Locked(lockOf(locked)));
            }
            replaced(locked.locked(new Lock(STAGING, Deployments.ADA, "", after(0), after(60), null)));
            begunBy(d, owner);
        }

        @Test
        @DisplayName("refuses what the policy begins")
        void refuses_what_the_policy_begins() {
            Deployment d = created(aDeployment());
            EnvironmentState locked = lockedBy(Deployments.ADA);

            assertThat(begin(touched(d), Actor.POLICY, operation())).isEqualTo(new SaveResult.Locked(lockOf(locked)));
        }

        @Test
        @DisplayName("recognises a repeat of what was written before it was locked")
        void recognises_a_repeat() {
            String operation = operation();
            Deployment d = created(aDeployment(), operation);
            Deployment next = next(d, DeploymentStatus.DEPLOYING);
            String write = operation();
            assertThat(begin(next, Deployments.ADA, write)).isEqualTo(new SaveResult.Saved(next));
            lockedBy(Deployments.GRACE);

            assertThat(begin(next, Deployments.ADA, write)).isEqualTo(new SaveResult.Saved(next));
            assertThat(store().create(d, operation)).isEqualTo(new CreateResult.Created(next));
        }

        @Test
        @DisplayName("tells of a place that is taken before a lock, and of a lock before an id that is taken")
        void tells_of_the_place_first() {
            Deployment d = created(aDeployment());
            EnvironmentState locked = lockedBy(Deployments.GRACE);

            assertThat(store().create(aDeployment().at(after(1)).initiated(), operation()))
                    .isEqualTo(new CreateResult.EnvironmentTaken(d));
            saved(settled(d));
            assertThat(store().create(aDeployment().initiated(), operation()))
                    .isEqualTo(new CreateResult.Locked(lockOf(locked)));
        }

        @Test
        @DisplayName("tells of a lost claim, an overtaken revision and a place that is taken before a lock")
        void tells_of_what_else_is_wrong_first() {
            Deployment d = created(aDeployment());
            ClaimToken lost = claimed(after(0)).token();
            store().release(lost);
            Deployment promoted = saved(next(d, DeploymentStatus.PROMOTED));
            Deployment holder = created(aDeployment().at(after(60)));
            lockedBy(Deployments.GRACE);

            Deployment next = touched(promoted);
            assertThat(store().compareAndSet(next, 2, lost, operation(), begun(Deployments.ADA)))
                    .isEqualTo(new SaveResult.ClaimLost());
            assertThat(begin(touched(d), Deployments.ADA, operation())).isEqualTo(new SaveResult.Conflict(promoted));
            assertThat(begin(next(promoted, DeploymentStatus.ROLLING_BACK), Deployments.ADA, operation()))
                    .isEqualTo(new SaveResult.PlaceTaken(holder));
        }

        @Test
        @DisplayName("refuses a beginning that would take the place again, and leaves that free")
        void refuses_to_take_the_place_again() {
            Deployment promoted = promoted(STAGING, 0);
            EnvironmentState locked = lockedBy(Deployments.GRACE);

            assertThat(begin(next(promoted, DeploymentStatus.ROLLING_BACK), Deployments.ADA, operation()))
                    .isEqualTo(new SaveResult.Locked(lockOf(locked)));
            assertThat(store().holder(STAGING)).isEmpty();
            assertThat(read(promoted.id())).isEqualTo(promoted);
        }

        @Test
        @DisplayName("locks no other environment")
        void locks_no_other_environment() {
            lockedBy(Deployments.GRACE);

            Deployment d = created(aDeployment().to(PROD));
            begunBy(d, Deployments.ADA);
            assertThat(store().environmentState(PROD)).isEqualTo(EnvironmentState.unlocked(PROD));
            assertThat(store().environmentState(null)).isEqualTo(EnvironmentState.unlocked(null));
        }

        @Test
        @DisplayName("answers a state that was overtaken, or is ahead, with what stands there, and changes nothing")
        void refuses_an_overtaken_state() {
            EnvironmentState first = lockedBy(Deployments.GRACE);
            EnvironmentState late = EnvironmentState.unlocked(STAGING)
                    .locked(new Lock(STAGING, Deployments.ADA, "", after(0), after(600), null));

            assertThat(otherNode().replaceEnvironmentState(late)).isEqualTo(first);
            assertThat(otherNode().replaceEnvironmentState(first.unlocked().unlocked()))
                    .isEqualTo(first);
            assertThat(otherNode()
                            .replaceEnvironmentState(
                                    EnvironmentState.unlocked(PROD).unlocked().unlocked()))
                    .isEqualTo(EnvironmentState.unlocked(PROD));
            assertThat(store().environmentState(STAGING)).isEqualTo(first);
        }

        @Test
        @DisplayName("answers a repeat of what was written as it did at first")
        void recognises_a_repeated_state() {
            EnvironmentState locked = lockedBy(Deployments.GRACE);

            assertThat(otherNode().replaceEnvironmentState(locked)).isEqualTo(locked);
            EnvironmentState unlocked = replaced(locked.unlocked());
            assertThat(otherNode().replaceEnvironmentState(unlocked)).isEqualTo(unlocked);
        }

        @Test
        @DisplayName("counts on after a lock is gone, so that what was meant for it does not meet the next one")
        void counts_on() {
            EnvironmentState locked = lockedBy(Deployments.GRACE);
            EnvironmentState unlocked = replaced(locked.unlocked());

            assertThat(store().environmentState(STAGING)).isEqualTo(unlocked);
            assertThat(unlocked.revision()).isEqualTo(2);
            assertThat(otherNode().replaceEnvironmentState(locked)).isEqualTo(unlocked);
        }

        @Test
        @DisplayName(
                "lists the stop and all locks, ended ones too, for as long as it takes, and nothing that is not locked")
        void lists_locks() {
            EnvironmentState staging = lockedBy(Deployments.GRACE);
            EnvironmentState ended = replaced(EnvironmentState.unlocked(PROD)
                    .locked(new Lock(PROD, Deployments.ADA, "", after(-90), after(-30), null)));
            EnvironmentState stop = replaced(EnvironmentState.unlocked(null)
                    .locked(new Lock(null, Deployments.ADA, "", after(0), after(60), null)));
            Environment other = environment(1);
            replaced(replaced(EnvironmentState.unlocked(other)
                            .locked(new Lock(other, Deployments.ADA, "", after(0), after(60), null)))
                    .unlocked());
            store().purge(after(Duration.ofDays(1000)), Retention.DEFAULT);

            assertThat(otherNode().environmentStates()).containsExactlyInAnyOrder(staging, ended, stop);
        }

        @Test
        @DisplayName("keeps the notes of an environment beside its lock, for each node")
        void keeps_notes() {
            Actor author = Actor.person("1001", "Ada \"\\ <@&1>", Set.of("ops")).withChat("discord");
            EnvironmentState noted = replaced(lockedBy(Deployments.GRACE)
                    .noted("'; DROP TABLE--\"}\\ \uD83D\uDE80 <b> {{7*7}} %s", author, afterMillis(1)));
            EnvironmentState twice = replaced(noted.noted("warm the cache first", Deployments.ADA, after(2)));
            EnvironmentState once = replaced(twice.without(twice.notes().get(0)));

            assertThat(twice.notes()).hasSize(2);
            assertThat(otherNode().environmentState(STAGING)).isEqualTo(once);
            assertThat(otherNode().environmentStates()).containsExactly(once);
            assertThat(otherNode().environmentState(PROD).notes()).isEmpty();
        }

        @Test
        @DisplayName(
                "keeps the notes of an environment that nobody locks, does not list it, and keeps them on through a lock and the clean-up")
        void keeps_notes_without_a_lock() {
            EnvironmentState noted =
                    replaced(EnvironmentState.unlocked(PROD).noted("warm the cache first", Deployments.ADA, after(0)));
            store().purge(after(Duration.ofDays(1000)), Retention.DEFAULT);

            assertThat(otherNode().environmentState(PROD)).isEqualTo(noted);
            assertThat(otherNode().environmentStates()).isEmpty();
            EnvironmentState locked =
                    replaced(noted.locked(new Lock(PROD, Deployments.GRACE, "", after(0), after(60), null)));
            EnvironmentState unlocked = replaced(locked.unlocked());
            assertThat(unlocked.notes()).isEqualTo(noted.notes());
            assertThat(otherNode().environmentState(PROD)).isEqualTo(unlocked);
        }

        @Test
        @DisplayName("rejects a state that was never written, as a mistake of the caller")
        void rejects_revision_0() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store().replaceEnvironmentState(EnvironmentState.unlocked(STAGING)));
        }

        @Test
        @DisplayName("lets exactly one of many lock at once, and tells the others who did")
        void lets_one_of_many_lock() {
            EnvironmentState current = EnvironmentState.unlocked(STAGING);
            for (int round = 0; round < 20; round++) {
                EnvironmentState base = current;
                List<EnvironmentState> answers = AtOnce.run(16, i -> {
                    Actor owner = Actor.person("person-" + i, "Person " + i);
                    EnvironmentState mine = base.locked(new Lock(STAGING, owner, "", after(0), after(60), null));
                    return () -> node(i).replaceEnvironmentState(mine);
                });

                current = store().environmentState(STAGING);
                assertThat(current.revision()).isEqualTo(base.revision() + 1);
                assertThat(answers).hasSize(16).allMatch(current::equals);
            }
        }

        @Test
        @DisplayName("lets nothing in once it has answered that an environment is locked, however close it was")
        void lets_nothing_in_behind_a_lock() {
            for (int round = 0; round < 40; round++) {
                Environment environment = environment(round);
                List<Boolean> free = AtOnce.run(8, i -> {
                    Deployment d = aDeployment().to(environment).at(after(i)).initiated();
                    return () -> i == 0 ? isFreeBehindALock(otherNode(), environment) : ships(node(i), d);
                });

                assertThat(free.contains(true) && store().holder(environment).isPresent())
                        .as("%s was free when it was locked, and is not now", environment)
                        .isFalse();
            }
        }

        private boolean isFreeBehindALock(StateStore node, Environment environment) {
            node.replaceEnvironmentState(EnvironmentState.unlocked(environment)
                    .locked(new Lock(environment, Deployments.GRACE, "", after(0), after(60), null)));
            return node.holder(environment).isEmpty();
        }

        private boolean ships(StateStore node, Deployment d) {
            node.create(d, operation());
            return false;
        }

        private EnvironmentState lockedBy(Actor owner) {
            return replaced(EnvironmentState.unlocked(STAGING)
                    .locked(new Lock(STAGING, owner, "load test", after(0), after(60), null)));
        }

        private EnvironmentState replaced(EnvironmentState next) {
            assertThat(store().replaceEnvironmentState(next)).isEqualTo(next);
            return next;
        }

        private Lock lockOf(EnvironmentState state) {
            return Objects.requireNonNull(state.lock());
        }

        private Beginning begun(Actor by) {
            return new Beginning(by, after(1));
        }

        private SaveResult begin(Deployment next, Actor by, String operation) {
            return store().compareAndSet(next, next.revision() - 1, null, operation, begun(by));
        }

        private Deployment begunBy(Deployment d, Actor by) {
            Deployment next = touched(d);
            assertThat(begin(next, by, operation())).isEqualTo(new SaveResult.Saved(next));
            return next;
        }
    }

    @Nested
    @DisplayName("when due work is claimed")
    class Claiming {

        @Test
        @DisplayName("gives nothing before its time, and gives it at its time")
        void gives_what_is_due() {
            Deployment d = created(aDeployment());

            assertThat(store().claimDue(d.statusSince().minusSeconds(1), LEASE, 10))
                    .isEmpty();
            List<Claim> claims = store().claimDue(d.statusSince(), LEASE, 10);
            assertThat(claims).extracting(Claim::deployment).containsExactly(d);
            assertThat(claims).allMatch(claim -> claim.token().deployment().equals(d.id()));
        }

        @Test
        @DisplayName("gives a deployment as it stands when it is claimed")
        void gives_it_as_it_stands() {
            Deployment d = saved(next(created(aDeployment()), DeploymentStatus.DEPLOYING));

            assertThat(claimed(after(60)).deployment()).isEqualTo(d);
        }

        @Test
        @DisplayName("never gives one without a due time")
        void never_gives_what_is_never_due() {
            saved(due(created(aDeployment()), null));

            assertThat(claimedIds(after(Duration.ofDays(1000)))).isEmpty();
        }

        @Test
        @DisplayName("gives a settled one that is due, because something is left to tell")
        void gives_a_settled_one_that_is_due() {
            Deployment d = saved(settled(created(aDeployment())).withDueAt(after(60)));

            assertThat(claimedIds(after(59))).isEmpty();
            assertThat(claimedIds(after(60))).containsExactly(d.id());
        }

        @Test
        @DisplayName("gives the longest due first, and no more than asked for")
        void gives_the_longest_due_first() {
            List<DeployId> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Deployment d = created(aDeployment().to(environment(i)));
                ids.add(saved(due(d, after(50 - i * 10))).id());
            }

            List<Claim> first = store().claimDue(after(100), LEASE, 2);
            List<Claim> rest = otherNode().claimDue(after(100), LEASE, 10);
            assertThat(first).extracting(claim -> claim.deployment().id()).containsExactly(ids.get(4), ids.get(3));
            assertThat(rest)
                    .extracting(claim -> claim.deployment().id())
                    .containsExactly(ids.get(2), ids.get(1), ids.get(0));
        }

        @Test
        @DisplayName("orders by due time to the millisecond, and not by when they were claimed before")
        void orders_by_due_time_again_after_leases() {
            Deployment early = created(aDeployment().to(environment(1)));
            Deployment late = saved(due(created(aDeployment().to(environment(2))), afterMillis(1)));
            store().claimDue(after(0), LEASE.plusSeconds(10), 1);
            store().claimDue(after(1), LEASE, 1);

            assertThat(claimedIds(after(100))).containsExactly(early.id(), late.id());
        }

        @Test
        @DisplayName("gives nothing twice while its lease runs, and gives it again when the lease is over")
        void respects_the_lease() {
            Deployment d = created(aDeployment());
            Claim first = claimed(after(0));

            assertThat(otherNode().claimDue(after(29), LEASE, 10)).isEmpty();
            Claim second = claimed(after(30));
            assertThat(second.deployment()).isEqualTo(d);
            assertThat(second.token()).isNotEqualTo(first.token());
        }

        @Test
        @DisplayName("does not mistake a new due time for the end of a lease, nor a lease for a due time")
        void keeps_due_time_and_lease_apart() {
            Deployment d = created(aDeployment());
            ClaimToken token = claimed(after(0)).token();
            Deployment later = due(d, after(300));
            store().compareAndSet(later, 1, token, operation());
            Deployment sooner = due(later, after(2));
            store().compareAndSet(sooner, 2, token, operation());

            assertThat(claimedIds(after(20))).isEmpty();
            store().compareAndSet(due(sooner, after(300)), 3, token, operation());
            assertThat(claimedIds(after(40))).isEmpty();
            assertThat(claimedIds(after(300))).containsExactly(d.id());
        }

        @Test
        @DisplayName("gives again at once what was given back")
        void gives_again_what_was_released() {
            Deployment d = created(aDeployment());
            Claim first = claimed(after(0));
            store().release(first.token());

            Claim second = claimed(after(0));
            assertThat(second.deployment()).isEqualTo(d);
            assertThat(second.token()).isNotEqualTo(first.token());
        }

        @Test
        @DisplayName("waits for the new due time after a save and a release")
        void waits_for_the_new_due_time() {
            Deployment d = created(aDeployment());
            ClaimToken token = claimed(after(0)).token();
            store().compareAndSet(due(d, after(10)), 1, token, operation());
            store().release(token);

            assertThat(claimedIds(after(9))).isEmpty();
            assertThat(claimedIds(after(10))).containsExactly(d.id());
        }

        @Test
        @DisplayName("does not let a lost claim be given back in the new one's stead")
        void ignores_the_release_of_a_lost_claim() {
            created(aDeployment());
            ClaimToken stale = claimed(after(0)).token();
            ClaimToken current = claimed(after(30)).token();
            store().release(stale);

            assertThat(claimedIds(after(31))).isEmpty();
            store().release(current);
            store().release(current);
            assertThat(claimedIds(after(31))).hasSize(1);
        }

        @Test
        @DisplayName("lets a claim last for a whole lease from when it is renewed")
        void renews() {
            created(aDeployment());
            ClaimToken token = claimed(after(0)).token();

            assertThat(otherNode().renew(token, after(20), LEASE)).isTrue();
            assertThat(claimedIds(after(49))).isEmpty();
            assertThat(claimedIds(after(50))).hasSize(1);
        }

        @Test
        @DisplayName("renews a claim whose lease is over, while nobody else has claimed")
        void renews_an_overdue_claim() {
            created(aDeployment());
            ClaimToken token = claimed(after(0)).token();

            assertThat(store().renew(token, after(100), LEASE)).isTrue();
            assertThat(claimedIds(after(129))).isEmpty();
            assertThat(claimedIds(after(130))).hasSize(1);
        }

        @Test
        @DisplayName("does not renew a claim that was taken over or given back, and changes nothing")
        void does_not_renew_a_lost_claim() {
            created(aDeployment());
            ClaimToken stale = claimed(after(0)).token();
            ClaimToken current = claimed(after(30)).token();

            assertThat(store().renew(stale, after(31), LEASE.multipliedBy(100))).isFalse();
            assertThat(claimedIds(after(59))).isEmpty();
            store().release(current);
            assertThat(store().renew(current, after(59), LEASE)).isFalse();
            assertThat(claimedIds(after(59))).hasSize(1);
        }

        @Test
        @DisplayName("renews nothing that it does not know")
        void renews_nothing_unknown() {
            ClaimToken unknown = new ClaimToken(new DeployId("ship-staging-1"), "1");

            assertThat(store().renew(unknown, after(0), LEASE)).isFalse();
            store().release(unknown);
        }

        @Test
        @DisplayName("never gives out a token twice")
        void never_repeats_a_token() {
            created(aDeployment());
            Set<ClaimToken> tokens = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                ClaimToken token = claimed(after(0)).token();
                tokens.add(token);
                node(i).release(token);
            }

            assertThat(tokens).hasSize(100);
        }

        @Test
        @DisplayName("rejects a limit below one, as a mistake of the caller")
        void rejects_a_limit_below_one() {
            assertThatIllegalArgumentException().isThrownBy(() -> store().claimDue(after(0), LEASE, 0));
        }

        @Test
        @DisplayName("gives everything to exactly one of several workers that claim at once")
        void never_overlaps() {
            Set<DeployId> all = new HashSet<>();
            for (int i = 0; i < 120; i++) {
                all.add(created(aDeployment().to(environment(i))).id());
            }
            List<List<Claim>> byWorker = AtOnce.run(6, i -> () -> {
                List<Claim> mine = new ArrayList<>();
                List<Claim> claims = node(i).claimDue(after(0), LEASE, 7);
                while (!claims.isEmpty()) {
                    mine.addAll(claims);
                    assertThat(mine).as("what one worker got").hasSizeLessThanOrEqualTo(120);
                    claims = node(i).claimDue(after(0), LEASE, 7);
                }
                return mine;
            });

            List<Claim> claims = byWorker.stream().flatMap(List::stream).toList();
            assertThat(claims).hasSize(120);
            assertThat(claims).extracting(claim -> claim.deployment().id()).containsExactlyInAnyOrderElementsOf(all);
            assertThat(claims).extracting(Claim::token).doesNotHaveDuplicates();
        }

        @Test
        @DisplayName("lets one of several take over when a lease is over")
        void lets_one_take_over() {
            created(aDeployment());
            for (int round = 0; round < 20; round++) {
                Instant now = after(30L * round);
                List<List<Claim>> answers = AtOnce.run(6, i -> () -> node(i).claimDue(now, LEASE, 10));

                assertThat(answers.stream().flatMap(List::stream)).hasSize(1);
            }
        }
    }

    @Nested
    @DisplayName("as the keeper of history")
    class History {

        @Test
        @DisplayName("tells what a creation led to, as long as that is kept")
        void tells_what_a_creation_led_to() {
            assertThat(store().created("creation")).isEmpty();
            Deployment d = created(aDeployment(), "creation");
            assertThat(otherNode().created("creation")).contains(d);
            Deployment settled = saved(settled(d));
            assertThat(otherNode().created("creation")).contains(settled);
            assertThat(store().created("another")).isEmpty();

            store().purge(after(Duration.ofDays(2)), Retention.DEFAULT);
            assertThat(store().created("creation")).isEmpty();
        }

        @Test
        @DisplayName("writes an entry with the creation and replaces it with each save")
        void follows_the_deployment() {
            assertThat(store().history(HistoryQuery.newest(10))).isEqualTo(new HistoryPage(List.of(), null));
            Deployment d = created(aDeployment());
            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(d));
            for (DeploymentStatus status : DeploymentStatus.values()) {
                d = saved(aDeployment().at(status).withRevision(d.revision() + 1));

                assertThat(history(HistoryQuery.newest(10))).as(status.words()).containsExactly(HistoryEntry.of(d));
            }
        }

        @Test
        @DisplayName("keeps what the metrics of a canary came to")
        void keeps_what_was_counted() {
            Deployment first = created(aDeployment());
            Deployment d = saved(aDeployment().counted().toBuilder()
                    .revision(first.revision() + 1)
                    .build());

            assertThat(HistoryEntry.of(d).metrics()).isNotNull();
            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(d));
        }

        @Test
        @DisplayName("gives the newest first")
        void gives_the_newest_first() {
            HistoryEntry first = finished(PROD, 0);
            HistoryEntry second = finished(STAGING, 0);
            HistoryEntry third = finished(environment(1), 60);
            HistoryEntry fourth = finished(STAGING, 61);

            assertThat(history(HistoryQuery.newest(10))).containsExactly(fourth, third, second, first);
        }

        @Test
        @DisplayName("orders by when deployments were created, not by when they were written")
        void orders_by_when_they_were_created() {
            Deployment old = created(aDeployment().to(STAGING));
            Deployment recent = created(aDeployment().to(PROD).at(after(60)));
            Deployment written = saved(touched(old));

            assertThat(history(HistoryQuery.newest(10)))
                    .containsExactly(HistoryEntry.of(recent), HistoryEntry.of(written));
        }

        @Test
        @DisplayName("orders by creation also where a clock was set back in between")
        void orders_by_creation_whatever_the_clock_says() {
            Deployment first = promoted(STAGING, 7200);
            HistoryEntry ofProd = finished(PROD, 3600);
            Deployment second = promoted(STAGING, 3600);
            Deployment third = promoted(STAGING, 0);
            Deployment fourth = promoted(STAGING, 9000);
            Deployment rewritten = saved(touched(first));

            assertThat(history(HistoryQuery.newest(10)))
                    .containsExactly(
                            HistoryEntry.of(fourth),
                            HistoryEntry.of(third),
                            HistoryEntry.of(second),
                            ofProd,
                            HistoryEntry.of(rewritten));
            assertThat(pages(HistoryQuery.promoted(STAGING, 1), 1))
                    .containsExactly(
                            HistoryEntry.of(fourth),
                            HistoryEntry.of(third),
                            HistoryEntry.of(second),
                            HistoryEntry.of(rewritten));
        }

        @Test
        @DisplayName("gives one environment alone")
        void gives_one_environment_alone() {
            HistoryEntry first = finished(STAGING, 0);
            finished(PROD, 1);
            HistoryEntry third = finished(STAGING, 2);

            assertThat(history(HistoryQuery.newest(STAGING, 10))).containsExactly(third, first);
            assertThat(history(HistoryQuery.newest(environment(7), 10))).isEmpty();
        }

        @Test
        @DisplayName("gives what stands at promoted alone, and no longer when it is rolled back")
        void gives_promoted_ones_alone() {
            Deployment first = promoted(STAGING, 0);
            finished(STAGING, 10);
            Deployment ofProd = promoted(PROD, 20);
            Deployment last = promoted(STAGING, 30);

            assertThat(history(HistoryQuery.promoted(STAGING, 10)))
                    .containsExactly(HistoryEntry.of(last), HistoryEntry.of(first));
            assertThat(history(new HistoryQuery(null, true, 10, null)))
                    .containsExactly(HistoryEntry.of(last), HistoryEntry.of(ofProd), HistoryEntry.of(first));
            saved(next(last, DeploymentStatus.ROLLING_BACK));
            assertThat(history(HistoryQuery.promoted(STAGING, 10))).containsExactly(HistoryEntry.of(first));
        }

        @Test
        @DisplayName("gives everything once, page by page, and says which page is the last")
        void gives_everything_page_by_page() {
            List<HistoryEntry> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                // Three share each instant, so that a page ends in the midst of them.
                all.add(0, finished(environment(10 + i), i / 3));
            }

            for (int limit : new int[] {1, 2, 4, 5, 6, 11, 12, 13}) {
                assertThat(pages(HistoryQuery.newest(limit), limit))
                        .as("pages of %s", limit)
                        .isEqualTo(all);
            }
        }

        @Test
        @DisplayName("pages through one environment and through what is promoted")
        void pages_through_a_part() {
            List<HistoryEntry> ofStaging = new ArrayList<>();
            List<HistoryEntry> promotedOnStaging = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                HistoryEntry failed = finished(STAGING, i * 10L);
                HistoryEntry promoted = HistoryEntry.of(promoted(STAGING, i * 10L + 5));
                promoted(PROD, i * 10L + 5);
                ofStaging.add(0, failed);
                ofStaging.add(0, promoted);
                promotedOnStaging.add(0, promoted);
            }

            assertThat(pages(HistoryQuery.newest(STAGING, 4), 4)).isEqualTo(ofStaging);
            assertThat(pages(HistoryQuery.promoted(STAGING, 4), 4)).isEqualTo(promotedOnStaging);
        }

        @Test
        @DisplayName("goes on where a page ended although newer ones came in and its last one was rewritten or removed")
        void keeps_its_place_between_pages() {
            List<HistoryEntry> old = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                old.add(0, finished(STAGING, i));
            }
            HistoryPage first = store().history(HistoryQuery.newest(3));
            finished(PROD, 60);
            finished(STAGING, 61);
            HistoryPage second = otherNode().history(HistoryQuery.newest(2).after(first.next()));
            saved(touched(read(second.entries().get(1).id())));
            HistoryPage third = store().history(HistoryQuery.newest(2).after(second.next()));

            assertThat(first.entries()).isEqualTo(old.subList(0, 3));
            assertThat(second.entries()).isEqualTo(old.subList(3, 5));
            assertThat(third).isEqualTo(new HistoryPage(old.subList(5, 6), null));
        }

        @Test
        @DisplayName("keeps the cursor of an entry good that is cleaned up before the next page is read")
        void keeps_its_place_after_a_clean_up() {
            finished(STAGING, 0);
            Deployment kept = promoted(STAGING, 10);
            finished(STAGING, 20);
            HistoryPage first = store().history(HistoryQuery.newest(1));
            store().purge(after(Duration.ofDays(100)), Retention.DEFAULT);

            assertThat(store().history(HistoryQuery.newest(5).after(first.next()))
                            .entries())
                    .containsExactly(HistoryEntry.of(kept));
        }
    }

    @Nested
    @DisplayName("as the keeper of audit trails")
    class Audit {

        private Deployment noting(Deployment next, String event) {
            Occurrence told = new Occurrence(
                    clock.instant(),
                    event,
                    Actor.person("42", "Ada").withChat("discord"),
                    "tested; \"quoted\" – zoë 🚀",
                    next.revision() == 1 ? null : "initiated",
                    next.status().wireName(),
                    null);
            return next.toBuilder()
                    .audit(AuditEntry.following(next.audit(), next.id(), next.revision(), "node-1", told))
                    .build();
        }

        private Deployment noted(Deployment before, String event) {
            return saved(noting(touched(before), event));
        }

        private List<AuditEntry> trail(Deployment d) {
            AuditTrail trail = otherNode().audit(d.id());
            assertThat(trail.problems()).isEmpty();
            return trail.entries();
        }

        @Test
        @DisplayName("has the entries of a creation and of each save that came with one, in order")
        void has_each_entry_in_order() {
            assertThat(store().audit(aDeployment().initiated().id()).isEmpty()).isTrue();
            Deployment first = created(noting(aDeployment().initiated(), "ship"));
            Deployment second = noted(first, "first");
            Deployment third = saved(touched(second));
            Deployment fourth = noted(third, "second");

            assertThat(trail(fourth)).containsExactly(first.audit(), second.audit(), fourth.audit());
            assertThat(store().find(fourth.id())).contains(fourth);
        }

        @Test
        @DisplayName("adds nothing for a save that is refused or repeated, nor for a creation that is")
        void adds_nothing_for_what_was_not_written() {
            Deployment first = created(noting(aDeployment().initiated(), "ship"), "creation");
            store().create(noting(aDeployment().at(after(1)).initiated(), "ship"), "creation");
            Deployment other = noting(aDeployment().at(after(2)).initiated(), "ship");
            store().create(other, operation());
            Deployment second = noting(touched(first), "first");
            String operation = operation();
            store().compareAndSet(second, 1, null, operation);
            store().compareAndSet(second, 1, null, operation);
            store().compareAndSet(noting(touched(first), "overtaken"), 1, null, operation());
            store().compareAndSet(noting(touched(second), "lost"), 2, new ClaimToken(first.id(), "none"), operation());

            assertThat(trail(first)).containsExactly(first.audit(), second.audit());
            assertThat(store().audit(other.id()).isEmpty()).isTrue();
        }

        @Test
        @DisplayName("keeps the trails of several deployments apart")
        void keeps_trails_apart() {
            Deployment first = created(noting(aDeployment().initiated(), "ship"));
            Deployment second = created(noting(aDeployment().to(PROD).initiated(), "ship"));
            Deployment last = noted(first, "first");

            assertThat(trail(last)).containsExactly(first.audit(), last.audit());
            assertThat(trail(second)).containsExactly(second.audit());
        }

        @Test
        @DisplayName("keeps hundreds of entries")
        void keeps_hundreds() {
            Deployment d = created(noting(aDeployment().initiated(), "ship"));
            for (int i = 0; i < 300; i++) {
                d = noted(d, "event_" + i);
            }

            assertThat(trail(d)).hasSize(301).last().isEqualTo(d.audit());
        }

        @Test
        @DisplayName("loses no entry of eight threads that each save twenty-five times")
        void loses_no_entry() {
            Deployment first = created(noting(aDeployment().initiated(), "ship"));
            AtOnce.run(8, i -> () -> {
                for (int n = 0; n < 25; n++) {
                    boolean saved = false;
                    while (!saved) {
                        Deployment now = node(i).find(first.id()).orElseThrow();
                        saved = node(i).compareAndSet(noting(touched(now), "event"), now.revision(), null, operation())
                                instanceof SaveResult.Saved;
                    }
                }
                return true;
            });

            assertThat(trail(first)).hasSize(201);
        }

        @Test
        @DisplayName("keeps a trail as long as history, beyond its deployment, and not longer")
        void keeps_a_trail_as_long_as_history() {
            Deployment first = created(noting(aDeployment().initiated(), "ship"));
            Deployment settled = saved(noting(settled(first), "failed"));
            Deployment waiting = created(noting(aDeployment().to(PROD).initiated(), "ship"));
            store().purge(after(Duration.ofDays(90).minusSeconds(1)), Retention.DEFAULT);

            assertThat(store().find(first.id())).isEmpty();
            assertThat(trail(first)).containsExactly(first.audit(), settled.audit());
            store().purge(after(Duration.ofDays(90)), Retention.DEFAULT);
            assertThat(store().audit(first.id()).isEmpty()).isTrue();
            assertThat(trail(waiting)).containsExactly(waiting.audit());
        }
    }

    @Nested
    @DisplayName("when it is cleaned up")
    class CleaningUp {

        @Test
        @DisplayName("removes a settled deployment 24 hours after it settled, not a second before, and says how many")
        void removes_settled_ones() {
            clock.advance(Duration.ofHours(3));
            Deployment d = promoted(STAGING, 0);
            Instant settledAt = d.statusSince();
            assertThat(settledAt).isEqualTo(clock.instant());
            Deployment touched = saved(touched(d));

            assertThat(store().purge(settledAt.plus(Duration.ofHours(24)).minusSeconds(1), Retention.DEFAULT))
                    .isZero();
            assertThat(read(d.id())).isEqualTo(touched);
            assertThat(store().purge(settledAt.plus(Duration.ofHours(24)), Retention.DEFAULT))
                    .isEqualTo(1);
            assertThat(otherNode().find(d.id())).isEmpty();
        }

        @Test
        @DisplayName("never removes an unsettled deployment, however old")
        void never_removes_unsettled_ones() {
            int number = 0;
            List<Deployment> unsettled = new ArrayList<>();
            for (DeploymentStatus status : DeploymentStatus.values()) {
                if (!status.settled()) {
                    Deployment d = created(aDeployment().to(environment(number++)));
                    unsettled.add(saved(due(next(d, status), null).withRevision(2)));
                }
            }

            assertThat(store().purge(after(Duration.ofDays(3000)), Retention.DEFAULT))
                    .isZero();
            assertThat(unsettled).allSatisfy(d -> {
                assertThat(read(d.id())).isEqualTo(d);
                assertThat(store().holder(d.environment())).contains(d);
            });
            assertThat(history(HistoryQuery.newest(100))).hasSameSizeAs(unsettled);
        }

        @Test
        @DisplayName("keeps one with an alert to be sent for seven days")
        void keeps_one_with_a_pending_alert() {
            Deployment d = saved(withPendingAlert(settled(created(aDeployment()))));

            assertThat(store().purge(after(Duration.ofDays(7).minusSeconds(1)), Retention.DEFAULT))
                    .isZero();
            assertThat(read(d.id())).isEqualTo(d);
            assertThat(store().purge(after(Duration.ofDays(7)), Retention.DEFAULT))
                    .isEqualTo(1);
        }

        @Test
        @DisplayName("keeps one that is still due, because its card is not shown yet, for seven days")
        void keeps_one_with_a_card_to_be_shown() {
            Deployment d = saved(settled(created(aDeployment())).withDueAt(after(60)));

            assertThat(store().purge(after(Duration.ofDays(7).minusSeconds(1)), Retention.DEFAULT))
                    .isZero();
            assertThat(read(d.id())).isEqualTo(d);
            assertThat(store().purge(after(Duration.ofDays(7)), Retention.DEFAULT))
                    .isEqualTo(1);
            assertThat(claimedIds(after(Duration.ofDays(8)))).isEmpty();
        }

        @Test
        @DisplayName("keeps history for 90 days from the last change of status, beyond the deployment")
        void keeps_history() {
            HistoryEntry failed = finished(STAGING, 0);
            store().purge(after(Duration.ofDays(90).minusSeconds(1)), Retention.DEFAULT);

            assertThat(store().find(failed.id())).isEmpty();
            assertThat(history(HistoryQuery.newest(10))).containsExactly(failed);
            store().purge(after(Duration.ofDays(90)), Retention.DEFAULT);
            assertThat(history(HistoryQuery.newest(10))).isEmpty();
            assertThat(history(HistoryQuery.newest(STAGING, 10))).isEmpty();
        }

        @Test
        @DisplayName("keeps the last promoted ones of each environment for good")
        void keeps_the_last_promoted() {
            List<HistoryEntry> kept = new ArrayList<>();
            for (int i = 0; i < 13; i++) {
                HistoryEntry ofStaging = HistoryEntry.of(promoted(STAGING, i * 60L));
                if (i >= 3) {
                    kept.add(0, ofStaging);
                }
            }
            HistoryEntry ofProd = HistoryEntry.of(promoted(PROD, 0));
            finished(STAGING, 1000);
            store().purge(after(Duration.ofDays(400)), Retention.DEFAULT);

            assertThat(history(HistoryQuery.promoted(STAGING, 100))).isEqualTo(kept);
            assertThat(history(HistoryQuery.newest(STAGING, 100))).isEqualTo(kept);
            assertThat(history(HistoryQuery.newest(PROD, 100))).containsExactly(ofProd);
        }

        @Test
        @DisplayName("keeps the entry of a deployment that exists, however old")
        void keeps_the_entry_of_an_existing_deployment() {
            Deployment waiting = created(aDeployment());
            store().purge(after(Duration.ofDays(1000)), Retention.DEFAULT);

            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(waiting));
        }

        @Test
        @DisplayName("goes by the retention that it is given")
        void goes_by_the_retention() {
            Retention short_ = new Retention(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(3), 1);
            Deployment first = promoted(STAGING, 0);
            Deployment second = promoted(STAGING, 1);
            Deployment alerted =
                    saved(withPendingAlert(settled(created(aDeployment().to(PROD)))));

            assertThat(store().purge(after(Duration.ofMinutes(1)), short_)).isEqualTo(2);
            assertThat(store().find(first.id())).isEmpty();
            assertThat(store().find(alerted.id())).isPresent();
            assertThat(store().purge(after(Duration.ofMinutes(3)), short_)).isEqualTo(1);
            assertThat(history(HistoryQuery.newest(10))).containsExactly(HistoryEntry.of(second));
        }

        @Test
        @DisplayName("knows nothing more of what it removed")
        void knows_nothing_of_what_it_removed() {
            Deployment d = created(aDeployment());
            ClaimToken token = claimed(after(0)).token();
            Deployment settled = saved(settled(d));
            store().purge(after(Duration.ofDays(1)), Retention.DEFAULT);

            assertThat(store().compareAndSet(touched(settled), 2, null, operation()))
                    .isEqualTo(new SaveResult.Missing());
            assertThat(store().compareAndSet(touched(settled), 2, token, operation()))
                    .isEqualTo(new SaveResult.Missing());
            assertThat(store().renew(token, after(0), LEASE)).isFalse();
            assertThat(store().holder(STAGING)).isEmpty();
        }

        @Test
        @DisplayName("leaves the place with its holder when an earlier deployment is removed")
        void leaves_the_place_with_its_holder() {
            promoted(STAGING, 0);
            Deployment holder = created(aDeployment().at(after(60)));
            store().purge(after(Duration.ofDays(1)), Retention.DEFAULT);

            assertThat(store().holder(STAGING)).contains(holder);
        }
    }

    @Nested
    @DisplayName("when it cannot be reached")
    class Unreachable {

        @Test
        @DisplayName(
                "says so with an exception of its own, whatever it is asked, and never answers as if it were empty")
        void says_so() throws Exception {
            StateStore unreachable = openUnreachableStore(clock)
                    .orElseGet(() -> Assumptions.abort("The store has no other end that could be out of reach."));
            Deployment d = aDeployment().initiated();
            ClaimToken token = new ClaimToken(d.id(), "1");
            List<ThrowingCallable> calls = List.of(
                    () -> unreachable.create(d, operation()),
                    () -> unreachable.find(d.id()),
                    () -> unreachable.holder(STAGING),
                    () -> unreachable.compareAndSet(touched(d), 1, null, operation()),
                    () -> unreachable.claimDue(after(0), LEASE, 1),
                    () -> unreachable.renew(token, after(0), LEASE),
                    () -> unreachable.release(token),
                    () -> unreachable.environmentState(STAGING),
                    () -> unreachable.environmentStates(),
                    () -> unreachable.replaceEnvironmentState(
                            EnvironmentState.unlocked(STAGING).unlocked()),
                    () -> unreachable.history(HistoryQuery.newest(1)),
                    () -> unreachable.purge(after(0), Retention.DEFAULT));
            try {
                assertThat(calls)
                        .allSatisfy(call -> assertThatExceptionOfType(StoreUnavailableException.class)
                                .isThrownBy(call));
            } finally {
                closeStore(unreachable);
            }
        }
    }

    private StateStore store() {
        return Objects.requireNonNull(opened, "store");
    }

    private StateStore otherNode() {
        return Objects.requireNonNull(second, "store");
    }

    private StateStore node(int number) {
        return number % 2 == 0 ? store() : otherNode();
    }

    private String operation() {
        return "operation-" + operations.incrementAndGet();
    }

    private Deployment read(DeployId id) {
        return otherNode().find(id).orElseThrow(() -> new AssertionError("there is no deployment " + id));
    }

    private List<HistoryEntry> history(HistoryQuery query) {
        return otherNode().history(query).entries();
    }

    private List<HistoryEntry> pages(HistoryQuery query, int limit) {
        List<HistoryEntry> all = new ArrayList<>();
        HistoryPage page = store().history(query);
        all.addAll(page.entries());
        for (int number = 1; page.next() != null; number++) {
            assertThat(number).as("number of pages").isLessThan(1000);
            assertThat(page.entries()).as("a page that is not the last").hasSize(limit);
            page = otherNode().history(query.after(page.next()));
            assertThat(page.entries()).as("a page that was announced").isNotEmpty();
            all.addAll(page.entries());
        }
        return all;
    }

    private static Environment environment(int number) {
        return new Environment("env" + (1000 + number));
    }

    private static Instant after(long seconds) {
        return ManualClock.START.plusSeconds(seconds);
    }

    private static Instant after(Duration duration) {
        return ManualClock.START.plus(duration);
    }

    private static Instant afterMillis(long millis) {
        return ManualClock.START.plusMillis(millis);
    }

    private Deployment created(DeploymentFixture fixture) {
        return created(fixture, operation());
    }

    private Deployment created(DeploymentFixture fixture, String operation) {
        return created(fixture.initiated(), operation);
    }

    private Deployment created(Deployment d) {
        return created(d, operation());
    }

    private Deployment created(Deployment d, String operation) {
        assertThat(store().create(d, operation)).isEqualTo(new CreateResult.Created(d));
        return d;
    }

    private Deployment saved(Deployment next) {
        assertThat(store().compareAndSet(next, next.revision() - 1, null, operation()))
                .isEqualTo(new SaveResult.Saved(next));
        return next;
    }

    /** Created, and settled as failed. */
    private HistoryEntry finished(Environment environment, long seconds) {
        Deployment d = created(aDeployment().to(environment).at(after(seconds)));
        return HistoryEntry.of(saved(next(d, DeploymentStatus.FAILED)));
    }

    private Deployment promoted(Environment environment, long seconds) {
        Deployment d = created(aDeployment().to(environment).at(after(seconds)));
        return saved(next(d, DeploymentStatus.PROMOTED));
    }

    private Claim claimed(Instant now) {
        List<Claim> claims = store().claimDue(now, LEASE, 1);
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private List<DeployId> claimedIds(Instant now) {
        return store().claimDue(now, LEASE, 100).stream()
                .map(claim -> claim.deployment().id())
                .toList();
    }

    private Deployment next(Deployment d, DeploymentStatus status) {
        DeploymentBuilder next = d.toBuilder()
                .revision(d.revision() + 1)
                .status(status)
                .statusSince(clock.instant())
                .dueAt(status.settled() ? null : clock.instant());
        Deployment attention = status == DeploymentStatus.NEEDS_ATTENTION
                ? aDeployment().to(d.environment()).needsAttention()
                : null;
        return next.attention(attention == null ? null : attention.attention()).build();
    }

    private Deployment settled(Deployment d) {
        return next(d, DeploymentStatus.CANCELLED);
    }

    private static Deployment touched(Deployment d) {
        return d.withRevision(d.revision() + 1);
    }

    private static Deployment due(Deployment d, @Nullable Instant at) {
        return d.withDueAt(at).withRevision(d.revision() + 1);
    }

    private static Deployment marked(Deployment d, String by) {
        return d.toBuilder()
                .revision(d.revision() + 1)
                .extensions(Map.of("by", "\"" + by + "\""))
                .build();
    }

    private static Deployment withPendingAlert(Deployment d) {
        Alert alert = new Alert(
                d.id() + ":failed:1", AlertKind.DEPLOYMENT_FAILED, "It failed.", d.statusSince(), null, 3, null);
        return d.toBuilder().alerts(List.of(alert)).build();
    }
}

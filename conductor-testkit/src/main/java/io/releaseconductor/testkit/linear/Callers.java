package io.releaseconductor.testkit.linear;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreRules;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Callers that ship, approve, save intents, roll back, claim, lock, unlock and stop at once in a few environments, and write down what they
 * called and what they were told.
 *
 * <p>An environment has at most one unsettled deployment, and only {@code claimDue} and the stop are about more than one environment. So
 * each environment's calls are judged on their own, as linearizability of several objects is that of each. A call of
 * {@code claimDue} counts as a claim of each deployment that it gave out; that it leaves none out that it should give is not judged. A
 * call about the stop counts in each environment.
 */
final class Callers {

    private static final int IDS = 400;
    private static final Duration LEASE = Duration.ofSeconds(4);

    /** How many people the callers are: some are the owner of a lock, most are not. */
    private static final int PEOPLE = 3;

    private final StateStore store;
    private final List<Environment> environments;
    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong seconds = new AtomicLong();
    private final Map<String, List<Call<Shelf>>> calls = new TreeMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Behind behind = new Behind();
    private int unknown;

    Callers(StateStore store, int environments) {
        this.store = store;
        this.environments = IntStream.range(0, environments)
                .mapToObj(i -> new Environment("e" + i))
                .toList();
        this.environments.forEach(e -> calls.put(e.name(), new ArrayList<>()));
    }

    /** Lets so many callers make so many calls each. */
    void call(int callers, int each, long seed) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            CountDownLatch ready = new CountDownLatch(callers);
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Actor person = Actor.person("person-" + i % PEOPLE, "Person " + i % PEOPLE);
                Caller caller = new Caller(new Random(seed * 31 + i), person);
                work.add(() -> {
                    ready.countDown();
                    ready.await();
                    for (int n = 0; n < each; n++) {
                        caller.call();
                    }
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** {@return the environments whose calls cannot have been made one after the other} */
    List<String> refused() {
        return environments.stream()
                .filter(e -> !Linearizability.holds(Shelf.empty(e), Objects.requireNonNull(calls.get(e.name()))))
                .map(Environment::name)
                .toList();
    }

    /** {@return what began behind a lock} */
    List<String> begunBehindLocks() {
        return behind.found();
    }

    /** {@return how often what was answered with what, such as {@code ship: Created}} */
    synchronized Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /** {@return how many calls were made} */
    long made() {
        return clock.get() / 2;
    }

    /** {@return of how many nobody knows what they did} */
    synchronized int unknown() {
        return unknown;
    }

    private void answered(String what, @Nullable Object answer) {
        said(what, answer == null ? "Unknown" : answer.getClass().getSimpleName());
    }

    private synchronized void said(String what, String answer) {
        answers.merge(what + ": " + answer, 1, Integer::sum);
    }

    /** A call about the stop counts in each environment. */
    private void note(EnvironmentState state, long begun, long ended, Call.Step<Shelf> step) {
        Environment environment = state.environment();
        List<Environment> all = environment == null ? environments : List.of(environment);
        all.forEach(each -> note(each.name(), begun, ended, step));
    }

    private synchronized void note(String environment, long begun, long ended, Call.Step<Shelf> step) {
        Objects.requireNonNull(calls.get(environment)).add(new Call<>(begun, ended, step));
    }

    private <T> @Nullable T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreUnavailableException e) {
            synchronized (this) {
                unknown++;
            }
            return null;
        }
    }

    /** One of them: it knows what it was told, which may be old. */
    private final class Caller {

        private final Random random;
        private final Actor person;
        private final Map<String, Deployment> seen = new TreeMap<>();
        private final Map<String, ClaimToken> tokens = new TreeMap<>();
        private final Map<Optional<Environment>, EnvironmentState> states = new HashMap<>();

        Caller(Random random, Actor person) {
            this.random = random;
            this.person = person;
        }

        void call() {
            Environment environment = environments.get(random.nextInt(environments.size()));
            Deployment last = seen.get(environment.name());
            int dice = random.nextInt(24);
            if (dice < 3) {
                look(environment);
            } else if (dice < 7) {
                claim();
            } else if (dice < 11) {
                lock(environment);
            } else if (dice < 12) {
                lock(null);
            } else if (dice < 14 || last == null || !mayGoOn(last)) {
                create(environment);
            } else {
                save(environment, last);
            }
        }

        /** What is promoted may be rolled back. */
        private boolean mayGoOn(Deployment last) {
            return !last.settled() || (last.status() == DeploymentStatus.PROMOTED && random.nextBoolean());
        }

        private Instant now() {
            return ManualClock.START.plusSeconds(seconds.get());
        }

        private void create(Environment environment) {
            Instant at = ManualClock.START.plusSeconds(random.nextInt(IDS));
            Deployment d = Deployments.aDeployment()
                    .to(environment)
                    .at(now())
                    .by(person)
                    .withId(DeployId.of(environment, at))
                    .version(mark())
                    .initiated()
                    .withDueAt(ManualClock.START);
            long begun = clock.incrementAndGet();
            CreateResult result = told(() -> store.create(d, mark()));
            long ended = result == null ? Long.MAX_VALUE : clock.incrementAndGet();
            answered("ship", result);
            if (result instanceof CreateResult.Created created) {
                // A creation that was repeated over another connection answers with what has become of the deployment
                // by then.
                note(environment.name(), begun, ended, Shelf.create(d, new CreateResult.Created(d)));
                note(environment.name(), begun, ended, Shelf.found(created.deployment()));
                behind.began(environment, StoreRules.beginningOf(d), d.id() + " was shipped", begun, ended);
                seen.put(environment.name(), d);
            } else {
                note(environment.name(), begun, ended, Shelf.create(d, result));
            }
            if (result instanceof CreateResult.EnvironmentTaken taken) {
                seen.put(environment.name(), taken.holder());
            }
        }

        private void save(Environment environment, Deployment last) {
            Deployment next = next(last);
            ClaimToken mine = tokens.get(environment.name());
            ClaimToken token =
                    mine != null && mine.deployment().equals(next.id()) && random.nextBoolean() ? mine : null;
            boolean rollsBack = next.status() == DeploymentStatus.ROLLING_BACK;
            Beginning beginning =
                    rollsBack || next.settled() || random.nextBoolean() ? null : new Beginning(person, now());
            long begun = clock.incrementAndGet();
            SaveResult result = told(() -> store.compareAndSet(next, last.revision(), token, mark(), beginning));
            long ended = result == null ? Long.MAX_VALUE : clock.incrementAndGet();
            note(environment.name(), begun, ended, Shelf.save(next, last.revision(), token, beginning, result));
            answered(rollsBack ? "roll back" : beginning != null ? "begin" : "save", result);
            if (result instanceof SaveResult.Saved) {
                seen.put(environment.name(), next);
                if (beginning != null) {
                    behind.began(environment, beginning, next.id() + " went on", begun, ended);
                }
            } else if (result instanceof SaveResult.Conflict conflict) {
                seen.put(environment.name(), conflict.current());
            } else if (result instanceof SaveResult.PlaceTaken taken) {
                seen.put(environment.name(), taken.holder());
            } else if (result instanceof SaveResult.Superseded) {
                seen.remove(environment.name());
            } else if (result instanceof SaveResult.ClaimLost) {
                tokens.remove(environment.name());
            }
        }

        private Deployment next(Deployment last) {
            DeploymentStatus status = last.status();
            if (last.settled() || random.nextInt(24) == 0) {
                status = DeploymentStatus.ROLLING_BACK;
            } else if (status == DeploymentStatus.ROLLING_BACK || random.nextInt(6) == 0) {
                status = random.nextBoolean() ? DeploymentStatus.CANCELLED : DeploymentStatus.PROMOTED;
            }
            return last.toBuilder()
                    .revision(last.revision() + 1)
                    .version(mark())
                    .status(status)
                    .dueAt(status.settled() ? null : ManualClock.START)
                    .build();
        }

        /** Locks an environment, or stops all of them; or ends that, whoever's it is. */
        private void lock(@Nullable Environment environment) {
            if (random.nextBoolean()) {
                lookAtLock(environment);
            }
            EnvironmentState known =
                    states.getOrDefault(Optional.ofNullable(environment), EnvironmentState.unlocked(environment));
            Instant since = now();
            int length = 1 + random.nextInt(environment == null ? 8 : 40);
            Lock lock = new Lock(environment, person, mark(), since, since.plusSeconds(length), null);
            EnvironmentState next =
                    known.inForce(since) != null && random.nextBoolean() ? known.unlocked() : known.locked(lock);
            long begun = clock.incrementAndGet();
            EnvironmentState result = told(() -> store.replaceEnvironmentState(next));
            long ended = result == null ? Long.MAX_VALUE : clock.incrementAndGet();
            boolean written = next.equals(result);
            said(
                    next.lock() == null ? "unlock" : environment == null ? "stop" : "lock",
                    written ? "Replaced" : "Refused");
            // Where it was repeated over another connection, it may have been written and replaced by then.
            boolean unsure = result == null || (!written && result.revision() > next.revision());
            if (unsure) {
                note(next, begun, Long.MAX_VALUE, Shelf.replace(next, null));
            } else {
                note(next, begun, ended, Shelf.replace(next, result));
            }
            if (result != null) {
                states.put(Optional.ofNullable(environment), result);
            }
            if (result != null && unsure) {
                note(result, begun, ended, Shelf.state(result));
            }
            if (written || unsure) {
                behind.replaced(next, written, begun, ended);
            }
        }

        private void lookAtLock(@Nullable Environment environment) {
            long begun = clock.incrementAndGet();
            EnvironmentState state = told(() -> store.environmentState(environment));
            if (state != null) {
                note(state, begun, clock.incrementAndGet(), Shelf.state(state));
                states.put(Optional.ofNullable(environment), state);
            }
        }

        private void claim() {
            Instant now = ManualClock.START.plusSeconds(seconds.incrementAndGet());
            long begun = clock.incrementAndGet();
            List<Claim> claims = told(() -> store.claimDue(now, LEASE, 1 + random.nextInt(environments.size())));
            long ended = claims == null ? Long.MAX_VALUE : clock.incrementAndGet();
            if (claims == null) {
                String name = "unknown " + begun;
                environments.forEach(e -> note(e.name(), begun, ended, Shelf.claimUnknown(now, LEASE, name)));
                return;
            }
            for (Claim claim : claims) {
                String environment = claim.deployment().environment().name();
                note(environment, begun, ended, Shelf.claim(now, LEASE, claim));
                seen.put(environment, claim.deployment());
                tokens.put(environment, claim.token());
            }
        }

        private void look(Environment environment) {
            long begun = clock.incrementAndGet();
            Optional<Deployment> holder = told(() -> store.holder(environment));
            if (holder != null) {
                note(environment.name(), begun, clock.incrementAndGet(), Shelf.holder(holder));
                holder.ifPresent(d -> seen.put(environment.name(), d));
            }
        }

        private static String mark() {
            return UUID.randomUUID().toString();
        }
    }
}

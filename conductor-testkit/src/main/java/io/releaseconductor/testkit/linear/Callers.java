package io.releaseconductor.testkit.linear;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Callers that create, save and claim at once in a few environments, and write down what they called and what they were told.
 *
 * <p>An environment has at most one unsettled deployment, and no method but {@code claimDue} is about more than one environment. So
 * each environment's calls are judged on their own, as linearizability of several objects is that of each. A call of
 * {@code claimDue} counts as a claim of each deployment that it gave out; that it leaves none out that it should give is not judged.
 */
final class Callers {

    private static final int IDS = 400;
    private static final Duration LEASE = Duration.ofSeconds(4);

    private final StateStore store;
    private final List<Environment> environments;
    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong seconds = new AtomicLong();
    private final Map<String, List<Call<Shelf>>> calls = new TreeMap<>();
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
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Caller caller = new Caller(new Random(seed * 31 + i));
                work.add(() -> {
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
        return calls.entrySet().stream()
                .filter(e -> !Linearizability.holds(Shelf.EMPTY, e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@return how many calls were made} */
    long made() {
        return clock.get() / 2;
    }

    /** {@return of how many nobody knows what they did} */
    synchronized int unknown() {
        return unknown;
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
        private final Map<String, Deployment> seen = new TreeMap<>();
        private final Map<String, ClaimToken> tokens = new TreeMap<>();

        Caller(Random random) {
            this.random = random;
        }

        void call() {
            Environment environment = environments.get(random.nextInt(environments.size()));
            Deployment last = seen.get(environment.name());
            int dice = random.nextInt(20);
            if (dice < 3) {
                look(environment);
            } else if (dice < 7) {
                claim();
            } else if (dice < 10 || last == null || last.settled()) {
                create(environment);
            } else {
                save(environment, last);
            }
        }

        private void create(Environment environment) {
            Instant at = ManualClock.START.plusSeconds(random.nextInt(IDS));
            Deployment d = Deployments.aDeployment()
                    .to(environment)
                    .at(at)
                    .withId(DeployId.of(environment, at))
                    .version(mark())
                    .initiated()
                    .withDueAt(ManualClock.START);
            long begun = clock.incrementAndGet();
            CreateResult result = told(() -> store.create(d, mark()));
            long ended = result == null ? Long.MAX_VALUE : clock.incrementAndGet();
            if (result instanceof CreateResult.Created created) {
                // A creation that was repeated over another connection answers with what has become of the deployment
                // by then.
                note(environment.name(), begun, ended, Shelf.create(d, new CreateResult.Created(d)));
                note(environment.name(), begun, ended, Shelf.found(created.deployment()));
            } else {
                note(environment.name(), begun, ended, Shelf.create(d, result));
            }
            if (result instanceof CreateResult.Created) {
                seen.put(environment.name(), d);
            } else if (result instanceof CreateResult.EnvironmentTaken taken) {
                seen.put(environment.name(), taken.holder());
            }
        }

        private void save(Environment environment, Deployment last) {
            boolean settles = random.nextInt(6) == 0;
            Deployment next = last.toBuilder()
                    .revision(last.revision() + 1)
                    .version(mark())
                    .status(settles ? DeploymentStatus.CANCELLED : last.status())
                    .dueAt(settles ? null : last.dueAt())
                    .build();
            ClaimToken mine = tokens.get(environment.name());
            ClaimToken token =
                    mine != null && mine.deployment().equals(next.id()) && random.nextBoolean() ? mine : null;
            long begun = clock.incrementAndGet();
            SaveResult result = told(() -> store.compareAndSet(next, last.revision(), token, mark()));
            long ended = result == null ? Long.MAX_VALUE : clock.incrementAndGet();
            note(environment.name(), begun, ended, Shelf.save(next, last.revision(), token, result));
            if (result instanceof SaveResult.Saved) {
                seen.put(environment.name(), next);
            } else if (result instanceof SaveResult.Conflict conflict) {
                seen.put(environment.name(), conflict.current());
            } else if (result instanceof SaveResult.ClaimLost) {
                tokens.remove(environment.name());
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

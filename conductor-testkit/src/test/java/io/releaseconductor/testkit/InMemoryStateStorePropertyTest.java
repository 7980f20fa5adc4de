package io.releaseconductor.testkit;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

@Label("The in-memory state store")
class InMemoryStateStorePropertyTest {

    private static final List<Environment> ENVIRONMENTS = List.of(Environment.STAGING, Environment.PROD);
    private static final Retention RETENTION =
            new Retention(Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(5), 1);

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    @Label("answers any sequence of calls as the plain one does")
    void answers_as_the_plain_one_does(@ForAll("calls") List<Call> calls) {
        Pair pair = new Pair();
        for (Call call : calls) {
            call.make(pair);
            pair.assertSameState();
        }
        assertEveryAnswerIsSeen();
    }

    /** Checked once, after the last try. */
    private static void assertEveryAnswerIsSeen() {
        Statistics.label("create")
                .coverage(answers -> List.of("Created", "EnvironmentTaken", "IdTaken", "Locked")
                        .forEach(answer -> answers.check(answer).count(count -> count > 0)));
        Statistics.label("save")
                .coverage(answers -> List.of(
                                "Saved", "Conflict", "ClaimLost", "PlaceTaken", "Superseded", "Missing", "Locked")
                        .forEach(answer -> answers.check(answer).count(count -> count > 0)));
    }

    /** One call, made of both stores. */
    @FunctionalInterface
    interface Call {
        void make(Pair pair);
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, creations()),
                        Tuple.of(12, saves()),
                        Tuple.of(4, claims()),
                        Tuple.of(2, renewals()),
                        Tuple.of(1, releases()),
                        Tuple.of(2, locks()),
                        Tuple.of(1, purges()),
                        Tuple.of(2, readings()))
                .list()
                .ofMinSize(20)
                .ofMaxSize(60);
    }

    private static Arbitrary<Call> creations() {
        return Combinators.combine(Arbitraries.of(ENVIRONMENTS), seconds(6), seconds(6), operations())
                .as((environment, idSecond, second, repeat) -> new Creation(environment, idSecond, second, repeat));
    }

    private static Arbitrary<Call> saves() {
        Arbitrary<Integer> offsets = Arbitraries.frequency(Tuple.of(10, 0), Tuple.of(1, -1), Tuple.of(1, 1));
        Arbitrary<Integer> tokens = Arbitraries.integers().between(0, 4).injectNull(0.5);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 11),
                        statuses(),
                        offsets,
                        tokens,
                        operations(),
                        seconds(300).injectNull(0.3),
                        seconds(300).flatMap(second -> people().injectNull(0.4).map(by -> new Since(second, by))),
                        Arbitraries.of(true, false, false))
                .as(Save::new);
    }

    private static Arbitrary<Call> locks() {
        Arbitrary<Integer> offsets = Arbitraries.frequency(Tuple.of(6, 1), Tuple.of(1, 0), Tuple.of(1, 2));
        return Combinators.combine(
                        Arbitraries.of(ENVIRONMENTS).injectNull(0.2),
                        people(),
                        offsets,
                        Arbitraries.integers().between(1, 300).injectNull(0.3))
                .as(Locking::new);
    }

    private static Arbitrary<Actor> people() {
        return Arbitraries.of(
                Deployments.ADA,
                Deployments.ADA.withChat("discord"),
                Deployments.ADA.withChat("slack"),
                Deployments.GRACE);
    }

    private static Arbitrary<DeploymentStatus> statuses() {
        return Arbitraries.oneOf(
                Arbitraries.of(DeploymentStatus.class),
                Arbitraries.of(DeploymentStatus.PROMOTED, DeploymentStatus.ROLLING_BACK));
    }

    private static Arbitrary<Call> claims() {
        return Combinators.combine(
                        seconds(300),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(1, 3))
                .as(Claiming::new);
    }

    private static Arbitrary<Call> renewals() {
        return Combinators.combine(Arbitraries.integers().between(0, 4), seconds(300), seconds(60))
                .as(Renewal::new);
    }

    private static Arbitrary<Call> releases() {
        return Arbitraries.integers().between(0, 4).map(Release::new);
    }

    private static Arbitrary<Call> purges() {
        return seconds(900).map(Purge::new);
    }

    private static Arbitrary<Call> readings() {
        return Combinators.combine(
                        Arbitraries.of(ENVIRONMENTS).injectNull(0.4),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 3))
                .as(Reading::new);
    }

    private static Arbitrary<Integer> seconds(int most) {
        return Arbitraries.integers().between(0, most);
    }

    /** 0 for an operation of its own, else how many operations ago the one was that is repeated. */
    private static Arbitrary<Integer> operations() {
        return Arbitraries.integers().between(1, 10).map(i -> i > 3 ? 0 : i);
    }

    record Creation(Environment environment, int idSecond, int second, int repeat) implements Call {
        @Override
        public void make(Pair pair) {
            DeployId id = DeployId.of(environment, Pair.at(idSecond));
            Deployment d = aDeployment().withId(id).at(Pair.at(second)).initiated();
            String operation = pair.operation(repeat);
            pair.same("create", store -> store.create(d, operation));
            if (pair.plain.find(id).isPresent()) {
                pair.ids.add(id);
            }
        }
    }

    record Save(
            int which,
            DeploymentStatus status,
            int offset,
            @Nullable Integer token,
            int repeat,
            @Nullable Integer due,
            Since since,
            boolean alert)
            implements Call {
        @Override
        public void make(Pair pair) {
            List<DeployId> ids = List.copyOf(pair.ids);
            if (ids.isEmpty()) {
                return;
            }
            DeployId id = ids.get(which % ids.size());
            Deployment current =
                    pair.plain.find(id).orElseGet(() -> aDeployment().withId(id).initiated());
            long expected = Math.max(1, current.revision() + offset);
            Deployment next = current.toBuilder()
                    .revision(expected + 1)
                    .status(status)
                    .statusSince(Pair.at(since.second()))
                    .attention(
                            status == DeploymentStatus.NEEDS_ATTENTION
                                    ? aDeployment().needsAttention().attention()
                                    : null)
                    .dueAt(due == null ? null : Pair.at(due))
                    .alerts(alert ? List.of(pending(id)) : List.of())
                    .build();
            String operation = pair.operation(repeat);
            Optional<Tokens> tokens = token == null ? Optional.empty() : pair.token(token);
            Beginning beginning = since.by() == null ? null : new Beginning(since.by(), Pair.at(since.second()));
            pair.same(
                    "save",
                    store -> store.compareAndSet(
                            next, expected, tokens.map(t -> pair.of(store, t)).orElse(null), operation, beginning));
        }

        private static Alert pending(DeployId id) {
            return new Alert(id + ":failed:1", AlertKind.DEPLOYMENT_FAILED, "It failed.", Pair.at(0), null, 0, null);
        }
    }

    /** When something is saved, and who begins something with it, or null. */
    record Since(int second, @Nullable Actor by) {}

    /** No length for an unlock; an offset of 1 for what follows on what stands. */
    record Locking(
            @Nullable Environment environment,
            Actor owner,
            int offset,
            @Nullable Integer length) implements Call {
        @Override
        public void make(Pair pair) {
            EnvironmentState now = pair.plain.environmentState(environment);
            Lock lock = length == null ? null : new Lock(environment, owner, "", Pair.at(0), Pair.at(length), null);
            long revision = Math.max(1, now.revision() + offset);
            EnvironmentState next = new EnvironmentState(environment, revision, lock, null, null);
            pair.same("lock", store -> store.replaceEnvironmentState(next));
        }
    }

    record Claiming(int second, int lease, int limit) implements Call {
        @Override
        public void make(Pair pair) {
            List<Claim> real = pair.real.claimDue(Pair.at(second), Duration.ofSeconds(lease), limit);
            List<Claim> plain = pair.plain.claimDue(Pair.at(second), Duration.ofSeconds(lease), limit);
            assertThat(real)
                    .extracting(Claim::deployment)
                    .isEqualTo(plain.stream().map(Claim::deployment).toList());
            for (int i = 0; i < real.size(); i++) {
                pair.tokens.add(new Tokens(real.get(i).token(), plain.get(i).token()));
            }
        }
    }

    record Renewal(int token, int second, int lease) implements Call {
        @Override
        public void make(Pair pair) {
            pair.token(token)
                    .ifPresent(tokens -> pair.same(
                            "renew",
                            store -> store.renew(
                                    pair.of(store, tokens), Pair.at(second), Duration.ofSeconds(lease + 1L))));
        }
    }

    record Release(int token) implements Call {
        @Override
        public void make(Pair pair) {
            pair.token(token).ifPresent(tokens -> {
                pair.real.release(tokens.real);
                pair.plain.release(tokens.plain);
            });
        }
    }

    record Purge(int second) implements Call {
        @Override
        public void make(Pair pair) {
            pair.same("purge", store -> store.purge(Pair.at(second), RETENTION));
        }
    }

    record Reading(@Nullable Environment environment, boolean promotedOnly, int limit) implements Call {
        @Override
        public void make(Pair pair) {
            HistoryQuery query = new HistoryQuery(environment, promotedOnly, limit, null);
            HistoryPage real = pair.real.history(query);
            HistoryPage plain = pair.plain.history(query);
            while (true) {
                assertThat(real.entries()).isEqualTo(plain.entries());
                assertThat(real.next() == null).isEqualTo(plain.next() == null);
                if (real.next() == null) {
                    return;
                }
                real = pair.real.history(query.after(real.next()));
                plain = pair.plain.history(query.after(plain.next()));
            }
        }
    }

    /** What the two stores call the same claim. */
    record Tokens(ClaimToken real, ClaimToken plain) {}

    /** The two stores, and what was done with them. */
    static final class Pair {
        final StateStore real = new InMemoryStateStore();
        final StateStore plain = new PlainStateStore(new ManualClock());
        final TreeSet<DeployId> ids = new TreeSet<>();
        final List<Tokens> tokens = new ArrayList<>();
        private int operations;

        static Instant at(int second) {
            return ManualClock.START.plusSeconds(second);
        }

        String operation(int stepsAgo) {
            return "operation-" + (stepsAgo == 0 ? ++operations : Math.max(0, operations + 1 - stepsAgo));
        }

        /** One of the last claims, 0 for the last. */
        Optional<Tokens> token(int stepsAgo) {
            int index = tokens.size() - 1 - stepsAgo;
            return index < 0 ? Optional.empty() : Optional.of(tokens.get(index));
        }

        ClaimToken of(StateStore store, Tokens of) {
            return store == real ? of.real : of.plain;
        }

        void same(String what, Function<StateStore, Object> call) {
            Object answer = call.apply(real);
            assertThat(answer).isEqualTo(call.apply(plain));
            Statistics.label(what).collect(answer.getClass().getSimpleName());
        }

        void assertSameState() {
            for (DeployId id : ids) {
                assertThat(real.find(id)).isEqualTo(plain.find(id));
            }
            for (Environment environment : ENVIRONMENTS) {
                assertThat(real.holder(environment)).isEqualTo(plain.holder(environment));
            }
            assertThat(real.environmentStates()).containsExactlyInAnyOrderElementsOf(plain.environmentStates());
            assertThat(real.history(HistoryQuery.newest(1000)).entries())
                    .isEqualTo(plain.history(HistoryQuery.newest(1000)).entries());
        }
    }
}

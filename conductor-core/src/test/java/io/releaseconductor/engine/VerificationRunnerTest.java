package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A runner of verifications")
@Timeout(120)
class VerificationRunnerTest {

    private static final Duration LONG = Duration.ofSeconds(100);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final VerificationRunner.Progress UNHEARD = (done, total, settling) -> {};

    private final TickingClock clock = new TickingClock();
    private final VerificationRunner runner = allowing(VerificationRunner.DEFAULT_MAX_STUCK_PER_CHECK);

    /** On threads that end with their task, so that a test can wait for that. */
    private VerificationRunner allowing(int maxStuckPerCheck) {
        return new VerificationRunner(clock, maxStuckPerCheck, new JvmThreads(Runnable::run, Duration.ZERO));
    }

    /** Later by a second each time that it is read. */
    private static final class TickingClock extends Clock {

        private final AtomicInteger seconds = new AtomicInteger();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds.getAndIncrement());
        }
    }

    @FunctionalInterface
    private interface Body {
        CheckResult run(CheckContext context) throws Exception;
    }

    private static class TestCheck implements Check {

        private final String id;
        private final Duration limit;
        private final Body body;

        TestCheck(String id, Duration limit, Body body) {
            this.id = id;
            this.limit = limit;
            this.body = body;
        }

        TestCheck(String id, Body body) {
            this(id, LONG, body);
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Duration timeLimit() {
            return limit;
        }

        @Override
        public CheckResult run(CheckContext context) throws Exception {
            return body.run(context);
        }
    }

    private static Check passing(String id) {
        return new TestCheck(id, context -> CheckResult.pass("OK"));
    }

    /** Waits for ever, but ends when it is interrupted. */
    private static Check hanging(String id, Duration limit) {
        return new TestCheck(id, limit, context -> {
            new CountDownLatch(1).await();
            return CheckResult.pass("OK");
        });
    }

    /** Hangs until it is let go, whoever interrupts it. */
    private static final class Stubborn extends TestCheck {

        private final BlockingQueue<Thread> threads;
        private final CountDownLatch letGo;

        Stubborn(String id) {
            this(id, new LinkedBlockingQueue<>(), new CountDownLatch(1));
        }

        private Stubborn(String id, BlockingQueue<Thread> threads, CountDownLatch letGo) {
            super(id, SHORT, context -> {
                threads.add(Thread.currentThread());
                while (true) {
                    try {
                        letGo.await();
                        return CheckResult.pass("Late");
                    } catch (InterruptedException e) {
                        // That is what makes it stubborn.
                    }
                }
            });
            this.threads = threads;
            this.letGo = letGo;
        }

        void letGoAndWait(int runs) throws InterruptedException {
            letGo.countDown();
            for (int i = 0; i < runs; i++) {
                threads.take().join();
            }
        }
    }

    private static CheckContext context(Duration limit) {
        return new CheckContext(
                DeployId.of(Environment.STAGING, Instant.EPOCH),
                Environment.STAGING,
                Strategy.FULL,
                Phase.DEPLOY,
                "v1",
                limit);
    }

    private Verification verify(Check... checks) throws InterruptedException {
        return runner.run(List.of(checks), context(LONG), UNHEARD);
    }

    private static CheckResult result(Verification verification, String id) {
        return verification.result(id).orElseThrow();
    }

    @Nested
    @DisplayName("when all goes well")
    class Well {

        @Test
        void runs_fifty_checks_at_once() throws Exception {
            CyclicBarrier all = new CyclicBarrier(50);
            Check[] checks = IntStream.range(0, 50)
                    .mapToObj(i -> new TestCheck("check-" + i, context -> {
                        all.await();
                        return CheckResult.pass("Met the other 49");
                    }))
                    .toArray(Check[]::new);

            Verification verification = verify(checks);

            assertThat(verification.passed()).isEqualTo(50);
            assertThat(runner.stuckThreads()).isZero();
        }

        @Test
        void gives_the_results_in_the_order_of_the_checks_whoever_is_done_first() throws Exception {
            CountDownLatch lastDone = new CountDownLatch(1);
            Check first = new TestCheck("zulu", context -> {
                lastDone.await();
                return CheckResult.warning("Slow");
            });
            Check last = new TestCheck("alpha", context -> {
                lastDone.countDown();
                return CheckResult.pass("OK").withLatency(Duration.ofMillis(3));
            });

            assertThat(verify(first, last).results())
                    .containsExactly(
                            new CompletedCheck("zulu", "Zulu", CheckResult.warning("Slow")),
                            new CompletedCheck(
                                    "alpha", "Alpha", CheckResult.pass("OK").withLatency(Duration.ofMillis(3))));
        }

        @Test
        void takes_the_times_from_its_clock() throws Exception {
            Verification verification = verify(passing("a"), passing("b"));

            assertThat(verification.startedAt()).isEqualTo(Instant.ofEpochSecond(0));
            assertThat(verification.finishedAt()).isEqualTo(Instant.ofEpochSecond(1));
        }

        @Test
        void tells_its_progress_from_zero_to_all_on_the_calling_thread() throws Exception {
            List<String> told = new ArrayList<>();
            List<Thread> on = new ArrayList<>();

            runner.run(
                    List.of(passing("a"), hanging("b", SHORT), passing("c")),
                    context(LONG),
                    (done, total, settling) -> {
                        told.add(done + "/" + total);
                        on.add(Thread.currentThread());
                    });

            assertThat(told).containsExactly("0/3", "1/3", "2/3", "3/3");
            assertThat(on).containsOnly(Thread.currentThread());
        }

        @Test
        void has_no_results_without_checks() throws Exception {
            assertThat(verify().results()).isEmpty();
        }

        @Test
        void runs_each_check_on_a_daemon_thread_with_its_name() throws Exception {
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            verify(new TestCheck("search", context -> {
                thread.complete(Thread.currentThread());
                return CheckResult.pass("OK");
            }));

            assertThat(thread.get().getName()).isEqualTo("conductor-check-search");
            assertThat(thread.get().isDaemon()).isTrue();
        }

        @Test
        void tells_each_check_what_is_judged_and_the_limit_that_holds_for_it() throws Exception {
            BlockingQueue<CheckContext> told = new LinkedBlockingQueue<>();
            Body telling = context -> {
                told.add(context);
                return CheckResult.pass("OK");
            };

            Verification shorter =
                    runner.run(List.of(new TestCheck("a", Duration.ofSeconds(40), telling)), context(LONG), UNHEARD);
            runner.run(List.of(new TestCheck("b", Duration.ofDays(9_999_999), telling)), context(LONG), UNHEARD);

            assertThat(told).containsExactly(context(Duration.ofSeconds(40)), context(LONG));
            assertThat(shorter.passed()).isEqualTo(1);
        }

        @Test
        void copes_with_limits_as_good_as_none() throws Exception {
            Duration endless = Duration.ofSeconds(Long.MAX_VALUE);

            Verification verification = runner.run(
                    List.of(new TestCheck("a", endless, context -> CheckResult.pass("OK"))), context(endless), UNHEARD);

            assertThat(verification.passed()).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("when a check is broken")
    class Broken {

        @Test
        void says_what_it_threw_and_lets_the_others_run() throws Exception {
            Verification verification = verify(
                    new TestCheck("exception", context -> {
                        throw new IllegalStateException("no route");
                    }),
                    new TestCheck("checked", context -> {
                        throw new InterruptedException();
                    }),
                    new TestCheck("linkage", context -> {
                        throw new NoClassDefFoundError("com/example/Gone");
                    }),
                    new TestCheck("assertion", context -> {
                        throw new AssertionError("1 is not 2");
                    }),
                    new TestCheck("error", context -> {
                        throw new Error("not even an exception");
                    }),
                    new TestCheck("stack", this::recurse),
                    passing("good"));

            assertThat(verification.results())
                    .extracting(c -> c.result().message())
                    .containsExactly(
                            "The check threw IllegalStateException: no route",
                            "The check threw InterruptedException",
                            "The check threw NoClassDefFoundError: com/example/Gone",
                            "The check threw AssertionError: 1 is not 2",
                            "The check threw Error: not even an exception",
                            "The check threw StackOverflowError",
                            "OK");
            assertThat(verification.results().subList(0, 6)).allSatisfy(c -> {
                assertThat(c.status()).isEqualTo(CheckStatus.NO_DATA);
                assertThat(c.result().hint()).isNotBlank();
                assertThat(c.result().error()).doesNotContain("\tat ");
            });
        }

        @SuppressWarnings("InfiniteRecursion")
        private CheckResult recurse(CheckContext context) {
            return recurse(context);
        }

        @Test
        void leaves_a_lack_of_memory_to_whoever_watches_for_it() throws Exception {
            CompletableFuture<Throwable> seen = new CompletableFuture<>();
            OutOfMemoryError error = new OutOfMemoryError("Java heap space");

            Verification verification = verify(
                    new TestCheck("memory", context -> {
                        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> seen.complete(e));
                        throw error;
                    }),
                    passing("good"));

            assertThat(result(verification, "memory").message())
                    .isEqualTo("The check threw OutOfMemoryError: Java heap space");
            assertThat(seen.get()).isSameAs(error);
            assertThat(result(verification, "good").status()).isEqualTo(CheckStatus.PASS);
        }

        @Test
        void keeps_all_else_that_it_throws_from_whoever_ends_processes_for_uncaught_exceptions() throws Exception {
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            AtomicInteger uncaught = new AtomicInteger();

            verify(new TestCheck("error", context -> {
                Thread.currentThread().setUncaughtExceptionHandler((t, e) -> uncaught.incrementAndGet());
                thread.complete(Thread.currentThread());
                throw new Error("not even an exception");
            }));

            thread.get().join();
            assertThat(uncaught).hasValue(0);
        }

        @Test
        void says_that_it_returned_nothing() throws Exception {
            CheckResult nothing = result(verify(new TestCheck("nothing", context -> null)), "nothing");

            assertThat(nothing.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(nothing.message()).isEqualTo("The check returned nothing");
            assertThat(nothing.hint()).contains(TestCheck.class.getName());
        }

        @Test
        void calls_it_by_its_id_if_its_name_cannot_be_had() throws Exception {
            Check throwing = new TestCheck("throwing", context -> CheckResult.pass("OK")) {
                @Override
                public String name() {
                    throw new AssertionError("no idea");
                }
            };
            Check nameless = new TestCheck("nameless", context -> CheckResult.pass("OK")) {
                @Override
                public String name() {
                    return null;
                }
            };

            assertThat(verify(throwing, nameless).results())
                    .containsExactly(
                            new CompletedCheck("throwing", "throwing", CheckResult.pass("OK")),
                            new CompletedCheck("nameless", "nameless", CheckResult.pass("OK")));
        }

        @Test
        void has_no_data_if_its_time_limit_cannot_be_had() throws Exception {
            Check throwing = new TestCheck("throwing", context -> CheckResult.pass("OK")) {
                @Override
                public Duration timeLimit() {
                    throw new IllegalStateException("no idea");
                }
            };

            Verification verification = verify(throwing, passing("good"));

            assertThat(result(verification, "throwing").message())
                    .isEqualTo("The check threw IllegalStateException: no idea");
            assertThat(verification.passed()).isEqualTo(1);
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(longs = {0, -5000})
        void has_no_data_if_its_time_limit_is_not_above_zero(Long millis) throws Exception {
            Duration limit = millis == null ? null : Duration.ofMillis(millis);

            CheckResult result = result(
                    verify(new TestCheck("odd", limit, context -> CheckResult.pass("OK")), passing("good")), "odd");

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message()).isEqualTo("The check's time limit is " + limit);
        }

        @Test
        void numbers_it_if_its_id_cannot_be_had() throws Exception {
            Check throwing = new TestCheck("throwing", context -> CheckResult.pass("OK")) {
                @Override
                public String id() {
                    throw new IllegalStateException("no idea");
                }
            };

            Verification verification = verify(
                    throwing, new TestCheck(null, context -> CheckResult.pass("OK")), passing("No"), passing("good"));

            assertThat(verification.results())
                    .extracting(CompletedCheck::id)
                    .containsExactly("check-1", "check-2", "check-3", "good");
            assertThat(verification.results())
                    .extracting(c -> c.result().message())
                    .containsExactly(
                            "The check threw IllegalStateException: no idea",
                            "The check's id is null",
                            "The check's id is \"No\"",
                            "OK");
        }
    }

    @Nested
    @DisplayName("when a check does not answer")
    class Hanging {

        @Test
        void has_no_data_after_its_own_limit_and_interrupts_it() throws Exception {
            CompletableFuture<Thread> interrupted = new CompletableFuture<>();
            Check hanging = new TestCheck("hanging", SHORT, context -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.complete(Thread.currentThread());
                    throw e;
                }
                return CheckResult.pass("OK");
            });

            Verification verification = verify(hanging, passing("good"));

            CheckResult result = result(verification, "hanging");
            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message()).isEqualTo("The check was not done within 50ms");
            assertThat(result.latency()).isNull();
            assertThat(result.hint()).contains("longer time limit");
            assertThat(result(verification, "good").status()).isEqualTo(CheckStatus.PASS);
            interrupted.get().join();
            assertThat(runner.stuckThreads()).isZero();
        }

        @Test
        void has_no_data_after_the_overall_limit_if_that_is_shorter() throws Exception {
            Verification verification = runner.run(
                    List.of(hanging("own", SHORT), hanging("all", LONG), passing("good")),
                    context(Duration.ofSeconds(1)),
                    UNHEARD);

            assertThat(result(verification, "own").message()).isEqualTo("The check was not done within 50ms");
            assertThat(result(verification, "all").message())
                    .isEqualTo("The check was not done within 1s, the limit of the whole verification");
            assertThat(result(verification, "all").hint()).contains("SHIP_VERIFICATION_TIMEOUT_MS");
            assertThat(result(verification, "good").status()).isEqualTo(CheckStatus.PASS);
        }

        @Test
        void counts_a_thread_that_ignores_interruption_until_it_ends_and_drops_what_it_returns() throws Exception {
            Stubborn stubborn = new Stubborn("stubborn");
            List<Integer> told = new ArrayList<>();

            Verification verification = runner.run(
                    List.of(stubborn, passing("good")), context(LONG), (done, total, settling) -> told.add(done));

            assertThat(result(verification, "stubborn").message()).isEqualTo("The check was not done within 50ms");
            assertThat(runner.stuckThreads()).isEqualTo(1);

            stubborn.letGoAndWait(1);

            assertThat(runner.stuckThreads()).isZero();
            assertThat(result(verification, "stubborn").message()).isEqualTo("The check was not done within 50ms");
            assertThat(told).containsExactly(0, 1, 2);
        }

        @Test
        void does_not_start_a_check_whose_earlier_runs_hang_and_runs_all_others() throws Exception {
            VerificationRunner capped = allowing(2);
            Stubborn search = new Stubborn("search");

            capped.run(List.of(search), context(LONG), UNHEARD);
            capped.run(List.of(search), context(LONG), UNHEARD);
            assertThat(capped.stuckThreads()).isEqualTo(2);
            Verification refused = capped.run(List.of(search, passing("api")), context(LONG), UNHEARD);

            assertThat(result(refused, "search").status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result(refused, "search").message())
                    .isEqualTo("Not run: 2 earlier runs of this check did not end when interrupted");
            assertThat(result(refused, "search").hint()).isNotBlank();
            assertThat(result(refused, "api").status()).isEqualTo(CheckStatus.PASS);
            assertThat(capped.stuckThreads()).isEqualTo(2);

            search.letGoAndWait(2);

            assertThat(capped.stuckThreads()).isZero();
            // its limit is for a check that hangs; this one has as long as it takes
            assertThat(capped.run(List.of(passing("search")), context(LONG), UNHEARD)
                            .passed())
                    .isEqualTo(1);
        }

        @Test
        void judges_by_all_other_checks_though_one_has_hung_a_hundred_times() throws Exception {
            Stubborn stubborn = new Stubborn("media");

            for (int i = 0; i < 100; i++) {
                Verification verification =
                        runner.run(List.of(passing("frontend"), passing("api"), stubborn), context(LONG), UNHEARD);
                assertThat(verification.passed()).isEqualTo(2);
                assertThat(ReleasePolicy.DEFAULT.judge(verification).fired()).isEmpty();
            }

            assertThat(runner.stuckThreads()).isEqualTo(VerificationRunner.DEFAULT_MAX_STUCK_PER_CHECK);
            stubborn.letGoAndWait(VerificationRunner.DEFAULT_MAX_STUCK_PER_CHECK);
        }

        @Test
        void counts_each_environment_by_itself() throws Exception {
            VerificationRunner capped = allowing(1);
            Stubborn search = new Stubborn("search");
            CheckContext prod = new CheckContext(
                    DeployId.of(Environment.PROD, Instant.EPOCH),
                    Environment.PROD,
                    Strategy.FULL,
                    Phase.DEPLOY,
                    "v1",
                    LONG);

            capped.run(List.of(search), context(LONG), UNHEARD);
            Verification elsewhere = capped.run(List.of(passing("search")), prod, UNHEARD);
            Verification here = capped.run(List.of(passing("search")), context(LONG), UNHEARD);

            assertThat(elsewhere.passed()).isEqualTo(1);
            assertThat(result(here, "search").message())
                    .isEqualTo("Not run: 1 earlier run of this check did not end when interrupted");
            search.letGoAndWait(1);
        }

        @Test
        void allows_a_number_of_stuck_threads_above_zero() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new VerificationRunner(clock, 0))
                    .withMessage("max stuck threads per check: 0 is not allowed; allowed: 1 or more");
        }
    }

    @Nested
    @DisplayName("when nobody wants the verification any more")
    class Aborted {

        private final CountDownLatch started = new CountDownLatch(2);
        private final CountDownLatch interrupted = new CountDownLatch(2);
        private final Body waiting = context -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return CheckResult.pass("OK");
        };
        private final List<Check> checks = List.of(new TestCheck("a", waiting), new TestCheck("b", waiting));

        @Test
        void interrupts_all_checks_when_it_is_interrupted_itself() throws Exception {
            FutureTask<Verification> task = new FutureTask<>(() -> runner.run(checks, context(LONG), UNHEARD));
            Thread caller = new Thread(task);
            caller.start();
            started.await();

            caller.interrupt();

            assertThat(failureOf(task)).isInstanceOf(InterruptedException.class);
            assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void does_not_even_wait_if_it_was_interrupted_before() throws Exception {
            FutureTask<Verification> task = new FutureTask<>(() -> {
                Thread.currentThread().interrupt();
                return runner.run(checks, context(LONG), UNHEARD);
            });
            new Thread(task).start();

            assertThat(failureOf(task)).isInstanceOf(InterruptedException.class);
            assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void interrupts_all_checks_when_its_progress_throws() throws Exception {
            List<Check> all = new ArrayList<>(checks);
            all.add(new TestCheck("c", context -> {
                started.await();
                return CheckResult.pass("OK");
            }));

            assertThatIllegalStateException()
                    .isThrownBy(() -> runner.run(all, context(LONG), (done, total, settling) -> {
                        if (done == 1) {
                            throw new IllegalStateException("not wanted");
                        }
                    }))
                    .withMessage("not wanted");
            assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        }

        private static Throwable failureOf(FutureTask<?> task) throws InterruptedException {
            try {
                task.get();
            } catch (ExecutionException e) {
                return e.getCause();
            }
            throw new AssertionError("nothing was thrown");
        }
    }
}

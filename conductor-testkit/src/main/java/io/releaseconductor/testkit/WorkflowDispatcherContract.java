package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * Everything that {@link WorkflowDispatcher} promises. An adapter's test extends it and gives a {@link CiHarness}, opened with
 * the kit's clock, which stands still unless a test moves it.
 */
@DisplayName("A workflow dispatcher")
public abstract class WorkflowDispatcherContract {

    private final ManualClock clock = new ManualClock();
    private @Nullable CiHarness opened;

    /** For subclasses. */
    protected WorkflowDispatcherContract() {}

    /**
     * Opens a service without runs, that can be reached, and the adapter. Called before each test; closed after it.
     *
     * @param clock the kit's clock
     * @return the harness
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract CiHarness openCi(Clock clock) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        clock.set(ManualClock.START);
        opened = openCi(clock);
    }

    @AfterEach
    final void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    @DisplayName("reports what its harness cannot show")
    void reports_limits(TestReporter reporter) {
        ci().limits().report().forEach(reporter::publishEntry);
        assertThat(ci().limits().reasons())
                .allSatisfy((what, why) -> assertThat(why).isNotBlank());
    }

    @Nested
    @DisplayName("when it dispatches")
    class Dispatching {

        @Test
        @DisplayName("starts one run with one request, and says which if it knows")
        void starts_one_run() {
            DispatchIntent intent = deploy(1);
            DispatchOutcome outcome = dispatcher().dispatch(intent);

            assertThat(outcome).isInstanceOfAny(DispatchOutcome.Started.class, DispatchOutcome.Accepted.class);
            assertThat(ci().runs(intent)).hasSize(1);
            assertThat(ci().requests()).isEqualTo(1);
            if (outcome instanceof DispatchOutcome.Started started) {
                assertThat(started.run().id()).isEqualTo(ci().runs(intent).get(0));
                assertThat(started.run().isCompleted()).isFalse();
            }
        }

        @Test
        @DisplayName("starts one run for each attempt")
        void starts_one_run_per_attempt() {
            dispatcher().dispatch(deploy(1));
            dispatcher().dispatch(deploy(2));

            assertThat(ci().runs(deploy(1))).hasSize(1);
            assertThat(ci().runs(deploy(2))).hasSize(1).doesNotContainAnyElementsOf(ci().runs(deploy(1)));
        }

        @Test
        @DisplayName("supports what it starts")
        void supports_what_it_starts() {
            DispatchIntent intent = deploy(1);

            assertThat(dispatcher().supports(intent.environment(), intent.phase(), intent.rollout()))
                    .isTrue();
        }

        @TestFactory
        @DisplayName("sends one request at most and tells what it knows of it when")
        Stream<DynamicTest> tells_what_it_knows() {
            return Arrays.stream(DispatchFault.values())
                    .map(fault -> DynamicTest.dynamicTest(sentence(fault), () -> withFault(fault)));
        }

        private void withFault(DispatchFault fault) throws Exception {
            try (CiHarness ci = openCi(clock)) {
                ci.limits().need(fault);
                DispatchIntent intent = ci.accepted(deploy(1));
                ci.failNext(fault);
                DispatchOutcome outcome = ci.dispatcher().dispatch(intent);

                assertThat(ci.requests()).as("requests").isEqualTo(fault.requests());
                assertThat(ci.runs(intent)).as("runs").hasSize(fault.runs());
                assertThat(outcome).isInstanceOfAny(honest(fault));
                if (outcome instanceof DispatchOutcome.NotSent notSent) {
                    assertThat(notSent.retryAt()).isAfterOrEqualTo(clock.instant());
                }
                if (outcome instanceof DispatchOutcome.Started started) {
                    assertThat(ci.runs(intent)).contains(started.run().id());
                }
                assertTellsNoSecret(ci, outcome);
                if (ci.limits().allow(CiHarness.Area.KEYS)) {
                    assertLocatesWhatCame(ci, intent);
                }
                assertThat(ci.requests()).as("requests after the search").isEqualTo(fault.requests());
            }
        }

        private void assertLocatesWhatCame(CiHarness ci, DispatchIntent intent) {
            LocateOutcome located = ci.dispatcher().locate(intent);
            List<String> runs = ci.runs(intent);
            if (runs.isEmpty()) {
                assertThat(located).isInstanceOf(LocateOutcome.NotFound.class);
            } else {
                assertThat(located)
                        .isInstanceOfSatisfying(
                                LocateOutcome.Found.class,
                                found -> assertThat(found.run().id()).isEqualTo(runs.get(0)));
            }
        }

        @Test
        @DisplayName("works well again after a fault")
        void recovers() {
            ci().limits().need(DispatchFault.LOST_AFTER_EFFECT);
            ci().failNext(DispatchFault.LOST_AFTER_EFFECT);
            dispatcher().dispatch(deploy(1));
            dispatcher().dispatch(deploy(2));

            assertThat(ci().runs(deploy(1))).hasSize(1);
            assertThat(ci().runs(deploy(2))).hasSize(1);
            assertThat(ci().requests()).isEqualTo(2);
        }

        @Test
        @DisplayName("starts nothing while the service is down, and says so")
        void starts_nothing_while_down() {
            ci().limits().need(CiHarness.Area.OUTAGES);
            ci().goDown();

            assertThat(dispatcher().dispatch(deploy(1)))
                    .isInstanceOfAny(DispatchOutcome.NotSent.class, DispatchOutcome.Unknown.class);
            ci().comeUp();
            assertThat(ci().runs(deploy(1))).isEmpty();
        }

        @Test
        @DisplayName("carries out sixteen dispatches at once, each once")
        void dispatches_at_once() {
            List<DispatchOutcome> outcomes =
                    AtOnce.run(16, i -> () -> dispatcher().dispatch(deploy(i + 1)));

            assertThat(outcomes).doesNotContainNull();
            assertThat(ci().requests()).isEqualTo(16);
            Set<String> all = new HashSet<>();
            for (int attempt = 1; attempt <= 16; attempt++) {
                assertThat(ci().runs(deploy(attempt))).hasSize(1);
                all.addAll(ci().runs(deploy(attempt)));
            }
            assertThat(all).hasSize(16);
        }
    }

    @Nested
    @DisplayName("when it locates a run")
    class Locating {

        @BeforeEach
        void needs_keys() {
            ci().limits().need(CiHarness.Area.KEYS);
        }

        @Test
        @DisplayName("finds the run that carries the whole key, and only looks")
        void finds_its_run() {
            dispatcher().dispatch(deploy(1));
            dispatcher().dispatch(deploy(2));

            assertFound(deploy(1));
            assertFound(deploy(2));
            assertThat(ci().requests()).isEqualTo(2);
        }

        @Test
        @DisplayName("finds nothing where nothing was started")
        void finds_nothing() {
            assertThat(dispatcher().locate(deploy(1))).isInstanceOf(LocateOutcome.NotFound.class);
            assertThat(ci().requests()).isZero();
        }

        @Test
        @DisplayName("takes no other attempt, phase or deployment for it, however alike their keys are")
        void takes_no_other_for_it() {
            dispatcher().dispatch(deploy(11));
            dispatcher().dispatch(rollBack());
            dispatcher().dispatch(ci().accepted(intent(deployment().next(), Phase.DEPLOY, 1)));

            assertThat(dispatcher().locate(deploy(1))).isInstanceOf(LocateOutcome.NotFound.class);
        }

        @Test
        @DisplayName("never takes the newest run that somebody else started")
        void never_takes_the_newest() {
            ci().limits().need(CiHarness.Area.OTHER_RUNS);
            String key = deploy(1).correlationKey();
            ci().addOther("Deploy");
            ci().addOther(key + "1");
            ci().addOther("x" + key);
            ci().addOther(key.substring(0, key.length() - 2));

            assertThat(dispatcher().locate(deploy(1))).isInstanceOf(LocateOutcome.NotFound.class);
            dispatcher().dispatch(deploy(1));
            ci().addOther("Deploy");
            assertFound(deploy(1));
        }

        @Test
        @DisplayName("leaves it to a person when two runs carry the key")
        void leaves_two_to_a_person() {
            ci().limits().need(CiHarness.Area.OTHER_RUNS);
            dispatcher().dispatch(deploy(1));
            ci().addOther(deploy(1).correlationKey());

            assertThat(dispatcher().locate(deploy(1)))
                    .isInstanceOfSatisfying(
                            LocateOutcome.Undecidable.class,
                            undecidable -> assertThat(undecidable.reason()).isNotBlank());
        }

        @Test
        @DisplayName("finds a run that is at its end")
        void finds_a_completed_run() {
            dispatcher().dispatch(deploy(1));
            ci().complete(ci().runs(deploy(1)).get(0), RunConclusion.SUCCESS);

            assertFound(deploy(1));
        }

        @Test
        @DisplayName("says that the service is unavailable, and not that there is no run")
        void tells_unavailable_from_not_found() {
            ci().limits().need(CiHarness.Area.OUTAGES);
            dispatcher().dispatch(deploy(1));
            ci().goDown();

            assertThat(dispatcher().locate(deploy(1)))
                    .isInstanceOfSatisfying(
                            LocateOutcome.Unavailable.class,
                            unavailable -> assertThat(unavailable.retryAt()).isAfterOrEqualTo(clock.instant()));
        }

        private void assertFound(DispatchIntent intent) {
            assertThat(dispatcher().locate(intent))
                    .isInstanceOfSatisfying(
                            LocateOutcome.Found.class,
                            found -> assertThat(found.run().id())
                                    .isEqualTo(ci().runs(intent).get(0)));
        }
    }

    @Nested
    @DisplayName("when it cannot locate by key")
    class NotLocating {

        @Test
        @DisplayName("never claims to have found a run")
        void never_claims_to_have_found() {
            dispatcher().dispatch(deploy(1));
            if (!ci().limits().allow(CiHarness.Area.KEYS)) {
                assertThat(dispatcher().locate(deploy(1))).isInstanceOf(LocateOutcome.Undecidable.class);
            }
            assertThat(dispatcher().locate(deploy(2))).isNotInstanceOf(LocateOutcome.Found.class);
        }
    }

    @Nested
    @DisplayName("when it looks at a run")
    class Looking {

        @Test
        @DisplayName("sees it go from its beginning to its end, each time as it stands")
        void sees_it_as_it_stands() {
            WorkflowRun run = started(1);
            assertThat(seen(run).isCompleted()).isFalse();
            ci().begin(run.id());
            assertThat(seen(run).status()).isIn(RunStatus.IN_PROGRESS, RunStatus.UNKNOWN);
            assertThat(seen(run).started()).isTrue();
            ci().complete(run.id(), RunConclusion.SUCCESS);

            assertThat(seen(run).conclusion()).isEqualTo(RunConclusion.SUCCESS);
            assertThat(seen(run).id()).isEqualTo(run.id());
        }

        @Test
        @DisplayName("takes nothing but a success for a success")
        void tells_how_it_ended() {
            int attempt = 0;
            for (RunConclusion conclusion : List.of(RunConclusion.FAILURE, RunConclusion.CANCELLED)) {
                WorkflowRun run = started(++attempt);
                ci().complete(run.id(), conclusion);

                assertThat(seen(run).conclusion()).isEqualTo(conclusion);
                assertThat(seen(run).succeeded()).isFalse();
            }
        }

        @Test
        @DisplayName("says of a run that the service does not know that it is gone")
        void says_that_an_unknown_run_is_gone() {
            assertThat(dispatcher().status(unknownRun()))
                    .isInstanceOfSatisfying(
                            StatusOutcome.Gone.class,
                            gone -> assertThat(gone.reason()).isNotBlank());
        }

        @Test
        @DisplayName("says that the service is unavailable, and not that the run is gone, and sees it again afterwards")
        void tells_unavailable_from_gone() {
            ci().limits().need(CiHarness.Area.OUTAGES);
            WorkflowRun run = started(1);
            ci().goDown();

            assertThat(dispatcher().status(run))
                    .isInstanceOfSatisfying(StatusOutcome.Unavailable.class, unavailable -> {
                        assertThat(unavailable.retryAt()).isAfterOrEqualTo(clock.instant());
                        assertThat(unavailable.reason()).isNotBlank();
                        assertTellsNoSecret(ci(), unavailable);
                    });
            ci().comeUp();
            assertThat(seen(run).id()).isEqualTo(run.id());
        }

        @Test
        @DisplayName("looks at several runs at once without mixing them up")
        void looks_at_several() {
            List<WorkflowRun> runs =
                    Stream.of(1, 2, 3, 4).map(attempt -> started(attempt)).toList();
            ci().complete(runs.get(2).id(), RunConclusion.FAILURE);

            List<WorkflowRun> seen = AtOnce.run(16, i -> () -> seen(runs.get(i % 4)));
            for (int i = 0; i < 16; i++) {
                assertThat(seen.get(i).id()).isEqualTo(runs.get(i % 4).id());
                assertThat(seen.get(i).isCompleted()).isEqualTo(i % 4 == 2);
            }
        }

        @Test
        @DisplayName("starts nothing by it")
        void starts_nothing() {
            WorkflowRun run = started(1);
            dispatcher().status(run);
            dispatcher().status(unknownRun());

            assertThat(ci().requests()).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("when it cancels a run")
    class Cancelling {

        @BeforeEach
        void needs_cancelling() {
            ci().limits().need(CiHarness.Area.CANCELLING);
        }

        @Test
        @DisplayName("asks the service to cancel that run and no other, and may ask again")
        void asks_the_service() {
            WorkflowRun run = started(1);
            WorkflowRun other = started(2);

            assertThat(dispatcher().cancel(run, false)).isInstanceOf(CancelOutcome.Accepted.class);
            assertThat(ci().cancelAsked(run.id())).isTrue();
            assertThat(ci().cancelAsked(other.id())).isFalse();
            assertThat(dispatcher().cancel(run, true))
                    .isInstanceOfAny(CancelOutcome.Accepted.class, CancelOutcome.TooLate.class);
            assertThat(seen(other).isCompleted()).isFalse();
        }

        @Test
        @DisplayName("says that it is too late for a run that is at its end")
        void tells_that_it_is_too_late() {
            WorkflowRun run = started(1);
            ci().complete(run.id(), RunConclusion.SUCCESS);

            assertThat(dispatcher().cancel(run, false)).isInstanceOf(CancelOutcome.TooLate.class);
            assertThat(dispatcher().cancel(run, true)).isInstanceOf(CancelOutcome.TooLate.class);
            assertThat(seen(run).succeeded()).isTrue();
        }

        @Test
        @DisplayName("does not claim to cancel a run that the service does not know")
        void cancels_nothing_unknown() {
            assertThat(dispatcher().cancel(unknownRun(), false))
                    .isInstanceOfAny(CancelOutcome.TooLate.class, CancelOutcome.Unavailable.class);
        }

        @Test
        @DisplayName("says that the service is unavailable while it is down")
        void tells_unavailable() {
            ci().limits().need(CiHarness.Area.OUTAGES);
            WorkflowRun run = started(1);
            ci().goDown();

            assertThat(dispatcher().cancel(run, false))
                    .isInstanceOfSatisfying(
                            CancelOutcome.Unavailable.class,
                            unavailable -> assertThat(unavailable.retryAt()).isAfterOrEqualTo(clock.instant()));
        }
    }

    /** What an adapter may honestly say. In doubt it is unknown; that nothing happened is said only when that is sure. */
    private static Class<?>[] honest(DispatchFault fault) {
        return switch (fault) {
            case NOT_REACHED, TOLD_TO_WAIT -> new Class<?>[] {DispatchOutcome.NotSent.class};
            case REJECTED -> new Class<?>[] {DispatchOutcome.Rejected.class};
            case ACCEPTED_WITHOUT_A_NAME, UNREADABLE_AFTER_EFFECT ->
                new Class<?>[] {
                    DispatchOutcome.Accepted.class, DispatchOutcome.Started.class, DispatchOutcome.Unknown.class
                };
            default -> new Class<?>[] {DispatchOutcome.Unknown.class};
        };
    }

    private static String sentence(DispatchFault fault) {
        return switch (fault) {
            case NOT_REACHED -> "nothing reaches the service";
            case TOLD_TO_WAIT -> "the service asks to wait";
            case REJECTED -> "the service refuses for good";
            case LOST_WITHOUT_EFFECT -> "the answer is lost and no run started";
            case LOST_AFTER_EFFECT -> "the answer is lost and a run started";
            case BROKEN_WITHOUT_EFFECT -> "the service answers with an error of its own and no run started";
            case BROKEN_AFTER_EFFECT -> "the service answers with an error of its own and a run started";
            case UNREADABLE_AFTER_EFFECT -> "the answer cannot be read and a run started";
            case ACCEPTED_WITHOUT_A_NAME -> "the answer does not say which run started";
        };
    }

    private static void assertTellsNoSecret(CiHarness ci, Object outcome) {
        ci.secrets().forEach(secret -> assertThat(outcome.toString()).doesNotContain(secret));
    }

    private CiHarness ci() {
        return Objects.requireNonNull(opened, "harness");
    }

    private WorkflowDispatcher dispatcher() {
        return ci().dispatcher();
    }

    private WorkflowRun started(int attempt) {
        dispatcher().dispatch(deploy(attempt));
        return WorkflowRun.queued(ci().runs(deploy(attempt)).get(0), null);
    }

    private WorkflowRun seen(WorkflowRun run) {
        StatusOutcome observation = dispatcher().status(run);
        assertThat(observation).isInstanceOf(StatusOutcome.Seen.class);
        return ((StatusOutcome.Seen) observation).run();
    }

    private static WorkflowRun unknownRun() {
        return WorkflowRun.queued("999999999999", null);
    }

    private static DeployId deployment() {
        return DeployId.of(Environment.STAGING, ManualClock.START);
    }

    private DispatchIntent deploy(int attempt) {
        return ci().accepted(intent(deployment(), Phase.DEPLOY, attempt));
    }

    private DispatchIntent rollBack() {
        return ci().accepted(intent(deployment(), Phase.ROLL_BACK, 1));
    }

    private DispatchIntent intent(DeployId deployment, Phase phase, int attempt) {
        return new DispatchIntent(
                deployment,
                Attempt.of(phase, attempt),
                Environment.STAGING,
                Strategy.FULL,
                Rollout.FULL,
                phase == Phase.ROLL_BACK ? null : Reach.ALL,
                phase != Phase.ROLL_BACK,
                "main",
                "v2",
                phase == Phase.ROLL_BACK ? RollbackMethod.REDEPLOY : null,
                clock.instant(),
                clock.instant().plus(Duration.ofSeconds(30)),
                null);
    }
}

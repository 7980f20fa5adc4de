package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can go wrong with each call, and how many POSTs the server saw of it. */
@DisplayName("When a call goes wrong")
class FaultsTest {

    private static final int[] BROKEN = {500, 502, 503, 504};

    /** Faults of a dispatch, and what may honestly be said of each. */
    private static Map<String, Case> dispatchFaults() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("dropped unread", new Case(Fault.dropUnread(), 0, 0, DispatchOutcome.Unknown.class));
        cases.put("dropped before its effect", new Case(Fault.drop(false), 1, 0, DispatchOutcome.Unknown.class));
        cases.put("dropped after its effect", new Case(Fault.drop(true), 1, 1, DispatchOutcome.Unknown.class));
        for (int status : BROKEN) {
            cases.put(
                    "answered by " + status + " without effect",
                    new Case(Fault.answer(false, status, "Server Error"), 1, 0, DispatchOutcome.Unknown.class));
            cases.put(
                    "answered by " + status + " after its effect",
                    new Case(Fault.answer(true, status, "Server Error"), 1, 1, DispatchOutcome.Unknown.class));
        }
        cases.put(
                "answered by 429",
                new Case(Fault.answer(false, 429, "Too many requests"), 1, 0, DispatchOutcome.NotSent.class));
        cases.put(
                "answered by 403 for a limit that only the text tells",
                new Case(
                        Fault.answer(false, 403, "You have exceeded a secondary rate limit. Please wait."),
                        1,
                        0,
                        DispatchOutcome.NotSent.class));
        cases.put(
                "answered by 403 for good",
                new Case(
                        Fault.answer(false, 403, "Resource not accessible by integration"),
                        1,
                        0,
                        DispatchOutcome.Rejected.class));
        cases.put("cut off", new Case(Fault.truncated(), 1, 1, DispatchOutcome.Unknown.class));
        cases.put("answered by a page", new Case(Fault.notJson(), 1, 1, DispatchOutcome.Unknown.class));
        cases.put(
                "answered after 30 s",
                new Case(Fault.late(Duration.ofSeconds(30)), 1, 1, DispatchOutcome.Unknown.class));
        cases.put(
                "answered, and the connection closed by a proxy afterwards",
                new Case(Fault.closedAfterwards(), 1, 1, DispatchOutcome.Started.class));
        cases.put("answered by 204", new Case(Fault.withoutName(), 1, 1, DispatchOutcome.Accepted.class));
        return cases;
    }

    private record Case(Fault fault, int posts, int runs, Class<? extends DispatchOutcome> outcome) {}

    @TestFactory
    @DisplayName("a dispatch is sent once at most, and nothing untrue is said of it, when it is")
    Stream<DynamicTest> dispatch() {
        return dispatchFaults().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> dispatchWith(entry.getValue())));
    }

    private static void dispatchWith(Case faulty) {
        try (Bench bench = new Bench()) {
            bench.reconfigure(o -> o.withCallTimeout(Duration.ofSeconds(1)));
            // A kept connection that has been used is what clients like to repeat requests on.
            bench.workflows.status(WorkflowRun.queued("1", null));
            bench.fake.forget();
            bench.fake.failNext(Call.DISPATCH, faulty.fault());
            DispatchOutcome outcome = bench.workflows.dispatch(bench.deploy(1));

            assertThat(outcome).isInstanceOf(faulty.outcome());
            assertThat(bench.posts()).isEqualTo(faulty.posts());
            assertThat(bench.fake.runs()).hasSize(faulty.runs());

            bench.clock.advance(Duration.ofMinutes(2));
            LocateOutcome located = bench.workflows.locate(bench.deploy(1));
            assertThat(located)
                    .isInstanceOf(faulty.runs() == 1 ? LocateOutcome.Found.class : LocateOutcome.NotFound.class);
            assertThat(bench.posts()).isEqualTo(faulty.posts());
        }
    }

    /** Faults that any reading call may meet. */
    private static Map<String, Fault> readFaults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("dropped unread", Fault.dropUnread());
        faults.put("dropped", Fault.drop(false));
        for (int status : BROKEN) {
            faults.put("answered by " + status, Fault.answer(false, status, "Server Error"));
        }
        faults.put("answered by 429", Fault.answer(false, 429, "Too many requests", "retry-after", "7"));
        faults.put("answered by 403 for a limit", Fault.answer(false, 403, "secondary rate limit"));
        faults.put("cut off", Fault.truncated());
        faults.put("answered by a page", Fault.notJson());
        faults.put("answered after 30 s", Fault.late(Duration.ofSeconds(30)));
        faults.put("answered by another kind of JSON", Fault.otherBody("[1,2]"));
        return faults;
    }

    @TestFactory
    @DisplayName("once, a look sees the run nevertheless, or says that it could not")
    Stream<DynamicTest> look_once() {
        return readFaults().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    try (Bench bench = new Bench()) {
                        bench.reconfigure(o -> o.withCallTimeout(Duration.ofSeconds(1)));
                        WorkflowRun run = bench.start(1);
                        bench.fake.failNext(Call.RUN, entry.getValue());

                        StatusOutcome seen = bench.workflows.status(run);
                        assertThat(seen).isInstanceOfAny(StatusOutcome.Seen.class, StatusOutcome.Unavailable.class);
                        bench.clock.advance(Duration.ofMinutes(2));
                        assertThat(bench.workflows.status(run)).isInstanceOf(StatusOutcome.Seen.class);
                        assertThat(bench.posts()).isEqualTo(1);
                    }
                }));
    }

    @TestFactory
    @DisplayName(
            "for long, looking, searching and cancelling say that GitHub could not be asked, and when to ask again")
    Stream<DynamicTest> for_long() {
        return readFaults().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("dropped unread"))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> unavailable(entry.getValue())));
    }

    private static void unavailable(Fault fault) {
        try (Bench bench = new Bench()) {
            bench.reconfigure(o -> o.withCallTimeout(Duration.ofSeconds(1)));
            WorkflowRun run = bench.start(1);
            for (Call call : List.of(Call.RUN, Call.LIST, Call.CANCEL)) {
                for (int i = 0; i < 3; i++) {
                    bench.fake.failNext(call, fault);
                }
            }
            StatusOutcome look = bench.workflows.status(run);
            assertThat(look)
                    .isInstanceOfSatisfying(
                            StatusOutcome.Unavailable.class,
                            u -> assertThat(u.retryAt()).isAfter(bench.clock.instant()));
            bench.clock.advance(Duration.ofMinutes(2));
            assertThat(bench.workflows.locate(bench.deploy(1)))
                    .isInstanceOfSatisfying(
                            LocateOutcome.Unavailable.class,
                            u -> assertThat(u.retryAt()).isAfter(bench.clock.instant()));
            bench.clock.advance(Duration.ofMinutes(2));
            int before = bench.fake.count(Call.CANCEL);
            CancelOutcome cancel = bench.workflows.cancel(run, false);
            assertThat(bench.fake.count(Call.CANCEL) - before)
                    .as("POSTs to cancel")
                    .isEqualTo(1);
            if (!(cancel instanceof CancelOutcome.Accepted)) {
                assertThat(cancel)
                        .isInstanceOfSatisfying(
                                CancelOutcome.Unavailable.class,
                                u -> assertThat(u.retryAt()).isAfter(bench.clock.instant()));
            }
            assertThat(bench.posts()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("jobs that cannot be read do not hide that the run failed")
    void jobs_that_cannot_be_read() {
        try (Bench bench = new Bench()) {
            WorkflowRun run = bench.start(1);
            bench.at(run).set("completed", "failure", bench.clock.instant());
            for (int i = 0; i < 3; i++) {
                bench.fake.failNext(Call.JOBS, Fault.answer(false, 502, "Server Error"));
            }

            WorkflowRun seen = bench.look(run).run();
            assertThat(seen.isCompleted()).isTrue();
            assertThat(seen.succeeded()).isFalse();
            assertThat(seen.started()).isTrue();
        }
    }

    @Test
    @DisplayName("reads are tried three times at most, with pauses that differ")
    void reads_are_tried_again() {
        try (Bench bench = new Bench()) {
            WorkflowRun run = bench.start(1);
            List<Duration> rests = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 3; i++) {
                    bench.fake.failNext(Call.RUN, Fault.answer(false, 500, "Server Error"));
                }
                bench.fake.forget();
                bench.pauses.clear();
                bench.workflows.status(run);
                assertThat(bench.fake.count(Call.RUN)).isEqualTo(3);
                rests.addAll(bench.pauses);
            }
            assertThat(rests).hasSize(10);
            assertThat(new HashSet<>(rests)).hasSizeGreaterThan(4);
        }
    }

    @Test
    @DisplayName("an interrupted thread gets its answer at once, and stays interrupted")
    void interrupted() {
        try (Bench bench = new Bench()) {
            bench.fake.failNext(Call.DISPATCH, Fault.late(Duration.ofSeconds(8)));
            Thread.currentThread().interrupt();
            DispatchOutcome outcome = bench.workflows.dispatch(bench.deploy(1));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome).isInstanceOfAny(DispatchOutcome.Unknown.class, DispatchOutcome.NotSent.class);
            if (outcome instanceof DispatchOutcome.NotSent) {
                assertThat(bench.fake.runs()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("nothing is sent after its time, though its turn comes later")
    void nothing_is_sent_after_its_time() {
        try (Bench bench = new Bench()) {
            bench.clock.advance(Duration.ofSeconds(1));
            var intent = bench.deploy(1);
            bench.clock.advance(Duration.ofSeconds(30));
            bench.workflows.dispatch(bench.deploy(2));

            assertThat(bench.workflows.dispatch(intent)).isInstanceOf(DispatchOutcome.NotSent.class);
            assertThat(bench.posts()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a host that nobody knows, or a port that nobody listens on, got nothing sent")
    void nothing_reached() {
        try (Bench bench = new Bench()) {
            bench.fake.goDown();
            assertThat(bench.workflows.dispatch(bench.deploy(1)))
                    .isInstanceOfSatisfying(
                            DispatchOutcome.NotSent.class,
                            sent -> assertThat(sent.reason()).contains("no connection to 127.0.0.1"));

            GitHubWorkflows nowhere =
                    bench.adapter(bench.options.withApiUrl(java.net.URI.create("https://no-such-host.invalid")));
            assertThat(nowhere.dispatch(bench.deploy(1)))
                    .isInstanceOfSatisfying(
                            DispatchOutcome.NotSent.class,
                            sent -> assertThat(sent.reason()).contains("no-such-host.invalid is not known"));
        }
    }
}

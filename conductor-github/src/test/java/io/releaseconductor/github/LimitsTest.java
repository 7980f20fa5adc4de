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
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rate limit")
class LimitsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private Instant now() {
        return bench.clock.instant();
    }

    @Test
    @DisplayName("that is used up holds all calls back until it is reset, and they say so")
    void primary() {
        WorkflowRun run = bench.start(1);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.fake.leave(0);
        Instant reset = now().plusSeconds(1800);

        DispatchOutcome outcome = bench.workflows.dispatch(bench.deploy(2));
        assertThat(outcome).isInstanceOfSatisfying(DispatchOutcome.NotSent.class, sent -> {
            assertThat(sent.retryAt()).isBetween(reset.minusSeconds(1), reset.plusSeconds(1));
            assertThat(sent.reason()).contains("hourly limit is used up until 2023-11-12 00:30:0");
        });
        bench.fake.forget();
        assertThat(bench.workflows.status(run)).isInstanceOf(StatusOutcome.Unavailable.class);
        assertThat(bench.workflows.locate(bench.deploy(1))).isInstanceOf(LocateOutcome.Unavailable.class);
        assertThat(bench.workflows.cancel(run, false)).isInstanceOf(CancelOutcome.Unavailable.class);
        assertThat(bench.workflows.dispatch(bench.deploy(3))).isInstanceOf(DispatchOutcome.NotSent.class);
        assertThat(bench.fake.received()).as("nobody asks before the time").isEmpty();

        bench.fake.leave(1000);
        bench.clock.advance(Duration.ofMinutes(31));
        assertThat(bench.workflows.dispatch(bench.deploy(4))).isInstanceOf(DispatchOutcome.Started.class);
        assertThat(bench.fake.runs()).hasSize(2);
    }

    @Test
    @DisplayName("with retry-after is over after that")
    void retry_after() {
        bench.fake.failNext(Call.DISPATCH, Fault.answer(false, 429, "Slow down", "retry-after", "42"));

        assertThat(bench.workflows.dispatch(bench.deploy(1)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.NotSent.class,
                        sent -> assertThat(sent.retryAt()).isEqualTo(now().plusSeconds(42)));
        bench.clock.advance(Duration.ofSeconds(42));
        assertThat(bench.workflows.dispatch(bench.deploy(2))).isInstanceOf(DispatchOutcome.Started.class);
    }

    @Test
    @DisplayName(
            "that names no time holds for a minute, then for twice as long each time, until an answer is good again")
    void secondary_doubles() {
        for (int minutes : new int[] {1, 2, 4, 8, 16, 16}) {
            bench.fake.failNext(Call.DISPATCH, Fault.answer(false, 403, "You have exceeded a secondary rate limit"));
            assertThat(bench.workflows.dispatch(bench.deploy(1)))
                    .isInstanceOfSatisfying(
                            DispatchOutcome.NotSent.class,
                            sent -> assertThat(sent.retryAt()).isEqualTo(now().plus(Duration.ofMinutes(minutes))));
            bench.clock.advance(Duration.ofMinutes(minutes));
        }
        assertThat(bench.workflows.dispatch(bench.deploy(2))).isInstanceOf(DispatchOutcome.Started.class);
        bench.fake.failNext(Call.DISPATCH, Fault.answer(false, 403, "You have exceeded a secondary rate limit"));
        assertThat(bench.workflows.dispatch(bench.deploy(3)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.NotSent.class,
                        sent -> assertThat(sent.retryAt()).isBetween(now().plusSeconds(59), now().plusSeconds(61)));
    }

    @Test
    @DisplayName("is judged by GitHub's clock, and no wrong time holds for ever")
    void by_githubs_clock() {
        String anHourAhead = Long.toString(now().plusSeconds(3600 + 60).getEpochSecond());
        bench.fake.failNext(
                Call.DISPATCH,
                Fault.answer(
                        false,
                        403,
                        "API rate limit exceeded",
                        "x-ratelimit-remaining",
                        "0",
                        "x-ratelimit-reset",
                        anHourAhead,
                        "Date",
                        "Sun, 12 Nov 2023 01:00:00 GMT"));
        assertThat(bench.workflows.dispatch(bench.deploy(1)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.NotSent.class,
                        sent -> assertThat(sent.retryAt()).isEqualTo(now().plusSeconds(60)));

        bench.clock.advance(Duration.ofMinutes(5));
        bench.fake.failNext(
                Call.DISPATCH,
                Fault.answer(false, 403, "limit", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "999999999999"));
        assertThat(bench.workflows.dispatch(bench.deploy(2)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.NotSent.class,
                        sent -> assertThat(sent.retryAt()).isBefore(now().plus(Duration.ofHours(2))));
    }
}

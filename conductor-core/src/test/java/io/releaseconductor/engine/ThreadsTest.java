package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's threads")
class ThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Threads threads = Threads.of(Runnable::run);

    @Test
    void are_taken_as_they_are_where_an_executor_brings_its_own() {
        Executor own = threads;
        assertThat(Threads.of(own)).isSameAs(threads);
    }

    @Test
    void remember_a_signal_that_nobody_waited_for_once() throws Exception {
        Threads.Signal signal = threads.signal();
        signal.give();
        signal.give();
        long before = threads.nanoTime();
        signal.await(LONG);
        assertThat(Duration.ofNanos(threads.nanoTime() - before)).isLessThan(LONG);

        signal.await(Duration.ZERO);
        signal.await(Duration.ofMillis(1));
    }

    @Test
    void wake_who_waits_when_the_signal_is_given() throws Exception {
        Threads.Signal signal = threads.signal();
        CountDownLatch awake = new CountDownLatch(1);
        threads.start("waits", () -> {
            try {
                signal.await(LONG);
                awake.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        signal.give();
        assertThat(awake.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void are_daemons_with_a_name_and_can_be_interrupted() throws Exception {
        CompletableFuture<Thread> who = new CompletableFuture<>();
        CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
        Threads.Started started = threads.start("a check", () -> {
            who.complete(Thread.currentThread());
            try {
                threads.signal().await(LONG);
            } catch (InterruptedException e) {
                interrupted.complete(e);
            }
        });
        started.interrupt();
        assertThat(who.get(30, TimeUnit.SECONDS).isDaemon()).isTrue();
        assertThat(who.get().getName()).isEqualTo("a check");
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void wait_for_nothing_once_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> threads.signal().await(LONG)).isInstanceOf(InterruptedException.class);
    }
}

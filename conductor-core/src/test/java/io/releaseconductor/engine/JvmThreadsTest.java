package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A thread that the engine starts a task on")
@Timeout(60)
class JvmThreadsTest {

    private final JvmThreads threads = new JvmThreads(Runnable::run);

    private Thread threadOf(String name) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        threads.start(name, () -> thread.complete(Thread.currentThread()));
        return thread.get(30, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("is a daemon and carries the task's name while it has it")
    void is_named() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        threads.start(
                "conductor-question", () -> name.complete(Thread.currentThread().getName()));
        assertThat(name.get(30, TimeUnit.SECONDS)).isEqualTo("conductor-question");
        assertThat(threadOf("any").isDaemon()).isTrue();
    }

    @Test
    @DisplayName("takes another task after it, so that a thousand questions one by one do not make a thousand threads")
    void is_used_again() throws Exception {
        Set<Thread> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(threadOf("question"));
        }
        assertThat(seen).hasSizeLessThan(500);
    }

    @Test
    @DisplayName("is another one for as long as a task holds the first")
    void is_not_waited_for() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Thread> first = new CompletableFuture<>();
        threads.start("held", () -> {
            first.complete(Thread.currentThread());
            await(held);
        });
        assertThat(threadOf("other")).isNotSameAs(first.get(30, TimeUnit.SECONDS));
        held.countDown();
    }

    @Test
    @DisplayName(
            "is interrupted for that task alone: not for the one that has it then, however late the interrupt comes")
    void late_interrupts_hit_nobody() throws Exception {
        Threads.Started last = threads.start("none", () -> {});
        for (int i = 0; i < 1_000; i++) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Threads.Started before = last;
            last = threads.start(
                    "question",
                    () -> interrupted.complete(Thread.currentThread().isInterrupted()));
            before.interrupt();
            assertThat(interrupted.get(30, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    @DisplayName("is interrupted also if it has not begun yet, or is left interrupted by the task before")
    void interrupts_reach_their_task() throws Exception {
        for (int i = 0; i < 200; i++) {
            CompletableFuture<String> end = new CompletableFuture<>();
            Threads.Started started = threads.start("question", () -> {
                try {
                    new CountDownLatch(1).await();
                    end.complete("not interrupted");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    end.complete("interrupted");
                }
            });
            started.interrupt();
            assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo("interrupted");
        }
    }

    @Test
    @DisplayName("has the class loader of whoever starts the task, whatever a task before it left there")
    void has_the_starters_class_loader() throws Exception {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        ClassLoader foreign = new ClassLoader(own) {};
        for (int i = 0; i < 200; i++) {
            CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
            threads.start("question", () -> {
                seen.complete(Thread.currentThread().getContextClassLoader());
                Thread.currentThread().setContextClassLoader(foreign);
            });
            assertThat(seen.get(30, TimeUnit.SECONDS)).isSameAs(own);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

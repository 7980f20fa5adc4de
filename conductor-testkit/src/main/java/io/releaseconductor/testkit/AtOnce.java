package io.releaseconductor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Lets threads do something at once. */
final class AtOnce {

    private static final long PATIENCE_SECONDS = 60;

    private AtOnce() {}

    /** Each thread's answer, after all of them started together; fails if one of them threw or hangs. */
    static <T> List<T> run(int threads, IntFunction<Callable<T>> taskOfThread) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "at-once");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<T>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<T> task = taskOfThread.apply(i);
                answers.add(executor.submit(() -> {
                    ready.countDown();
                    go.await();
                    return task.call();
                }));
            }
            await(ready);
            go.countDown();
            List<T> all = new ArrayList<>();
            for (Future<T> answer : answers) {
                all.add(answerOf(answer));
            }
            return all;
        } finally {
            executor.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the threads did not start within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the threads", e);
        }
    }

    private static <T> T answerOf(Future<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        } catch (ExecutionException e) {
            throw new AssertionError("one of the calls at once threw " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("one of the calls at once did not return within " + PATIENCE_SECONDS + " s", e);
        }
    }
}

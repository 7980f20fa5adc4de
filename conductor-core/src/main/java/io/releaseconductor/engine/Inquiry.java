package io.releaseconductor.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks somebody else's code something that has to be known before this thread can go on, but waits only so long. */
final class Inquiry {

    private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);

    private final Threads threads;

    Inquiry(Threads threads) {
        this.threads = threads;
    }

    private final class Asked<T> implements Runnable {

        private final Callback.Call call;
        private final Callable<T> question;
        private final Threads.Signal over = threads.signal();
        private volatile boolean isOver;
        private volatile @Nullable T answer;
        private volatile @Nullable Throwable thrown;

        Asked(Callback.Call call, Callable<T> question) {
            this.call = call;
            this.question = question;
        }

        @Override
        public void run() {
            if (!call.begins()) {
                return;
            }
            try {
                answer = question.call();
            } catch (Throwable e) {
                if (threads.isEnd(e)) {
                    throw Survivors.sneaky(e);
                }
                thrown = e;
            } finally {
                call.ended();
                isOver = true;
                over.give();
            }
        }
    }

    /**
     * Asks.
     *
     * @param what what is asked, for the log
     * @return the answer, which may be null
     * @throws UnansweredException if there is none
     */
    <T> @Nullable T ask(Callback callback, String what, Duration limit, Callable<T> question) {
        if (callback.isFull()) {
            callback.lost();
            LOG.error("{}: {} is not asked: {}", what, callback.name(), callback.whyFull());
            throw new UnansweredException(callback.name() + " is not asked: " + callback.whyFull(), null);
        }
        Callback.Call call = callback.call();
        Asked<T> asked = new Asked<>(call, question);
        try {
            Threads.Started thread = threads.start("conductor-question", asked);
            if (!await(asked, limit) && (call.callOff() || call.abandon())) {
                thread.interrupt();
                LOG.warn("{}: no answer of {} within {}", what, callback.name(), limit);
                throw new UnansweredException(
                        "no answer of " + callback.name() + " within " + limit.toMillis() + "ms", null);
            }
        } catch (InterruptedException e) {
            if (!call.callOff()) {
                call.abandon();
            }
            Thread.currentThread().interrupt();
            throw new UnansweredException("interrupted", e);
        } catch (OutOfMemoryError e) {
            callback.threw(what, e);
            throw new UnansweredException("no thread could be made", e);
        }
        Throwable thrown = asked.thrown;
        if (thrown != null) {
            callback.threw(what, thrown);
            throw new UnansweredException(
                    callback.name() + " threw " + thrown.getClass().getSimpleName(), thrown);
        }
        return asked.answer;
    }

    private boolean await(Asked<?> asked, Duration limit) throws InterruptedException {
        long deadline = threads.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); !asked.isOver && left > 0; left = deadline - threads.nanoTime()) {
            asked.over.await(Duration.ofNanos(left));
        }
        return asked.isOver;
    }
}

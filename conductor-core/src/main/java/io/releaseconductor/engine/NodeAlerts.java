package io.releaseconductor.engine;

import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.NotDeliveredException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the team of trouble with this node: one alert at a time, again and again until it is sent. Thread-safe. */
final class NodeAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(NodeAlerts.class);

    /** Whoever cannot be told of so many is not helped by more. */
    private static final int MOST_WAITING = 16;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final EngineParts parts;
    private final Callback sink;
    private final Deque<NodeAlert> waiting = new ArrayDeque<>();
    private @Nullable Sending sending;
    private int failures;
    private long notBefore;
    private long raised;
    private volatile @Nullable String destination;

    NodeAlerts(EngineParts parts, Callback sink) {
        this.parts = parts;
        this.sink = sink;
        this.notBefore = parts.threads().nanoTime();
    }

    private final class Sending implements Runnable {

        private final NodeAlert alert;
        private final Callback.Call call = sink.call();
        private final FutureTask<Void> task = new FutureTask<>(this, null);
        private final long since = parts.threads().nanoTime();

        Sending(NodeAlert alert) {
            this.alert = alert;
        }

        @Override
        public void run() {
            boolean sent = false;
            if (!call.begins()) {
                return;
            }
            try {
                parts.alerts().send(alert);
                sent = true;
                sink.undelivered().arrived(alert.destination());
            } catch (NotDeliveredException e) {
                sink.notDelivered(alert.destination(), "The alert " + alert.id(), String.valueOf(e.getMessage()));
            } catch (Throwable e) {
                Survivors.unlessItIsTheEnd(parts.threads(), e);
                sink.threw(alert.id(), e);
            } finally {
                call.ended();
                over(this, sent);
            }
        }
    }

    /** Where cards are shown, as last seen. */
    void seen(@Nullable String newDestination) {
        if (newDestination != null) {
            destination = newDestination;
        }
    }

    void raise(NodeAlert.Kind kind, String message) {
        if (kind == NodeAlert.Kind.WORKS_AGAIN) {
            LOG.warn("{}", message);
        } else {
            LOG.error("{}", message);
        }
        Instant now = parts.clock().instant();
        synchronized (this) {
            raised++;
            String id = parts.nodeId() + ":" + kind.wireName() + ":" + now.getEpochSecond() + "-" + raised;
            waiting.add(new NodeAlert(id, kind, parts.nodeId(), message, now, destination));
            if (waiting.size() > MOST_WAITING) {
                waiting.poll();
            }
        }
        work();
    }

    private synchronized void over(Sending done, boolean sent) {
        if (sending == done) {
            sending = null;
        }
        if (sent) {
            failures = 0;
            waiting.remove(done.alert);
        } else {
            failed();
        }
    }

    private void failed() {
        failures++;
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, 9));
        notBefore = parts.threads().nanoTime() + (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
    }

    /** Sends what is to be sent, if it is time. */
    void work() {
        Sending next;
        synchronized (this) {
            Sending now = sending;
            if (now != null
                    && parts.threads().nanoTime() - now.since
                            >= parts.deadlines().call().toNanos()
                    && (now.call.callOff() || now.call.abandon())) {
                now.task.cancel(true);
                sending = null;
                failed();
            }
            NodeAlert alert = waiting.peek();
            if (sending != null
                    || alert == null
                    || sink.isFull()
                    || parts.threads().nanoTime() - notBefore < 0) {
                return;
            }
            next = new Sending(alert);
            sending = next;
        }
        try {
            parts.threads().start("conductor-alert", next.task);
        } catch (Throwable e) {
            Survivors.unlessItIsTheEnd(parts.threads(), e);
            LOG.error("The alert {} gets no thread", next.alert.id(), e);
            over(next, false);
        }
    }
}

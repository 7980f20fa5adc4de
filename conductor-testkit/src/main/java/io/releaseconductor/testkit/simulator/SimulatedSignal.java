package io.releaseconductor.testkit.simulator;

import io.releaseconductor.engine.Threads;
import java.time.Duration;

/** A signal whose waiting takes virtual time. */
final class SimulatedSignal implements Threads.Signal {

    /** A thread that nobody wakes may oversleep, as it may on a busy machine; that spares looking at nothing again and again. */
    private static final long LONGEST_OVERSLEEP = 4_000;

    private final Scheduler scheduler;
    private boolean given;
    private long oversleep;

    SimulatedSignal(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void give() {
        given = true;
        oversleep = 0;
        scheduler.signalled(this);
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
        if (!given && atMost.compareTo(Duration.ZERO) > 0) {
            long wanted = Math.max(1, (atMost.toNanos() + 999_999) / 1_000_000);
            scheduler.await(this, wanted + oversleep);
            oversleep = given ? 0 : Math.min(LONGEST_OVERSLEEP, 2 * oversleep + 250);
        }
        given = false;
    }
}

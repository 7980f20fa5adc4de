package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Deployment;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of the simulation. It runs only while it has the baton, which exactly one task has at any time. */
final class Task {

    static final long NEVER = Long.MAX_VALUE;

    final String name;
    final @Nullable Node node;
    final boolean poller;
    final Runnable body;

    /** Since when it is there, in virtual milliseconds. */
    final long since;

    /** When it goes on, in virtual milliseconds; {@link #NEVER} while it waits for something else. */
    long wakeAt;

    /** Whether an interruption ends its wait. */
    boolean interruptible;

    /** Whether it is in code of somebody else that does not come back by itself. */
    boolean blocked;

    /** What it waits at, or null. */
    @Nullable
    SimulatedSignal waitingAt;

    /** Told when it ends, however it does. */
    Runnable ended = () -> {};

    /** What a person does on it; null on all others. */
    @Nullable
    Click click;

    /** What the authorizer permitted when it was asked on this task. */
    Set<Permit> permits = new HashSet<>();

    /** What was written on it; null if nothing was. */
    @Nullable
    Deployment written;

    private volatile @Nullable Thread thread;
    private volatile boolean baton;
    private volatile boolean interrupted;

    Task(String name, @Nullable Node node, boolean poller, Runnable body, long now) {
        this.name = name;
        this.node = node;
        this.poller = poller;
        this.body = body;
        this.since = now;
        this.wakeAt = now;
    }

    boolean isStarted() {
        return thread != null;
    }

    void startedOn(Thread now) {
        thread = now;
    }

    /** Hands the baton over. The thread of a task that never had it waits for nothing yet. */
    void giveBaton() {
        baton = true;
        LockSupport.unpark(thread);
    }

    /** Waits on the task's own thread until it is handed the baton. */
    void awaitBaton() {
        while (!baton) {
            LockSupport.park(this);
            keepInterruption();
        }
        baton = false;
        keepInterruption();
    }

    /** A thread that is interrupted cannot park, so the mark is kept here instead; first set here, then taken there. */
    private void keepInterruption() {
        if (Thread.currentThread().isInterrupted()) {
            interrupted = true;
            Thread.interrupted();
        }
    }

    void interrupt() {
        interrupted = true;
    }

    boolean isInterrupted() {
        Thread own = thread;
        return (own != null && own.isInterrupted()) || interrupted;
    }

    /** Takes the mark away and says whether it was there. To be called on the task's own thread. */
    boolean takeInterruption() {
        keepInterruption();
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    boolean isDead() {
        return node != null && node.isDead();
    }
}

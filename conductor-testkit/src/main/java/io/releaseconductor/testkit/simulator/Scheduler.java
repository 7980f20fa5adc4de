package io.releaseconductor.testkit.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides which task goes on, and lets virtual time pass when none can. Whoever has the baton runs; all others wait. So the
 * order of everything follows from the dice alone, and nothing here needs a lock.
 */
final class Scheduler {

    /** By a real clock: a history takes a second, and a hundred where a defect has people called for ever on a busy machine. */
    private static final long PATIENCE_SECONDS = 300;

    private static final Executor THREADS = TaskThreads.open();

    /** What the world says about when it is over, and when there is something to do for a poller that rests. */
    interface World {
        /** Asked whenever time is about to pass: whether all is over. */
        boolean isOver();

        /** When a node's poller that would go on at a time, if it slept no longer than it wants, finds something to do. */
        long nextDue(Node node, long wakeAt);

        /** Something that no task may throw was thrown. */
        void broke(Task task, Throwable thrown);
    }

    private final World world;
    private final Dice dice;
    private final int patience;
    private final long mostSteps;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Task> ready = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Task current;
    private long now;
    private long steps;
    private boolean closing;
    private boolean exhausted;

    /**
     * A scheduler.
     *
     * @param patience in how many of a thousand cases a task that could go on has to wait for another; 0 for the plain order
     */
    Scheduler(World world, Dice dice, int patience, long mostSteps) {
        this.world = world;
        this.dice = dice;
        this.patience = patience;
        this.mostSteps = mostSteps;
    }

    /** Virtual milliseconds since the beginning. */
    long now() {
        return now;
    }

    /** Whether no task is left but those that look for something to do. */
    boolean onlyPollersAreLeft() {
        return tasks.stream().allMatch(t -> t.poller || t.blocked);
    }

    /** How many tasks of a node look for something to do, and are not held by code of somebody else. */
    long pollersOf(Node node) {
        return tasks.stream()
                .filter(t -> t.poller && t.node == node && !t.blocked)
                .count();
    }

    boolean isExhausted() {
        return exhausted;
    }

    long steps() {
        return steps;
    }

    /** Ends the history at its next step: what goes on so for ever takes longer and longer. */
    void exhaust() {
        steps = Math.max(steps, mostSteps);
    }

    Task current() {
        Task task = current;
        if (task == null) {
            throw new IllegalStateException("no task has the baton");
        }
        return task;
    }

    Task add(String name, @Nullable Node node, boolean poller, Runnable body) {
        Task task = new Task(name, node, poller, body, now);
        tasks.add(task);
        return task;
    }

    /** Runs all tasks until the world is over and every task has ended. */
    void run() throws InterruptedException {
        Task first = next();
        if (first != null) {
            handTo(first);
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the simulation hangs in " + current().name + ", of " + tasks.size()
                        + " tasks; a port must not wait for another thread");
            }
        }
    }

    /** Lets others go on, if the dice say so. */
    void letOthers() {
        Task me = current();
        me.wakeAt = now;
        if (patience > 0 && dice.inThousand(patience)) {
            turnOver(me);
        } else if (me.isDead() || closing || isFrozen(me)) {
            turnOver(me);
        }
        requireLife(me);
    }

    /** Sleeps through; nothing but the time ends it. */
    void sleep(long millis) {
        Task me = current();
        me.wakeAt = now + millis;
        turnOver(me);
        requireLife(me);
    }

    /** Sleeps unless interrupted. */
    void sleepInterruptibly(long millis) throws InterruptedException {
        Task me = current();
        me.wakeAt = now + millis;
        me.interruptible = true;
        turnOver(me);
        me.interruptible = false;
        requireLife(me);
        if (me.takeInterruption()) {
            throw new InterruptedException();
        }
    }

    void await(SimulatedSignal signal, long millis) throws InterruptedException {
        Task me = current();
        me.waitingAt = signal;
        try {
            sleepInterruptibly(millis);
        } finally {
            me.waitingAt = null;
        }
    }

    void signalled(SimulatedSignal signal) {
        for (Task task : tasks) {
            if (task.waitingAt == signal) {
                task.wakeAt = now;
                task.waitingAt = null;
            }
        }
    }

    /** Ends the thread of a node that died; its effects are none from then on. */
    void requireLife(Task task) {
        if (task.isDead() || closing) {
            throw new NodeDied();
        }
    }

    private void turnOver(Task me) {
        Task next = next();
        if (next == null) {
            throw new IllegalStateException("nobody is left, not even " + me.name);
        }
        if (next != me) {
            handTo(next);
            me.awaitBaton();
        }
    }

    private void handTo(Task task) {
        current = task;
        if (task.isStarted()) {
            task.giveBaton();
        } else {
            task.giveBaton();
            THREADS.execute(() -> perform(task));
        }
    }

    private void perform(Task task) {
        task.startedOn(Thread.currentThread());
        task.awaitBaton();
        try {
            requireLife(task);
            task.body.run();
        } catch (NodeDied e) {
            // as it should
        } catch (Throwable e) {
            world.broke(task, e);
        }
        Thread.interrupted();
        tasks.remove(task);
        task.ended.run();
        Task next = next();
        if (next == null) {
            done.countDown();
        } else {
            handTo(next);
        }
    }

    private boolean isFrozen(Task task) {
        return task.node != null && task.node.frozenUntil() > now;
    }

    /** Chooses who goes on; lets time pass while nobody can. Null when nobody is left. */
    private @Nullable Task next() {
        steps++;
        if (steps > mostSteps && !closing) {
            exhausted = true;
            closing = true;
        }
        while (!tasks.isEmpty()) {
            gatherReady();
            if (!ready.isEmpty()) {
                return patience > 0 && ready.size() > 1 ? dice.oneOf(ready) : ready.get(0);
            }
            if (world.isOver()) {
                closing = true;
            } else {
                passTime();
            }
        }
        return null;
    }

    private void gatherReady() {
        ready.clear();
        for (Task task : tasks) {
            if (closing || task.isDead() || wakeAt(task) <= now) {
                ready.add(task);
            }
        }
    }

    private long wakeAt(Task task) {
        Node node = task.node;
        long wake = task.interruptible && task.isInterrupted() ? now : task.wakeAt;
        if (node == null) {
            return wake;
        }
        // a poller that rests would find nothing before something is due, so it may as well sleep
        boolean rests = task.poller && task.waitingAt != null;
        return Math.max(rests ? Math.max(wake, world.nextDue(node, wake)) : wake, node.frozenUntil());
    }

    private void passTime() {
        long earliest = Task.NEVER;
        for (Task task : tasks) {
            earliest = Math.min(earliest, wakeAt(task));
        }
        if (earliest == Task.NEVER) {
            closing = true;
        } else {
            now = Math.max(now, earliest);
        }
    }
}

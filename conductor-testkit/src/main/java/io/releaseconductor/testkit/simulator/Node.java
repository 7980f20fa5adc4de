package io.releaseconductor.testkit.simulator;

import io.releaseconductor.Conductor;
import io.releaseconductor.engine.Threads;
import io.releaseconductor.spi.NodeAlert;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One process with a conductor. It has a clock of its own, and its threads freeze and die together. */
final class Node implements Threads {

    /** How many threads of a node look for something to do: for due work, and at the node itself. */
    static final int POLLERS = 2;

    final String id;
    final Clock clock;

    /** By how much its clock is ahead of virtual time, in milliseconds. */
    final long offset;

    /** Until when something went wrong with it last; long ago if nothing did. */
    private long disturbedUntil = Long.MIN_VALUE;

    private final Scheduler scheduler;
    private final Callees callees;
    private @Nullable Conductor conductor;

    final Diary diary = new Diary();

    /** Of which kinds of trouble with itself it told somebody. */
    final Set<NodeAlert.Kind> told = EnumSet.noneOf(NodeAlert.Kind.class);

    private boolean dead;
    private long frozenUntil;

    Node(String id, long offset, World world) {
        this.id = id;
        this.offset = offset;
        this.scheduler = world.scheduler;
        this.callees = new Callees(world, this);
        this.clock = new NodeClock();
    }

    void boot(Conductor made) {
        conductor = made;
        made.start();
    }

    boolean isBooted() {
        return conductor != null;
    }

    Callees callees() {
        return callees;
    }

    int deaf(Port port) {
        return callees.deaf(port);
    }

    Conductor conductor() {
        Conductor made = conductor;
        if (made == null) {
            throw new IllegalStateException(id + " has not booted");
        }
        return made;
    }

    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    void disturbed(long until) {
        disturbedUntil = Math.max(disturbedUntil, until);
    }

    long disturbedUntil() {
        return disturbedUntil;
    }

    void freeze(long until) {
        frozenUntil = Math.max(frozenUntil, until);
    }

    long frozenUntil() {
        return frozenUntil;
    }

    @Override
    public void execute(Runnable task) {
        if (callees.refusal() != null) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        if (!dead) {
            scheduler.add(id + " task", this, false, task);
        }
    }

    @Override
    public Signal signal() {
        return new SimulatedSignal(scheduler);
    }

    @Override
    public Started start(String name, Runnable task) {
        boolean poller = name.equals("conductor-" + id) || name.equals("conductor-" + id + "-watch");
        Task started = scheduler.add(id + " " + name, this, poller, task);
        if (name.equals("conductor-question")) {
            // what is answered there is asked here
            started.permits = scheduler.current().permits;
        }
        return started::interrupt;
    }

    @Override
    public boolean isEnd(Throwable thrown) {
        return thrown instanceof NodeDied;
    }

    @Override
    public long nanoTime() {
        return scheduler.now() * 1_000_000;
    }

    @Override
    public String toString() {
        return id;
    }

    private final class NodeClock extends Clock {

        @Override
        public Instant instant() {
            return Moments.at(scheduler.now() + offset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

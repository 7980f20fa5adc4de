package io.releaseconductor.testkit.simulator;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What of somebody else's one node calls, and what that does instead of what it should. */
final class Callees {

    private final World world;
    private final Node node;
    private final Map<Port, Integer> misdeeds = new EnumMap<>(Port.class);
    private final Set<Port> misbehaved = EnumSet.noneOf(Port.class);
    private final Map<Port, Integer> deaf = new EnumMap<>(Port.class);

    Callees(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    /** How many calls threw, or blocked for longer than anybody waits. */
    int misdeeds(Port port) {
        return misdeeds.getOrDefault(port, 0);
    }

    /** Whether nothing of it ever misbehaved in any way. */
    boolean behaves(Port port) {
        return !misbehaved.contains(port);
    }

    /** How many calls hang for ever by now. */
    int deaf(Port port) {
        return deaf.getOrDefault(port, 0);
    }

    /** A call that may go wrong in ways that no contract allows. */
    <T> T call(Port port, String what, Supplier<T> call) {
        Misdeed deed = node.isBooted() ? world.hostility.next(port, node, world.scheduler.now()) : null;
        if (deed == null) {
            return call.get();
        }
        world.misbehaves(node, what, deed);
        misbehaved.add(port);
        if (!deed.after()) {
            commit(port, deed);
            return call.get();
        }
        T answer = call.get();
        commit(port, deed);
        return answer;
    }

    private void commit(Port port, Misdeed deed) {
        if (deed.kind() != Misdeed.Kind.LONG) {
            misdeeds.merge(port, 1, Integer::sum);
        }
        switch (deed.kind()) {
            case ERROR, CHECKED -> throw sneaky(world.hostility.thrown(deed));
            case LONG -> {
                world.scheduler.sleep(deed.millis());
                if (port == Port.WORKFLOWS && !deed.after()) {
                    // a request that is sent when nobody waits any more is another story, see the frozen sender
                    throw new IllegalStateException("gave up waiting for a connection");
                }
            }
            case UNTIL_INTERRUPTED -> block(true);
            case EVER -> {
                deaf.merge(port, 1, Integer::sum);
                block(false);
            }
        }
    }

    private void block(boolean interruptible) {
        Task me = world.scheduler.current();
        me.blocked = true;
        try {
            if (interruptible) {
                world.scheduler.sleepInterruptibly(Task.NEVER - world.scheduler.now());
            } else {
                world.scheduler.sleep(Task.NEVER - world.scheduler.now());
            }
        } catch (InterruptedException e) {
            throw sneaky(e);
        } finally {
            me.blocked = false;
        }
    }

    /** What an executor throws instead of taking a task, or null if it takes it. */
    @Nullable
    Misdeed refusal() {
        Misdeed deed = node.isBooted() ? world.hostility.next(Port.EXECUTOR, node, world.scheduler.now()) : null;
        if (deed != null) {
            world.timeline.add(world.scheduler.now(), node.id, "the executor takes no task");
        }
        return deed;
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

package io.releaseconductor.testkit.simulator;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every port call passes through: here others go on, time passes, and things go wrong. */
final class Gate {

    /** How long an adapter waits for an answer. */
    private static final long ADAPTER_WAITS = 10_000;

    private final Scheduler scheduler;
    private final Timeline timeline;
    private final FaultPlan faults;
    private final Dice dice;
    private final int slowness;
    private final Crashes crashes;
    private int calls;

    /** Carries out that a node stops. */
    interface Crashes {
        void crash(Node node);
    }

    /** A gate; slowness says in how many of a thousand cases an ordinary call takes a little time. */
    Gate(Scheduler scheduler, Timeline timeline, FaultPlan faults, Dice dice, int slowness, Crashes crashes) {
        this.scheduler = scheduler;
        this.timeline = timeline;
        this.faults = faults;
        this.dice = dice;
        this.slowness = slowness;
        this.crashes = crashes;
    }

    int calls() {
        return calls;
    }

    <T> T call(
            Node node,
            Port port,
            String what,
            Supplier<String> about,
            BooleanSupplier down,
            Supplier<T> effect,
            Function<Boolean, T> failure) {
        scheduler.requireLife(scheduler.current());
        int call = ++calls;
        Fault before = faults.at(call, false, port, scheduler.now());
        if (before != null && timeline.isRecorded()) {
            timeline.add(scheduler.now(), node.id, call, what, about.get(), before + " before the effect");
        }
        if (before != null && port == Port.CHAT && isLate(before, port) && dice.inThousand(500)) {
            return givenUp(
                    node,
                    before,
                    () -> {
                        if (!down.getAsBoolean()) {
                            T answer = effect.get();
                            if (timeline.isRecorded()) {
                                String line = "-> " + Timeline.brief(answer) + ", which nobody hears";
                                timeline.add(scheduler.now(), node.id, call, what, about.get(), line);
                            }
                        }
                    },
                    failure);
        }
        if (suffer(node, before, port)) {
            return failure.apply(false);
        }
        if (slowness > 0 && dice.inThousand(slowness)) {
            scheduler.sleep(dice.between(1, 400));
        } else {
            scheduler.letOthers();
        }
        if (down.getAsBoolean()) {
            if (timeline.isRecorded()) {
                timeline.add(scheduler.now(), node.id, call, what, about.get(), "unavailable");
            }
            return failure.apply(false);
        }
        T answer = effect.get();
        if (timeline.isRecorded()) {
            timeline.add(scheduler.now(), node.id, call, what, about.get(), "-> " + Timeline.brief(answer));
        }
        Fault after = faults.at(call, true, port, scheduler.now());
        if (after != null && timeline.isRecorded()) {
            timeline.add(scheduler.now(), node.id, call, what, about.get(), after + " after the effect");
        }
        if (suffer(node, after, port) || isLate(before, port)) {
            return failure.apply(true);
        }
        scheduler.letOthers();
        return answer;
    }

    /** The adapter waits no longer and says so; what it asked for happens later all the same. */
    private <T> T givenUp(Node node, Fault late, Runnable effect, Function<Boolean, T> failure) {
        node.disturbed(scheduler.now() + late.millis());
        scheduler.add("network", null, false, () -> {
            scheduler.sleep(late.millis());
            effect.run();
        });
        scheduler.sleep(Math.min(late.millis(), ADAPTER_WAITS));
        return failure.apply(true);
    }

    private static boolean isLate(@Nullable Fault before, Port port) {
        return before != null && before.kind() == Fault.Kind.LATE && port != Port.AUTHORIZER;
    }

    /** Returns whether the call fails. */
    private boolean suffer(Node node, @Nullable Fault fault, Port port) {
        if (fault == null) {
            return false;
        }
        node.disturbed(scheduler.now() + fault.millis());
        switch (fault.kind()) {
            case CRASH -> {
                crashes.crash(node);
                throw new NodeDied();
            }
            case PAUSE -> {
                node.freeze(scheduler.now() + fault.millis());
                scheduler.sleep(fault.millis());
            }
            case DELAY, LATE -> scheduler.sleep(fault.millis());
            case ERROR -> {
                return port != Port.AUTHORIZER;
            }
        }
        return false;
    }
}

package io.releaseconductor.testkit.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what goes wrong where. */
interface FaultPlan {

    /**
     * Asked at both sides of every port call.
     *
     * @param call the number of the call, from 1
     * @param after whether the call has had its effect
     * @param port which port
     * @param now virtual milliseconds
     * @return the fault, or null for none
     */
    @Nullable
    Fault at(int call, boolean after, Port port, long now);

    /** Faults at given points. */
    static FaultPlan at(Map<CrashPoint, Fault> points) {
        return (call, after, port, now) -> points.get(new CrashPoint(call, after));
    }

    /** A side of a port call. */
    record CrashPoint(int call, boolean after) {}
}

package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.testkit.simulator.Fault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A process is frozen between its last look at the clock and the socket until long after a person was asked and answered, and then
 * goes on. No client can keep it from sending.
 */
final class FrozenSender extends FlowWeather {

    private static final long FROZEN = 15 * 60_000;

    private final Action answer;
    private final CiGuard guard;

    /** What a person answers when nothing was found, and what the workflow refuses. */
    FrozenSender(Action answer, CiGuard guard) {
        super(Flow.PROMOTE, new FirstDispatch());
        this.answer = answer;
        this.guard = guard;
    }

    @Override
    public CiGuard guard() {
        return guard;
    }

    @Override
    public long stormUntil() {
        return FROZEN + 60_000;
    }

    @Override
    void follow(Person person) {
        person.press(
                Environment.STAGING,
                answer,
                d -> d.status() == DeploymentStatus.NEEDS_ATTENTION,
                d -> d.status() != DeploymentStatus.NEEDS_ATTENTION);
    }

    private static final class FirstDispatch implements FaultPlan {

        private boolean frozen;

        @Override
        public @Nullable Fault at(int call, boolean after, Port port, long now) {
            if (frozen || after || port != Port.WORKFLOWS) {
                return null;
            }
            frozen = true;
            return new Fault(Kind.PAUSE, FROZEN);
        }
    }
}

package io.releaseconductor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.Lifecycle;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The loop of plan, answer and apply without threads, with time that jumps to when something is due. Each answer takes a
 * moment, and a step that is not answered at all costs what a call may take.
 */
final class VirtualTime {

    private static final Duration MOMENT = Duration.ofMillis(5);

    private final Planner planner;
    private final Ports ports;
    private Deployment deployment;
    private Instant now;
    private int work;
    private boolean cancelled;

    VirtualTime(Planner planner, Ports ports, Deployment deployment, Instant now) {
        this.planner = planner;
        this.ports = ports;
        this.deployment = deployment;
        this.now = now;
    }

    Deployment deployment() {
        return deployment;
    }

    Instant now() {
        return now;
    }

    /** How many pieces of work were done. */
    int work() {
        return work;
    }

    boolean waitsForAPerson() {
        return deployment.status() == DeploymentStatus.NEEDS_ATTENTION;
    }

    /** Goes on until nothing more happens without a person, or so many pieces of work are done. */
    VirtualTime settle(int mostWork) {
        while (!deployment.settled() && !waitsForAPerson() && work < mostWork) {
            turn();
        }
        return this;
    }

    /** Goes on for a span of time. */
    VirtualTime pass(Duration span) {
        Instant until = now.plus(span);
        while (now.isBefore(until)) {
            Instant dueAt = planner.next(deployment, now).dueAt();
            if (dueAt == null || dueAt.isAfter(until)) {
                now = until;
            } else {
                turn();
            }
        }
        return this;
    }

    private void turn() {
        Plan plan = planner.next(deployment, now);
        if (plan.isIdle()) {
            assertThat(plan.dueAt())
                    .as("what waits has a due time: %s", deployment)
                    .isAfter(now);
            now = plan.dueAt();
            return;
        }
        now = now.plus(MOMENT);
        if (plan.announce() != null) {
            Step.Announce announce = plan.announce();
            apply(new DeploymentEvent.CardDelivered(
                    deployment.card(), announce.digest(), ports.show(announce.reference(), now), now));
        }
        if (plan.alert() != null) {
            apply(new DeploymentEvent.AlertDelivered(plan.alert().alert().id(), ports.alert(), now));
        }
        if (plan.count() != null) {
            apply(unknown(plan.count()));
        }
        if (plan.work() != null) {
            work++;
            perform(plan.work());
        }
    }

    /** A source of metrics that knows nothing: time does not stand still for that. */
    private DeploymentEvent unknown(Step.OfMetrics step) {
        return step instanceof Step.MeasureMetrics measure
                ? new DeploymentEvent.MetricsMeasured(measure.wave(), measure.upTo(), Map.of(), Map.of(), now)
                : counted((Step.CountMetrics) step);
    }

    private DeploymentEvent counted(Step.CountMetrics step) {
        return new DeploymentEvent.MetricsCounted(step.wave(), step.from(), step.to(), Map.of(), now);
    }

    private void perform(Step.Work step) {
        if (step instanceof Step.Apply apply) {
            apply(apply.event());
        } else if (step instanceof Step.Dispatch dispatch) {
            apply(new DeploymentEvent.Intended(dispatch.intent()));
            cancelled = false;
            DispatchOutcome outcome = ports.dispatch(dispatch.intent(), now);
            if (outcome != null) {
                apply(new DeploymentEvent.Dispatched(dispatch.intent().attempt(), outcome, now));
            }
        } else if (step instanceof Step.Locate locate) {
            apply(new DeploymentEvent.Located(locate.intent().attempt(), ports.locate(locate.intent(), now), now));
        } else if (step instanceof Step.Poll poll) {
            apply(new DeploymentEvent.Observed(
                    poll.attempt(), poll.run().id(), ports.look(poll.run(), cancelled, now), now));
        } else if (step instanceof Step.CancelRun cancel) {
            cancelled = true;
            apply(new DeploymentEvent.CancelAnswered(
                    cancel.attempt(), cancel.run().id(), ports.cancel(now), now));
        } else if (step instanceof Step.LookBefore before) {
            lookBefore(before);
        } else if (step instanceof Step.Verify verify) {
            verify(verify);
        } else if (step instanceof Step.LookAfter after) {
            lookAfter(after);
        } else if (step instanceof Step.LookAtRestraint) {
            apply(new DeploymentEvent.Unrestrained(now));
        } else {
            LinkedShip linked = Objects.requireNonNull(deployment.linked());
            apply(new DeploymentEvent.LinkedAnswered(linked.wanted(), ports.shipLinked(now), now));
        }
    }

    private void lookBefore(Step.LookBefore before) {
        Verification found = ports.found(now);
        if (found == null) {
            now = now.plus(Deadlines.DEFAULT.call());
        } else {
            apply(new DeploymentEvent.BaselineLooked(before.look().startedAt(), found, null, now));
        }
    }

    private void lookAfter(Step.LookAfter after) {
        Verification found = ports.found(now);
        if (found == null) {
            now = now.plus(Deadlines.DEFAULT.call());
        } else {
            apply(new DeploymentEvent.WatchLooked(after.due(), found, now));
        }
    }

    private void verify(Step.Verify verify) {
        Verification found = ports.found(now);
        if (found == null) {
            now = now.plus(Deadlines.DEFAULT.call());
        } else {
            deployment = Samples.under(ports.policy(), deployment);
            apply(new DeploymentEvent.Verified(verify.verification(), found, now));
        }
    }

    /** Applies what must not be refused, since it was planned. */
    private void apply(DeploymentEvent event) {
        LifecycleResult result = Lifecycle.apply(deployment, event);
        assertThat(result).as("%s to %s", event, deployment).isInstanceOf(LifecycleResult.Moved.class);
        deployment = ((LifecycleResult.Moved) result).next();
    }
}

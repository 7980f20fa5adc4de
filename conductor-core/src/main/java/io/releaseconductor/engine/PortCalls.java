package io.releaseconductor.engine;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.EarlierVersion;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.plan.Step;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.NotDeliveredException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls through the ports. Whatever a port does, an exception and null included, becomes an event. */
final class PortCalls {

    private static final Logger LOG = LoggerFactory.getLogger(PortCalls.class);

    private final EngineParts parts;
    private final Callbacks callbacks;
    private final Clock clock;
    private final MetricCalls metrics;

    PortCalls(EngineParts parts, Callbacks callbacks) {
        this.parts = parts;
        this.callbacks = callbacks;
        this.clock = parts.clock();
        this.metrics = new MetricCalls(
                parts.metrics(), clock, (d, e) -> failure(callbacks.metrics(), "count the metrics", d.id(), e));
    }

    /** Sends an intent that was saved, unless its time is over: then it certainly was not sent. */
    DeploymentEvent dispatch(DispatchIntent intent) {
        DispatchOutcome outcome;
        Instant now = clock.instant();
        if (now.isAfter(intent.validUntil())) {
            outcome = new DispatchOutcome.NotSent("this node was too slow to send it", now);
        } else {
            try {
                outcome = Objects.requireNonNull(parts.workflows().dispatch(intent), "the dispatcher answered nothing");
            } catch (Throwable e) {
                outcome =
                        new DispatchOutcome.Unknown(failure(callbacks.workflows(), "dispatch", intent.deployment(), e));
            }
        }
        return new DeploymentEvent.Dispatched(intent.attempt(), outcome, clock.instant());
    }

    DeploymentEvent locate(DispatchIntent intent) {
        LocateOutcome outcome;
        try {
            outcome = Objects.requireNonNull(parts.workflows().locate(intent), "the dispatcher answered nothing");
        } catch (Throwable e) {
            outcome = new LocateOutcome.Unavailable(
                    failure(callbacks.workflows(), "locate", intent.deployment(), e), clock.instant());
        }
        return new DeploymentEvent.Located(intent.attempt(), outcome, clock.instant());
    }

    DeploymentEvent poll(Deployment deployment, Step.Poll step, @Nullable EarlierVersion earlier) {
        StatusOutcome outcome;
        try {
            outcome = Objects.requireNonNull(parts.workflows().status(step.run()), "the dispatcher answered nothing");
        } catch (Throwable e) {
            outcome =
                    new StatusOutcome.Unavailable(failure(callbacks.workflows(), "status", deployment.id(), e), soon());
        }
        return observed(step, outcome, earlier);
    }

    private DeploymentEvent observed(Step.Poll step, StatusOutcome outcome, @Nullable EarlierVersion earlier) {
        return new DeploymentEvent.Observed(step.attempt(), step.run().id(), outcome, clock.instant(), earlier);
    }

    DeploymentEvent cancel(Deployment deployment, Step.CancelRun step) {
        CancelOutcome outcome;
        try {
            outcome = Objects.requireNonNull(
                    parts.workflows().cancel(step.run(), step.force()), "the dispatcher answered nothing");
        } catch (Throwable e) {
            outcome =
                    new CancelOutcome.Unavailable(failure(callbacks.workflows(), "cancel", deployment.id(), e), soon());
        }
        return new DeploymentEvent.CancelAnswered(step.attempt(), step.run().id(), outcome, clock.instant());
    }

    /** Shows the card whose digest the step has. */
    DeploymentEvent announce(Deployment deployment, Step.Announce step, Card card) {
        DeliveryOutcome outcome;
        try {
            outcome = Objects.requireNonNull(show(step, card), "the chat answered nothing");
        } catch (Throwable e) {
            outcome = new DeliveryOutcome.Unavailable(
                    failure(callbacks.chat(), "show the card", deployment.id(), e), clock.instant());
        }
        note(deployment, step, outcome);
        return new DeploymentEvent.CardDelivered(deployment.card(), step.digest(), outcome, clock.instant());
    }

    private void note(Deployment deployment, Step.Announce step, DeliveryOutcome outcome) {
        Undelivered undelivered = callbacks.chat().undelivered();
        if (outcome instanceof DeliveryOutcome.Shown) {
            undelivered.arrived(step.destination());
        } else if (outcome instanceof DeliveryOutcome.Undeliverable undeliverable) {
            undelivered.failed(step.destination(), "The card of " + deployment.id(), undeliverable.reason());
        }
    }

    private DeliveryOutcome show(Step.Announce step, Card card) {
        String reference = step.reference();
        if (reference != null) {
            return parts.chat().update(reference, card);
        }
        return step.again()
                ? parts.chat().postAgain(step.destination(), step.key(), card)
                : parts.chat().post(step.destination(), step.key(), card);
    }

    DeploymentEvent alert(Deployment deployment, Step.SendAlert step) {
        String problem = null;
        List<String> deliveredTo = List.of();
        String place = deployment.request().destination();
        try {
            parts.alerts().send(step.alert(), deployment);
            callbacks.alerts().undelivered().arrived(place);
        } catch (NotDeliveredException e) {
            problem = String.valueOf(e.getMessage());
            deliveredTo = e.deliveredTo();
            callbacks.alerts().notDelivered(place, "The alert " + step.alert().id(), problem);
        } catch (Throwable e) {
            problem = failure(callbacks.alerts(), "send the alert", deployment.id(), e);
        }
        return new DeploymentEvent.AlertDelivered(step.alert().id(), problem, clock.instant(), deliveredTo);
    }

    DeploymentEvent lookUp(Deployment deployment, Step.LookUpChange step) {
        DeployRequest request = deployment.request();
        ChangeLog.Question question = new ChangeLog.Question(
                request.environment(), request.ref(), step.version(), step.since(), request.riskyPaths());
        ChangeOutcome outcome;
        try {
            outcome = Objects.requireNonNull(parts.changes().find(question), "the change log answered nothing");
        } catch (Throwable e) {
            outcome = new ChangeOutcome.Unavailable(
                    failure(callbacks.changes(), "look up the change", deployment.id(), e));
        }
        if (outcome instanceof ChangeOutcome.NothingKnown nothing) {
            LOG.info("{}: what is being shipped is not known: {}", deployment.id(), nothing.reason());
        }
        return new DeploymentEvent.ChangeAnswered(outcome, clock.instant());
    }

    DeploymentEvent count(Deployment deployment, Step.OfMetrics step) {
        return metrics.ask(deployment, step);
    }

    /** The event that stands for a call that was certainly not made; null if the planner is simply asked again. */
    @Nullable
    DeploymentEvent notMade(Deployment deployment, Step step, String reason) {
        if (step instanceof Step.Dispatch dispatch) {
            DispatchIntent intent = dispatch.intent();
            Instant now = clock.instant();
            return new DeploymentEvent.Dispatched(
                    intent.attempt(), new DispatchOutcome.NotSent(reason, now.plusSeconds(5)), now);
        }
        return unanswered(deployment, step, reason);
    }

    /** The event that stands for a call that does not come back in time; null if the planner is simply asked again. */
    @Nullable
    DeploymentEvent unanswered(Deployment deployment, Step step) {
        return unanswered(deployment, step, "no answer within the time limit for calls");
    }

    private @Nullable DeploymentEvent unanswered(Deployment deployment, Step step, String reason) {
        Instant now = clock.instant();
        if (step instanceof Step.Dispatch dispatch) {
            DispatchIntent intent = dispatch.intent();
            return new DeploymentEvent.Dispatched(intent.attempt(), new DispatchOutcome.Unknown(reason), now);
        }
        if (step instanceof Step.Locate locate) {
            DispatchIntent intent = locate.intent();
            return new DeploymentEvent.Located(intent.attempt(), new LocateOutcome.Unavailable(reason, now), now);
        }
        if (step instanceof Step.Poll poll) {
            return observed(poll, new StatusOutcome.Unavailable(reason, soon()), null);
        }
        if (step instanceof Step.CancelRun cancel) {
            return new DeploymentEvent.CancelAnswered(
                    cancel.attempt(), cancel.run().id(), new CancelOutcome.Unavailable(reason, soon()), now);
        }
        if (step instanceof Step.Announce announce) {
            return new DeploymentEvent.CardDelivered(
                    deployment.card(), announce.digest(), new DeliveryOutcome.Unavailable(reason, now), now);
        }
        if (step instanceof Step.SendAlert alert) {
            return new DeploymentEvent.AlertDelivered(alert.alert().id(), reason, now);
        }
        if (step instanceof Step.LookUpChange) {
            return new DeploymentEvent.ChangeAnswered(new ChangeOutcome.Unavailable(reason), now);
        }
        if (step instanceof Step.OfMetrics count) {
            return metrics.unanswered(deployment, count, reason);
        }
        if (step instanceof Step.AskAdmission ask) {
            return new DeploymentEvent.AdmissionAnswered(
                    ask.admission().due(),
                    Preflight.unanswered(deployment.request().admission(), reason),
                    now);
        }
        if (step instanceof Step.LookBefore before) {
            return new DeploymentEvent.BaselineMissed(before.look().startedAt(), reason, now);
        }
        return null;
    }

    private Instant soon() {
        return clock.instant().plusSeconds(5);
    }

    /** Whatever was thrown, an {@code Error} included: what the call did is then not known, and this node goes on. */
    private String failure(Callback callback, String what, Object deployment, Throwable e) {
        Survivors.unlessItIsTheEnd(parts.threads(), e);
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        callback.threw(deployment + ": " + what, e);
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
